import { dirname } from 'node:path';
import type { Environment } from '../environment/environment.ts';
import type { SearchPath } from './search-path.ts';

/** Folders to look in, and which of them belong to the environment. */
export interface Places {
  readonly folders: readonly string[];
  readonly installed: ReadonlySet<string>;
}

/** A file to import, which may be an extension module, or the folders of a namespace package. */
export type FoundModule =
  | { readonly file: string; readonly isInstalled: boolean }
  | { readonly portions: readonly string[]; readonly installed: ReadonlySet<string> };

/**
 * Finds a module where Python would: on the path, else through the finders of editable installations, which stand behind
 * that of the path. They add folders of namespace packages to those on the path.
 * @param places where the module's parent has its submodules
 */
export function findModule(
  name: string,
  { folders, installed }: Places,
  search: SearchPath,
  environment: Environment | undefined,
): FoundModule | undefined {
  const location = search.find(name.slice(name.lastIndexOf('.') + 1), folders);
  if (location !== undefined && !('portions' in location)) {
    const file = 'file' in location ? location.file : location.extension;
    return { file, isInstalled: installed.has(location.folder) };
  }
  const found = location?.portions ?? [];
  const added = environment?.namespaces.get(name) ?? [];
  if (location !== undefined || environment?.namespaces.has(name) === true) {
    const ofEnvironment = found.filter((portion) => installed.has(dirname(portion)));
    return { portions: [...found, ...added], installed: new Set([...ofEnvironment, ...added]) };
  }
  const mapped = environment?.mapped.get(name);
  return mapped === undefined ? undefined : { file: mapped, isInstalled: true };
}

/** Whether a file is compiled code, which no bundle can hold. */
export function isExtensionFile(file: string): boolean {
  return !file.endsWith('.py');
}
