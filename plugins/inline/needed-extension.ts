import { readFileSync } from 'node:fs';
import { decodeSource } from '../../core/python/decode-source.ts';
import { facts, type ImportFact, ImportGuard } from '../../core/python/facts.ts';
import { importRequests } from '../../core/python/import-requests.ts';
import type { InstalledFiles } from '../environment/installed-files.ts';
import { survivesFailure } from './survives-failure.ts';

// importlib.machinery.EXTENSION_SUFFIXES on all platforms.
const extensionSuffix = /(?:\.[^./\\]+)?\.(?:so|pyd)$/;

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
 * @returns the absolute path
 */
export function neededExtension(files: InstalledFiles): string | undefined {
  const { modules, extensions } = modulesOf(files);
  if (extensions.size === 0) return undefined;
  if (modules.size === 0) return extensions.values().next().value;
  const imports = new Map([...modules].map(([name, file]) => [name, importsOf(name, file)]));
  const optional = optionalModules(imports);
  const uses = [...imports].flatMap(([name, own]) =>
    own.map((each) => (optional.has(name) ? { ...each, need: Need.None } : each)),
  );
  for (const [name, file] of extensions) {
    if (isCopy(imports.get(name)) || name.endsWith('__mypyc')) continue;
    const needs = uses.filter(({ imported }) => imported === name).map(({ need }) => need);
    const isPrivate = name.slice(name.lastIndexOf('.') + 1).startsWith('_');
    const isOptional = needs.length === 0 ? isPrivate : needs.includes(Need.None) && !needs.includes(Need.Always);
    if (!isOptional || neededInAnyCase.has(name)) return file;
  }
  return undefined;
}

interface DistributionModules {
  /** Files of Python by dotted name. */
  readonly modules: ReadonlyMap<string, string>;
  readonly extensions: ReadonlyMap<string, string>;
}

function modulesOf(files: InstalledFiles): DistributionModules {
  const modules = new Map<string, string>();
  const extensions = new Map<string, string>();
  for (const [path, file] of files) {
    if (testFolder.test(path)) continue;
    if (path.endsWith('.py')) modules.set(moduleName(path.slice(0, -3)), file);
    // What auditwheel adds are libraries (name.libs/).
    else if (extensionSuffix.test(path) && !path.split('/', 1)[0].includes('.libs')) {
      extensions.set(moduleName(path.replace(extensionSuffix, '')), file);
    }
  }
  return { modules, extensions };
}

function moduleName(path: string): string {
  return path.replace(/\/__init__$/, '').replaceAll('/', '.');
}

/** How much an import needs what it names. */
const Need = {
  /** It may fail: something catches that. */
  None: 0,
  /** It is executed under some condition. */
  Sometimes: 1,
  Always: 2,
} as const;

interface Import {
  /** An absolute name, which may be that of an attribute. */
  readonly imported: string;
  readonly need: (typeof Need)[keyof typeof Need];
}

/** Whether a module beside a compiled one does the same; Cython compiles modules that only it understands as well. */
function isCopy(imports: readonly Import[] | undefined): boolean {
  const isCython = ({ imported, need }: Import): boolean =>
    need === Need.Always && imported.startsWith('cython.cimports');
  return imports !== undefined && !imports.some(isCython);
}

/** Modules that the others import only where that may fail: what these need is needed by them alone. */
function optionalModules(imports: ReadonlyMap<string, readonly Import[]>): Set<string> {
  const needs = new Map<string, number>();
  for (const { imported, need } of [...imports.values()].flat()) {
    needs.set(imported, Math.max(need, needs.get(imported) ?? 0));
  }
  return new Set([...imports.keys()].filter((name) => needs.get(name) === Need.None));
}

function importsOf(name: string, file: string): Import[] {
  const isPackage = /[/\\]__init__\.py$/.test(file);
  const packageName = isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf('.')));
  try {
    const source = decodeSource(readFileSync(file));
    if (!('text' in source)) return [];
    const { text } = source;
    return facts(text).imports.flatMap((fact) => {
      const requests = (fact.guard & ImportGuard.TypeChecking) === 0 ? importRequests(fact, packageName) : [];
      const need = needOf(fact, text);
      return typeof requests === 'string' ? [] : requests.map((request) => ({ imported: request.name, need }));
    });
  } catch {
    // What cannot be read or is no Python imports nothing; it is reported when the program uses it.
    return [];
  }
}

function needOf({ guard, start }: ImportFact, text: string): Import['need'] {
  if ((guard & ImportGuard.Try) !== 0 && survivesFailure(text, start)) return Need.None;
  return (guard & ImportGuard.Condition) === 0 ? Need.Always : Need.Sometimes;
}
