import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { error, unreadableFile } from '../../core/diagnostics.ts';
import { nameTest } from '../../core/hook-filter.ts';
import type { LoadResult, Plugin, Resolution } from '../../core/plugin.ts';
import { withParents } from '../../core/python/import-requests.ts';
import { isBuiltinModule, isStandardLibrary } from '../../core/python/standard-library.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import type { Inlining } from '../inline/inlining.ts';
import { checkImports, type ChildNames } from './check-imports.ts';
import { type Entry, findEntry } from './find-entry.ts';
import { findModule, isExtensionFile, type Places } from './find-module.ts';
import { SearchPath } from './search-path.ts';

/** Finds and reads the modules of the program itself and of inlined distributions; the environment has the others. */
export default function resolvePlugin(): Plugin {
  const search = new SearchPath();
  /** Where submodules of each package found so far are looked for. */
  const packages = new Map<string, Places>();
  /** Extension modules of packages that are in the bundle, by name. */
  const extensions = new Map<string, string>();
  let entry: Entry;
  let top: Places;
  let inlining: Inlining | undefined;
  let isExternal: (name: string) => boolean;

  /** The modules directly below a package. */
  function childrenOf(name: string): string[] {
    const above = withParents(name).map((each) => packages.get(each)?.folders ?? []);
    return search.children(above.pop()!, [...entry.roots, ...above.flat()]);
  }

  function resolveModule(name: string): Resolution | false | undefined {
    const dot = name.lastIndexOf('.');
    const places = dot === -1 ? top : packages.get(name.slice(0, dot));
    const found = places && findModule(name, places, search, inlining?.environment);
    const id = `file:${name}`;
    const path = name.replaceAll('.', '/');
    if (found === undefined) return undefined;
    if ('portions' in found) {
      const { portions, installed } = found;
      // A folder without __init__.py gives way to a regular package of that name anywhere on the path.
      if (dot === -1 && isStandardLibrary(name)) return undefined;
      if (portions.every((portion) => installed.has(portion)) && !inlining!.includesSomeOf(name)) return false;
      packages.set(name, { folders: portions, installed });
      return { id, path, isPackage: true, portions, children: () => childrenOf(name) };
    }
    const { file, isInstalled } = found;
    if (isInstalled && !inlining!.includes(name, file)) return false;
    if (isExtensionFile(file)) {
      extensions.set(name, file);
      return undefined;
    }
    // Imported by its own name, `package.__init__` is no package (`FileLoader.is_package`).
    const isPackage = basename(file) === '__init__.py' && name.slice(dot + 1) !== '__init__';
    const folders = [dirname(file)];
    if (!isPackage) return { id, file, path: `${path}.py` };
    packages.set(name, { folders, installed: new Set(isInstalled ? folders : []) });
    return { id, file, isPackage, path: `${path}/__init__.py`, children: () => childrenOf(name) };
  }

  const childNames: ChildNames = (parent) => {
    if (parent === undefined) return search.names(entry.roots);
    return search.names(packages.get(parent.name)?.folders ?? []).map((child) => `${parent.name}.${child}`);
  };

  return {
    name: 'cribo:resolve',
    start(options, context) {
      entry = findEntry(options, search);
      inlining = context.api('cribo:inline')?.inlining();
      const installed = (inlining?.environment.folders ?? []).filter((folder) => !entry.roots.includes(folder));
      top = { folders: [...entry.roots, ...installed], installed: new Set(installed) };
      const tests = options.external.map(nameTest);
      isExternal = (name) => tests.some((test) => test(name));
    },
    resolve({ name, kind }) {
      if (kind === 'entry') return entry.resolution;
      if (isExternal(name)) return false;
      return isBuiltinModule(name) ? undefined : resolveModule(name);
    },
    load(resolution) {
      if (resolution.id === 'virtual:__main__') return { code: entry.code ?? '' };
      return resolution.file === undefined ? undefined : readModule(resolution.file);
    },
    link: (graph, context) => checkImports(graph, { childNames, extensions }, context),
  };
}

function readModule(file: string): LoadResult {
  try {
    return { bytes: readFileSync(file), executable: (statSync(file).mode & 0o100) !== 0 };
  } catch (cause) {
    return error({ ...unreadableFile(file, fileErrorReason(cause)), file }, cause);
  }
}
