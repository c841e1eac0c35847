import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { error, unreadableFile } from '../../core/diagnostics.ts';
import type { LoadResult, Plugin, Resolution } from '../../core/plugin.ts';
import { isBuiltinModule, isStandardLibrary } from '../../core/python/standard-library.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import { checkImports, type ChildNames } from './check-imports.ts';
import { type Entry, findEntry } from './find-entry.ts';
import { SearchPath } from './search-path.ts';

/** Finds and reads the modules of the program itself; everything else is left to the environment. */
export default function resolvePlugin(): Plugin {
  const search = new SearchPath();
  /** Folders of each package found so far. */
  const packages = new Map<string, readonly string[]>();
  let entry: Entry;

  function findModule(name: string): Resolution | undefined {
    const dot = name.lastIndexOf('.');
    const folders = dot === -1 ? entry.roots : packages.get(name.slice(0, dot));
    const location = folders && search.find(name.slice(dot + 1), folders);
    if (location === undefined) return undefined;
    const id = `file:${name}`;
    const path = name.replaceAll('.', '/');
    if ('file' in location) {
      const { file, isPackage } = location;
      if (!isPackage) return { id, file, path: `${path}.py` };
      const inside = [dirname(file)];
      packages.set(name, inside);
      return { id, file, isPackage, path: `${path}/__init__.py`, children: () => search.children(inside) };
    }
    // A folder without __init__.py gives way to a regular package of that name anywhere on the path.
    if ('extension' in location || (dot === -1 && isStandardLibrary(name))) return undefined;
    const { portions } = location;
    packages.set(name, portions);
    return { id, path, isPackage: true, portions, children: () => search.children(portions) };
  }

  const childNames: ChildNames = (parent) => {
    if (parent === undefined) return search.names(entry.roots);
    return search.names(packages.get(parent.name) ?? []).map((child) => `${parent.name}.${child}`);
  };

  return {
    name: 'cribo:resolve',
    start(options) {
      entry = findEntry(options, search);
    },
    resolve({ name, kind }, { options }) {
      if (kind === 'entry') return entry.resolution;
      if (options.external.includes(name)) return false;
      return isBuiltinModule(name) ? undefined : findModule(name);
    },
    load(resolution) {
      if (resolution.id === 'virtual:__main__') return { code: entry.code ?? '' };
      return resolution.file === undefined ? undefined : readModule(resolution.file);
    },
    link: (graph, context) => checkImports(graph, childNames, context),
  };
}

function readModule(file: string): LoadResult {
  try {
    return { bytes: readFileSync(file), executable: (statSync(file).mode & 0o100) !== 0 };
  } catch (cause) {
    return error({ ...unreadableFile(file, fileErrorReason(cause)), file }, cause);
  }
}
