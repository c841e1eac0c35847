import { readFileSync } from 'node:fs';
import { decodeSource } from '../../core/python/decode-source.ts';
import { facts, ImportGuard } from '../../core/python/facts.ts';
import { importRequests } from '../../core/python/import-requests.ts';
import type { InstalledFiles } from '../environment/installed-files.ts';

// importlib.machinery.EXTENSION_SUFFIXES on all platforms.
const extensionSuffix = /(?:\.[^./\\]+)?\.(?:so|pyd)$/;

/**
 * The extension module without which a distribution cannot be imported; nothing when it has none, or only such as it can
 * do without: those beside a Python file of their name (mypyc), and those whose import it expects to fail
 * (`try: from ._speedups import escape`).
 * @returns the absolute path
 */
export function neededExtension(names: InstalledFiles): string | undefined {
  const modules = new Map<string, string>();
  const extensions = new Map<string, string>();
  for (const [path, file] of names) {
    if (path.endsWith('.py')) modules.set(moduleName(path.slice(0, -3)), file);
    else if (extensionSuffix.test(path)) extensions.set(moduleName(path.replace(extensionSuffix, '')), file);
  }
  if (extensions.size === 0) return undefined;
  const reached = new Set([...modules.keys()].filter((name) => isOutermost(name, modules)));
  if (reached.size === 0) return extensions.values().next().value;
  for (const name of reached) {
    for (const imported of unguardedImports(name, modules.get(name)!)) {
      if (modules.has(imported)) reached.add(imported);
      else if (extensions.has(imported)) return extensions.get(imported);
    }
  }
  return undefined;
}

function moduleName(path: string): string {
  return path.replace(/\/__init__$/, '').replaceAll('/', '.');
}

/** Whether a module is what users import first: no regular package is around it. */
function isOutermost(name: string, modules: ReadonlyMap<string, string>): boolean {
  const dot = name.lastIndexOf('.');
  return dot === -1 || (!modules.has(name.slice(0, dot)) && isOutermost(name.slice(0, dot), modules));
}

/** The absolute names that a module imports in any case, and as far as it goes attributes of them. */
function unguardedImports(name: string, file: string): string[] {
  const isPackage = /[/\\]__init__\.py$/.test(file);
  const packageName = isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf('.')));
  try {
    const source = decodeSource(readFileSync(file));
    if (!('text' in source)) return [];
    return facts(source.text).imports.flatMap((fact) => {
      const requests = fact.guard === ImportGuard.None ? importRequests(fact, packageName) : [];
      return typeof requests === 'string' ? [] : requests.map((request) => request.name);
    });
  } catch {
    // What cannot be read or is no Python imports nothing; it is reported when the program uses it.
    return [];
  }
}
