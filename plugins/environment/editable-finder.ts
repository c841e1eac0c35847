import { existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import { folderNames } from './folder-names.ts';
import { type LiteralValue, readLiteral, readString } from './python-literal.ts';
import { readText } from './read-text.ts';

/** What a finder that an editable installation brings along would find. */
export interface EditableFinder {
  /** Absolute paths of files by the dotted names of modules and packages. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Folders of namespace packages by dotted name. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads the finder that a code line of a `.pth` file installs, if it is one of those that setuptools
 * (`__editable___name_finder`) and the package editables (`_editable_impl_name`, for hatch and pdm) generate.
 * @param line the line, which begins with `import`
 * @param site the folder of the `.pth` file
 */
export function editableFinder(line: string, site: string): EditableFinder | undefined {
  const [, module] = /^import\s+(\w+)\s*(?:;|$)/.exec(line) ?? [];
  const text = module === undefined ? undefined : readText(join(site, `${module}.py`));
  if (text === undefined) return undefined;
  if (text.includes('editables.redirector')) return redirections(text);
  return text.includes('_EditableFinder') ? setuptoolsFinder(text) : undefined;
}

/** `F.map_module('name', '/path/name/__init__.py')` (editables/redirector.py). */
function redirections(text: string): EditableFinder {
  const mapped = new Map<string, string>();
  for (const { 0: call, index } of text.matchAll(/^F\.map_module\(/gm)) {
    const open = index + call.length - 1;
    const value = readLiteral(text, open);
    const [name, path] = Array.isArray(value) ? (value as readonly LiteralValue[]) : [];
    if (typeof name === 'string' && typeof path === 'string') mapped.set(name, path);
  }
  return { mapped, namespaces: new Map() };
}

/** The constants `MAPPING` and `NAMESPACES` (setuptools/command/editable_wheel.py, `_FINDER_TEMPLATE`). */
function setuptoolsFinder(text: string): EditableFinder {
  const mapping = constant(text, 'MAPPING');
  const mapped = new Map<string, string>();
  for (const [name, path] of mapping) {
    const file = typeof path === 'string' ? moduleFile(path) : undefined;
    if (file !== undefined) mapped.set(name, file);
  }
  const namespaces = new Map<string, readonly string[]>();
  for (const [name, paths] of constant(text, 'NAMESPACES')) {
    const listed = Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
    const path = mapping.get(name);
    namespaces.set(name, listed.length === 0 && typeof path === 'string' ? [path] : listed);
  }
  return { mapped, namespaces };
}

function constant(text: string, name: string): ReadonlyMap<string, LiteralValue> {
  const match = new RegExp(`^${name}(?:: [^=\\n]*)? = `, 'm').exec(text);
  const value = match === null ? undefined : readLiteral(text, match.index + match[0].length);
  return value instanceof Map ? value : new Map();
}

/** The file of a mapped path, which is that of a package's folder or a module's without its suffix. */
function moduleFile(path: string): string | undefined {
  const init = join(path, '__init__.py');
  if (existsSync(init)) return init;
  const { dir, name } = parse(path);
  const extension = folderNames(dir).find((each) => each.startsWith(`${name}.`) && /\.(?:so|pyd)$/.test(each));
  const files = [...(extension === undefined ? [] : [extension]), `${name}.py`].map((each) => join(dir, each));
  return files.find((file) => existsSync(file));
}

/** The folder that `import site; site.addsitedir('...')` adds, which virtual environment managers write. */
export function addedSiteFolder(line: string): string | undefined {
  const [call] = /^import site\s*;\s*site\.addsitedir\(/.exec(line) ?? [];
  return call === undefined ? undefined : readString(line, call.length);
}
