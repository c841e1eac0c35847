import type { PythonVersion } from '../core/python/facts.ts';
import type { Outcome } from './run-program.ts';

/** `python -m package` for a package that cannot be imported: it tries twice and gives the second error in brackets. */
const failedLookup = /Error while finding module specification for '[^']*' \(([\w.]+: .*)\)$/;

/**
 * Whether a bundle showed what its program did, apart from what no bundle can show:
 * - `runpy` imports the package of an entry once more when that fails, so its modules speak twice
 * - how the message of a `RecursionError` ends depends on how deep the first call was
 * - on 3.12 `locals()` in a module with type parameters has a cell of the class body (`TYPE_PARAMETER_LOCALS`)
 */
export function sameOutcome(original: Outcome, bundled: Outcome, [, minor]: PythonVersion): boolean {
  if (original.exit !== bundled.exit) return false;
  const shown = minor === 12 ? bundled.stdout.replaceAll(/, '__classdict__'(?=[,\]])/g, '') : bundled.stdout;
  const [wanted, got] = [withoutDepth(original.stdout), withoutDepth(shown)];
  const error = failedLookup.exec(original.lastLine)?.[1];
  if (error !== undefined) return wanted.startsWith(got) && bundled.lastLine.endsWith(error);
  return wanted === got && withoutDepth(original.lastLine) === withoutDepth(bundled.lastLine);
}

const withoutDepth = (text: string): string =>
  text.replaceAll(/(maximum recursion depth exceeded)(?: while calling a Python object| in comparison)?/g, '$1');
