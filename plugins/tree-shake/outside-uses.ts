const pickling = new Set(['cPickle', 'cloudpickle', 'dill', 'joblib', 'pickle', 'shelve']);
const writing = new Set('DEFAULT_PROTOCOL HIGHEST_PROTOCOL PickleError Pickler PicklingError dump dumps'.split(' '));

const watching: Readonly<Record<string, readonly string[]>> = {
  sys: ['monitoring', 'setprofile', 'settrace'],
  threading: ['setprofile', 'setprofile_all_threads', 'settrace', 'settrace_all_threads'],
  gc: ['get_objects', 'get_referents', 'get_referrers'],
};

/** Whether a class or function only reads what it has written itself: `loads(dumps(x))`, `loads(self._written)`. */
function copiesOnly(name: string | undefined, text: string): boolean {
  if (name !== 'loads') return false;
  return [...text.matchAll(/\bloads\b/g)].every(({ index }) => {
    const given = /^loads\s*\(\s*(?:(?:\w+\s*\.\s*)?dumps\s*\(|self\.(_[a-z]\w*)\s*\))/.exec(text.slice(index));
    return given !== null && (given[1] === undefined || isOnlyWritten(given[1], text));
  });
}

/** Whether all that a private attribute is given is what `dumps` made. */
function isOnlyWritten(attribute: string, text: string): boolean {
  const own = `\\w+\\.${attribute}`;
  const value = new RegExp(`^(?:None|${own}|${own} or ${own}|(?:None if \\w+ is None else )?dumps\\(.*\\))$`);
  const given = [...text.matchAll(new RegExp(`\\.${attribute}\\s*=(?!=)\\s*(.*)`, 'g'))];
  return given.length > 0 && given.every(([, written]) => value.test(written!));
}

/** What lets any name of the program be asked for, or any line be seen, when a statement reads it of a module outside the bundle. */
export function reachOf(moduleName: string, [name]: readonly string[], text: string): string | undefined {
  // Classes and functions are loaded by their names.
  const unpickles =
    pickling.has(moduleName.split('.', 1)[0]!) && (name === undefined || !writing.has(name)) && !copiesOnly(name, text);
  if (unpickles) return 'may read pickles, which name anything';
  if (moduleName === 'inspect' && name === 'getmodule' && !/\bgetmodule\s*\([^()]*\)\s*\.\s*__(?!dict)\w+__/.test(text))
    return 'asks for modules of what is in them';
  return name !== undefined && watching[moduleName]?.includes(name) === true ? 'watches all that runs' : undefined;
}
