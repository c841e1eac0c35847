import { absoluteName } from '../../core/python/import-requests.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { callArguments } from './call-arguments.ts';
import { constantInteger, type Evaluator } from './evaluate.ts';
import type { ImportFunction } from './import-functions.ts';
import { listedFolders } from './listed-packages.ts';
import { entriesOf, GAP, itemsOf, stringsOf, union } from './values.ts';

/** What a call imports. */
export interface ImportedNames {
  /** Absolute dotted names, of which only the first part is sure to be known: others may have a `GAP`. */
  readonly names: readonly string[];
  /** Whether it imports nothing else. */
  readonly isComplete: boolean;
}

/** The strings that an argument may be; none where it is not given. */
type Strings = (parameter: string) => readonly string[];

const NOTHING: ImportedNames = { names: [], isComplete: true };
const ANYTHING: ImportedNames = { names: [], isComplete: false };

/** Says what modules a call of an importing function is about, as far as its arguments are known. */
export function importedNames(call: SyntaxNode, known: ImportFunction, evaluator: Evaluator): ImportedNames {
  const given = callArguments(call, known.parameters, known.takesOptions);
  // A call that Python refuses imports nothing; one with spread arguments, whatever they hold.
  if (given === undefined) return call.field('arguments')!.text.includes('*') ? ANYTHING : NOTHING;
  const strings: Strings = (parameter) => {
    const node = given.get(parameter);
    return node === undefined ? [] : stringsOf(evaluator.evaluate(node));
  };
  const found = namesByForm(known, given, strings, evaluator);
  const named = found.names.filter((name) => !name.split('.', 1)[0].includes(GAP));
  const isComplete = found.isComplete && named.length === found.names.length;
  return { names: [...new Set(named.filter(isModuleName))], isComplete };
}

/** Names need not be identifiers (`my-module`). `__main__` is there without an import, and no package. */
function isModuleName(name: string): boolean {
  const parts = name.split('.');
  return parts[0] !== '__main__' && parts.every((part) => part !== '') && !name.includes('*');
}

function namesByForm(
  known: ImportFunction,
  given: ReadonlyMap<string, SyntaxNode>,
  strings: Strings,
  evaluator: Evaluator,
): ImportedNames {
  const first = strings(known.parameters[0]);
  switch (known.form) {
    case 'name':
      return { names: byName(first, strings('package')), isComplete: true };
    case 'statement':
      return byStatement(first, given, evaluator);
    case 'object':
      return { names: first.map((name) => name.split(':', 1)[0]), isComplete: true };
    case 'program':
      return { names: first.flatMap((name) => [name, `${name}.__main__`]), isComplete: true };
    case 'attributes': {
      const [submodules, attributes] = known.parameters.slice(1).map((parameter) => given.get(parameter));
      const children = union([
        itemsOf(submodules === undefined ? [] : evaluator.evaluate(submodules)),
        ...entriesOf(attributes === undefined ? [] : evaluator.evaluate(attributes)).map(({ key }) => key),
      ]);
      return { names: first.flatMap((base) => stringsOf(children).map((name) => `${base}.${name}`)), isComplete: true };
    }
    // What the stub says is put in place of the call.
    case 'stub':
      return NOTHING;
    case 'contents': {
      const listed = given.get(known.parameters[0]);
      const packages = listed === undefined ? [] : evaluator.evaluate(listed);
      const names = packages.flatMap((value) => (value.kind === 'object' ? [value.name] : stringsOf([value])));
      return { names: names.map((name) => `${name}.${GAP}`), isComplete: true };
    }
    case 'folder':
    case 'folders':
      return listedFolders(given.get(known.parameters[0]), known.form, evaluator);
  }
}

/** `import_module(name, package)`: leading dots are relative to the package (`importlib.util.resolve_name`). */
function byName(names: readonly string[], packages: readonly string[]): string[] {
  return names.flatMap((name) => {
    const level = /^\.*/.exec(name)![0].length;
    if (level > 0) return packages.flatMap((each) => resolved(name.slice(level), level, each));
    // A name that is not known may well be a relative one, where there is a package for it to be relative to.
    return name === GAP ? [name, ...packages.map((each) => `${each}.${GAP}`)] : [name];
  });
}

/** `__import__(name, globals, locals, fromlist, level)`: what an import statement compiles to. */
function byStatement(
  names: readonly string[],
  given: ReadonlyMap<string, SyntaxNode>,
  evaluator: Evaluator,
): ImportedNames {
  const levelNode = given.get('level');
  const level = levelNode === undefined ? 0 : constantInteger(levelNode);
  // Dots are relative to the package of the given namespace, which has to be this module's own.
  const namespace = given.get('globals');
  const isOwn =
    namespace?.type === 'call' &&
    evaluator
      .evaluate(namespace.field('function')!)
      .some((value) => value.kind === 'object' && value.name === 'builtins.globals');
  if (level === undefined) return ANYTHING;
  if (level < 0 || (level > 0 && namespace === undefined)) return NOTHING;
  if (level > 0 && !isOwn) return ANYTHING;
  const bases = names.flatMap((name) => resolved(name, level, evaluator.module.package));
  const items = given.get('fromlist');
  const children = items === undefined ? [] : stringsOf(itemsOf(evaluator.evaluate(items)));
  return {
    names: bases.flatMap((base) => ['', ...children].map((child) => (child === '' ? base : `${base}.${child}`))),
    isComplete: true,
  };
}

/** The absolute name, if there is one. */
function resolved(name: string, level: number, packageName: string): string[] {
  const absolute = absoluteName(name, level, packageName);
  return absolute === 'no-package' || absolute === 'beyond-top-level' ? [] : [absolute];
}
