import { deferError } from './cursor.ts';

/** Every feature that `__future__` ever had (CPython's Lib/__future__.py); most are no longer optional. */
const FEATURES = new Set([
  'nested_scopes',
  'generators',
  'division',
  'absolute_import',
  'with_statement',
  'print_function',
  'unicode_literals',
  'barry_as_FLUFL',
  'generator_stop',
  'annotations',
]);

/** What the text being parsed asked for. */
export const futureFeatures = new Set<string>();
/** Whether a statement other than strings and future imports came before. */
let isTooLate = false;

export function clearFutureImports(): void {
  futureFeatures.clear();
  isTooLate = false;
}

export function hasFutureAnnotations(): boolean {
  return futureFeatures.has('annotations');
}

/** Any other statement begins: no future import may follow. */
export function endFutureImports(): void {
  isTooLate = true;
}

/** One name of `from __future__ import ...`. */
export function futureImport(name: string, start: number, end: number): void {
  if (isTooLate) deferError('from __future__ imports must occur at the beginning of the file', start, end);
  else if (name === 'braces') deferError('not a chance', start, end);
  else if (!FEATURES.has(name)) deferError(`future feature ${name} is not defined`, start, end);
  else futureFeatures.add(name);
}
