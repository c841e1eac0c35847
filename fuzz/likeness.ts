import type { Comparison } from './compare.ts';

/** Whether one difference is most likely of the same cause as another: what shrinking must not lose. */
export function isLike(one: Comparison, other: Comparison): boolean {
  if (one.difference !== other.difference || codeOf(one) !== codeOf(other)) return false;
  // Taking away lines makes syntax errors, which are another matter.
  if (isSyntaxError(one) && !isSyntaxError(other)) return false;
  const exceptions = exceptionsOf(one);
  return exceptionsOf(other).every((name) => exceptions.includes(name));
}

interface DifferentLines {
  /** Counts from 1. */
  readonly number: number;
  /** Nothing where the output has ended. */
  readonly expected: string | undefined;
  readonly actual: string | undefined;
}

/** The first lines of output, unbundled and bundled, that are not the same. */
export function firstDifferentLines({ original, bundled }: Comparison): DifferentLines {
  const [expected, actual] = [original.stdout, bundled?.stdout ?? ''].map((text) => text.split('\n'));
  const length = Math.max(expected.length, actual.length);
  const index = Array.from({ length }, (_, line) => line).find((line) => expected[line] !== actual[line]) ?? length;
  return { number: index + 1, expected: expected[index], actual: actual[index] };
}

/** What kind of complaint the bundler's message is: the code that begins it. */
function codeOf({ message }: Comparison): string | undefined {
  return message?.match(/[A-Z][A-Z_]{3,}/)?.[0] ?? message?.slice(0, 24);
}

function exceptionsOf(comparison: Comparison): string[] {
  if (comparison.difference !== 'stdout') return [];
  const { expected, actual } = firstDifferentLines(comparison);
  return `${expected ?? ''} ${actual ?? ''}`.match(/\b[A-Z]\w+(?:Error|Exception)\b/g) ?? [];
}

function isSyntaxError({ original: { lastLine, stdout } }: Comparison): boolean {
  return /(?:Syntax|Indentation|Tab)Error/.test(lastLine + stdout);
}
