import type { PythonVersion } from '../core/python/facts.ts';
import type { Outcome } from './run-program.ts';

/**
 * Whether a bundle showed what its program did, apart from what no bundle can show:
 * - how the message of a `RecursionError` ends depends on how deep the first call was
 * - on 3.12 `locals()` in a module with type parameters has a cell of the class body (`TYPE_PARAMETER_LOCALS`)
 * - from 3.13 what Python advises about a missing name depends on whether the module lies in the folder of the script, as
 *   all modules of a bundle do
 * @param hasRoots whether modules of the program lie in several folders of the search path
 */
export function sameOutcome(original: Outcome, bundled: Outcome, [, minor]: PythonVersion, hasRoots: boolean): boolean {
  if (original.exit !== bundled.exit) return false;
  const shown = minor === 12 ? bundled.stdout.replaceAll(classCell, '') : bundled.stdout;
  const comparable = (text: string): string => {
    const same = withoutDepth(text);
    return minor >= 13 && hasRoots ? withoutAdvice(same) : same;
  };
  return (
    comparable(original.stdout) === comparable(shown) && comparable(original.lastLine) === comparable(bundled.lastLine)
  );
}

/** The cell in a list of names, or in one of names with what is said of them. */
const classCell = /, (?:'__classdict__'|\('__classdict__'(?:, (?:'[^']*'|\d+))*\))(?=[,\]])/g;

const withoutDepth = (text: string): string =>
  text.replaceAll(/(maximum recursion depth exceeded)(?: while calling a Python object| in comparison)?/g, '$1');

/** What `module_getattro` (Objects/moduleobject.c) and `import_from` (Python/ceval.c) say besides the names. */
const withoutAdvice = (text: string): string =>
  text
    .replaceAll(/partially initialized module ('[^']*')(?: from '[^']*')?/g, 'module $1')
    .replaceAll(/cannot access submodule ('[^']*') of (module '[^']*')/g, '$2 has no attribute $1')
    .replaceAll(/ \((?:consider renaming [^)]*|most likely due to a circular import)\)/g, '')
    .replaceAll(/(cannot import name '[^']*' from )(?:module )?('[^']*')(?: \([^)]*\))?/g, '$1$2');
