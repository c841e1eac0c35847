import type { InstalledFiles } from '../environment/installed-files.ts';
import { type Import, moduleImports, Need } from './module-imports.ts';

// importlib.machinery.EXTENSION_SUFFIXES on all platforms; and byte code, which only outside of `__pycache__` is a module.
const compiledSuffix = /(?:\.[^./\\]+)?\.(?:so|pyd)$|\.pyc$/;
const cacheFolder = /(?:^|\/)__pycache__\//;

/** Tests are not what a program imports, and what they need is not what it needs. */
const testFolder = /(?:^|\/)tests?\//;

/** cffi imports its back end in functions, under conditions, and elsewhere without a need for it. */
const neededInAnyCase = new Set(['_cffi_backend']);

/**
 * The extension module without which a distribution does not do what it is for; nothing when it has none, or only such as
 * it can do without:
 * - those beside a Python file of their name, of which they are a compiled copy (mypyc, Cython), and what mypyc puts
 *   beside these;
 * - those whose import it expects to fail somewhere (`try: from ._speedups import escape`), if no import elsewhere is
 *   always executed;
 * - those of which nothing in it speaks, and whose name is private: they are for tests.
 * @returns its path relative to the folder that the distribution is installed in
 */
export function neededExtension(files: InstalledFiles): string | undefined {
  if (![...files.keys()].some(isCompiled)) return undefined;
  const { modules, extensions } = modulesOf(files);
  if (extensions.size === 0) return undefined;
  if (modules.size === 0) return extensions.values().next().value;
  const imports = moduleImports(modules);
  /** Whether other modules import one only where that may fail: what it needs is needed by it alone. */
  const isOptional = (name: string): boolean => {
    const uses = imports.usesOf(name);
    return uses.length > 0 && uses.every(({ need }) => need === Need.None);
  };
  for (const [name, path] of extensions) {
    if (name.endsWith('__mypyc') || (modules.has(name) && isCopy(imports.importsOf(name)))) continue;
    const uses = imports.usesOf(name);
    const needs = uses.map(({ importer, need }) => (isOptional(importer) ? Need.None : need));
    const isPrivate = name.slice(name.lastIndexOf('.') + 1).startsWith('_');
    const canDoWithout =
      needs.length === 0
        ? isPrivate && !imports.isMentioned(name)
        : needs.includes(Need.None) && !needs.includes(Need.Always);
    if (!canDoWithout || neededInAnyCase.has(name)) return path;
  }
  return undefined;
}

interface DistributionModules {
  /** Files of Python by dotted name. */
  readonly modules: ReadonlyMap<string, string>;
  /** Paths of compiled modules by dotted name. */
  readonly extensions: ReadonlyMap<string, string>;
}

function modulesOf(files: InstalledFiles): DistributionModules {
  const modules = new Map<string, string>();
  const extensions = new Map<string, string>();
  for (const [path, file] of files) {
    if (testFolder.test(path)) continue;
    if (path.endsWith('.py')) modules.set(moduleName(path.slice(0, -3)), file);
    // What auditwheel adds are libraries (name.libs/).
    else if (isCompiled(path) && !path.split('/', 1)[0].includes('.libs')) {
      extensions.set(moduleName(path.replace(compiledSuffix, '')), path);
    }
  }
  return { modules, extensions };
}

function isCompiled(path: string): boolean {
  return compiledSuffix.test(path) && !cacheFolder.test(path);
}

function moduleName(path: string): string {
  return path.replace(/\/__init__$/, '').replaceAll('/', '.');
}

/** Whether a module beside a compiled one does the same; Cython compiles modules that only it understands as well. */
function isCopy(imports: readonly Import[]): boolean {
  return !imports.some(({ imported, need }) => imported.startsWith('cython.cimports') && need() === Need.Always);
}
