const pickling = new Set(['cPickle', 'cloudpickle', 'dill', 'joblib', 'pickle', 'shelve']);
const writing = new Set('DEFAULT_PROTOCOL HIGHEST_PROTOCOL PickleError Pickler PicklingError dump dumps'.split(' '));

const watching: Readonly<Record<string, readonly string[]>> = {
  sys: ['monitoring', 'setprofile', 'settrace'],
  threading: ['setprofile', 'setprofile_all_threads', 'settrace', 'settrace_all_threads'],
  gc: ['get_objects', 'get_referents', 'get_referrers'],
};

/** Whether a statement only reads what it has just written: `loads(dumps(x))`. */
function copiesOnly(name: string | undefined, text: string): boolean {
  if (name !== 'loads') return false;
  return [...text.matchAll(/\bloads\b/g)].every(({ index }) =>
    /^loads\s*\(\s*(?:\w+\s*\.\s*)?dumps\s*\(/.test(text.slice(index)),
  );
}

/** What lets any name of the program be asked for, or any line be seen, when a statement reads it of a module outside the bundle. */
export function reachOf(moduleName: string, [name]: readonly string[], text: string): string | undefined {
  // Classes and functions are loaded by their names.
  const unpickles =
    pickling.has(moduleName.split('.', 1)[0]!) && (name === undefined || !writing.has(name)) && !copiesOnly(name, text);
  if (unpickles) return 'may read pickles, which name anything';
  return name !== undefined && watching[moduleName]?.includes(name) === true ? 'watches all that runs' : undefined;
}
