import { nodesOf } from '../../core/python/statement-text/tree-nodes.ts';
import { calledNames } from './called-names.ts';
import { readsOwnPickles } from './own-pickles.ts';
import { parsedStatements } from './parsed-statements.ts';

const pickling = new Set(['cPickle', 'cloudpickle', 'dill', 'joblib', 'pickle', 'shelve']);
const writing = new Set('DEFAULT_PROTOCOL HIGHEST_PROTOCOL PickleError Pickler PicklingError dump dumps'.split(' '));

const watching: Readonly<Record<string, readonly string[]>> = {
  sys: ['monitoring', 'setprofile', 'settrace'],
  threading: ['setprofile', 'setprofile_all_threads', 'settrace', 'settrace_all_threads'],
  gc: ['get_objects', 'get_referents', 'get_referrers'],
};

/** Whether all modules that are asked for are asked for a name only that each module has. */
function asksForSpecials(text: string): boolean {
  const parents = nodesOf(parsedStatements(text) ?? []);
  const calls = calledNames('getmodule', text, parents);
  return (
    calls?.every((call) => {
      const attribute = parents.get(call);
      return attribute?.type === 'attribute' && /^__(?!dict__)\w+__$/.test(attribute.name);
    }) === true
  );
}

/** Whether it depends on the statement that reads a dotted name what that reaches. */
export const isSeenWithText = (name: string): boolean => /\b(?:loads|getmodule)\b/.test(name);

/** What lets any name of the program be asked for, or any line be seen, when a statement reads it of a module outside the bundle. */
export function reachOf(moduleName: string, [name]: readonly string[], text: string): string | undefined {
  // Classes and functions are loaded by their names.
  const unpickles = pickling.has(moduleName.split('.', 1)[0]!) && (name === undefined || !writing.has(name));
  if (unpickles && !(name === 'loads' && readsOwnPickles(text))) return 'may read pickles, which name anything';
  if (moduleName === 'inspect' && name === 'getmodule' && !asksForSpecials(text))
    return 'asks for modules of what is in them';
  return name !== undefined && watching[moduleName]?.includes(name) === true ? 'watches all that runs' : undefined;
}
