import type { Module } from '../../core/module.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { callArguments } from './call-arguments.ts';
import { constantInteger, constantString, withoutComments } from './constants.ts';
import type { QualifiedNames } from './qualified-names.ts';

/** The parameters of the functions that import what they are told to. */
const parametersOf: Record<string, readonly string[]> = {
  'importlib.import_module': ['name', 'package'],
  'importlib.__import__': ['name', 'globals', 'locals', 'fromlist', 'level'],
  'builtins.__import__': ['name', 'globals', 'locals', 'fromlist', 'level'],
};

/** Absolute names of the modules that a call imports, as far as its arguments are constant. */
export function requestedModules(
  called: SyntaxNode,
  list: SyntaxNode,
  names: QualifiedNames,
  module: Module,
): readonly string[] {
  const qualified = names(called).find((name) => Object.hasOwn(parametersOf, name));
  const given = qualified === undefined ? undefined : callArguments(list, parametersOf[qualified]);
  const first = given?.get('name');
  const name = first && constantString(first, names, module);
  if (given === undefined || name === undefined) return [];
  const found =
    qualified === 'importlib.import_module'
      ? ofImportModule(name, given, names, module)
      : ofImport(name, given, names, module);
  return found.filter(isModuleName);
}

/** Names need not be identifiers (`my-module`). `__main__` is there without an import, and no package. */
function isModuleName(name: string): boolean {
  const parts = name.split('.');
  return parts[0] !== '__main__' && parts.every((part) => part !== '');
}

/** `import_module(name, package)`: leading dots are relative to the package (`importlib.util.resolve_name`). */
function ofImportModule(
  name: string,
  given: ReadonlyMap<string, SyntaxNode>,
  names: QualifiedNames,
  module: Module,
): string[] {
  const level = /^\.*/.exec(name)![0].length;
  if (level === 0) return [name];
  const anchor = given.get('package');
  const packageName = anchor && constantString(anchor, names, module);
  return packageName ? resolved(name.slice(level), level, packageName) : [];
}

/** `__import__(name, globals, locals, fromlist, level)`: what an import statement compiles to. */
function ofImport(
  name: string,
  given: ReadonlyMap<string, SyntaxNode>,
  names: QualifiedNames,
  module: Module,
): string[] {
  const level = given.has('level') ? constantInteger(given.get('level')!) : 0;
  if (level === undefined) return [];
  // Dots are relative to the package of the given namespace, which has to be this module's own.
  const namespace = given.get('globals');
  const isOwn = namespace?.type === 'call' && names(namespace.field('function')!).includes('builtins.globals');
  if (level > 0 && !isOwn) return [];
  const [base] = resolved(name, level, module.package);
  if (base === undefined) return [];
  const items = given.get('fromlist');
  const isSequence = items?.type === 'tuple' || items?.type === 'list';
  const children = isSequence ? withoutComments(items).map((item) => constantString(item, names, module)) : [];
  return [base, ...children.flatMap((child) => (child ? [`${base}.${child}`] : []))];
}

/** The absolute name, if there is one. */
function resolved(name: string, level: number, packageName: string): string[] {
  const absolute = absoluteName(name, level, packageName);
  return absolute === 'no-package' || absolute === 'beyond-top-level' ? [] : [absolute];
}
