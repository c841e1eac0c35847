import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, seededRandom } from '../random.ts';

/** What statements of a module may use: things that are silent, and things that say so when they run. */
const definitions = readFileSync(join(import.meta.dirname, 'effectful_definitions.py'), 'utf8');

/** What statements are put together from, one a line, in parts that begin with `# name`. */
const parts = new Map(
  readFileSync(join(import.meta.dirname, 'effectful-parts.txt'), 'utf8')
    .trimEnd()
    .split('\n\n')
    .map((part): [string, string[]] => {
      const [head, ...lines] = part.split('\n');
      return [head!.slice(2), lines.map((line) => line.replaceAll(String.raw`\n`, '\n'))];
    }),
);
const one = (random: Random, part: string): string => random.from(parts.get(part)!);

function expression(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.3)) return one(random, 'simple');
  const inner = (): string => expression(random, depth - 1);
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return `${one(random, 'callees')}(${some(random, 3, inner)})`;
    case 3:
      return `(${inner()} ${one(random, 'operators')} ${inner()})`;
    case 4:
      return `[${some(random, 3, inner)}]`;
    case 5:
      return `{${inner()}: ${inner()}, "k": ${inner()}}`;
    case 6:
      return `{${inner()}, ${inner()}}`;
    case 7:
      return `(${inner()} if ${inner()} else ${inner()})`;
    case 8:
      return `f"{${one(random, 'formatted')}}"`;
    case 9:
      return `(lambda a=${inner()}: missing)`;
    case 10:
      return `[${one(random, 'elements')} for each in ${inner()} if ${random.from(['each', 'True', 'each in text'])}]`;
    case 11:
      return `(${inner()}).${one(random, 'attributes')}`;
    case 12:
      return `(${inner()})[${one(random, 'subscripts')}]`;
    default:
      return `(not ${inner()})`;
  }
}

function some(random: Random, most: number, item: () => string): string {
  return Array.from({ length: random.below(most) }, item).join(', ');
}

/** A module whose last statement, which nothing needs, may raise or do something, or not. */
export function effectfulModule(seed: number): string {
  const random = seededRandom(seed);
  const decorated = (): string =>
    Array.from({ length: random.below(3) }, () => `@${one(random, 'decorators')}\n`).join('');
  const fill = (text: string): string =>
    text
      .replaceAll('EXPRESSION', () => expression(random, 2))
      .replaceAll('DECORATOR', () => one(random, 'decorators'))
      .replaceAll('BASE', () => one(random, 'bases'));
  let statement: string;
  switch (random.below(5)) {
    case 0:
      statement = `${decorated()}def UNUSED(a: ${expression(random, 1)} = ${expression(random, 1)}): return missing`;
      break;
    case 1:
    case 2: {
      const given = [
        ...Array.from({ length: random.below(3) }, () => one(random, 'bases')),
        ...(random.chance(0.2) ? [one(random, 'keywords')] : []),
      ];
      const body = Array.from({ length: 1 + random.below(3) }, () => `    ${fill(one(random, 'members'))}`).join('\n');
      const decorator = random.chance(0.3) ? decorated() : '';
      statement = `${decorator}class UNUSED(${given.join(', ')}):\n${body}`;
      break;
    }
    default:
      statement = `UNUSED = ${expression(random, 3)}`;
  }
  const use = random.chance(0.3) ? `\nUSED = ${fill(one(random, 'uses'))}` : '';
  return `${definitions}\n${statement}${use}\n`;
}
