import type { Comparison } from './compare.ts';
import type { Program } from './model.ts';
import { constructsOf } from './report.ts';

/** Counts what generated programs were made of and how they ended, to see that they are worth comparing. */
export class Coverage {
  private readonly constructs = new Map<string, number>();
  private readonly ends = new Map<string, number>();
  private readonly strategies = new Map<string, number>();
  private programs = 0;
  private modules = 0;
  private unstable = 0;

  add({ modules }: Program, { original, difference }: Comparison): void {
    this.programs += 1;
    this.modules += modules.length;
    if (difference === 'unstable') this.unstable += 1;
    const end = original.exit === 0 ? 'end' : (/^[A-Za-z]\w*/.exec(original.lastLine)?.[0] ?? String(original.exit));
    this.ends.set(end, (this.ends.get(end) ?? 0) + 1);
    for (const construct of modules.flatMap(({ statements }) => constructsOf(statements))) {
      this.constructs.set(construct, (this.constructs.get(construct) ?? 0) + 1);
    }
  }

  /** Counts a module that was rendered by a strategy. */
  addStrategy(name: string): void {
    this.strategies.set(name, (this.strategies.get(name) ?? 0) + 1);
  }

  /** How many constructs were written at least once. */
  get kinds(): number {
    return this.constructs.size;
  }

  /** How often a construct was written. */
  countOf(construct: string): number {
    return this.constructs.get(construct) ?? 0;
  }

  /** The share of programs that ended in some way: `end`, or the name of an exception. */
  shareOf(end: string): number {
    return (this.ends.get(end) ?? 0) / this.programs;
  }

  /** How many programs ran to their end, in a few words. */
  summary(): string {
    const ended = Math.round(100 * this.shareOf('end'));
    const unstable = this.unstable > 0 ? `, ${this.unstable} unstable` : '';
    return `${(this.modules / this.programs).toFixed(1)} modules each, ${ended} % run to the end${unstable}`;
  }

  /** Each construct and each way to end with its count, the most frequent first. */
  table(): string {
    return [
      'constructs:',
      ...rows(this.constructs),
      'programs ended with:',
      ...rows(this.ends),
      'modules by strategy:',
      ...rows(this.strategies),
    ].join('\n');
  }
}

function rows(counts: ReadonlyMap<string, number>): string[] {
  const byCount = [...counts].toSorted(([, a], [, b]) => b - a);
  return byCount.map(([name, count]) => `${String(count).padStart(7)}  ${name}`);
}
