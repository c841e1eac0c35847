import type { PythonVersion } from '../core/python/facts.ts';
import type { Outcome } from './run-program.ts';

/**
 * Whether a bundle showed what its program did, apart from what no bundle can show:
 * - how the message of a `RecursionError` ends depends on how deep the first call was
 * - on 3.12 `locals()` in a module with type parameters has a cell of the class body (`TYPE_PARAMETER_LOCALS`)
 */
export function sameOutcome(original: Outcome, bundled: Outcome, [, minor]: PythonVersion): boolean {
  if (original.exit !== bundled.exit) return false;
  const shown = minor === 12 ? bundled.stdout.replaceAll(/, '__classdict__'(?=[,\]])/g, '') : bundled.stdout;
  return (
    withoutDepth(original.stdout) === withoutDepth(shown) &&
    withoutDepth(original.lastLine) === withoutDepth(bundled.lastLine)
  );
}

const withoutDepth = (text: string): string =>
  text.replaceAll(/(maximum recursion depth exceeded)(?: while calling a Python object| in comparison)?/g, '$1');
