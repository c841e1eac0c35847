import type { ImportFact, ModuleWalrus, Range } from '../../core/python/facts.ts';
import type { Module } from '../../core/module.ts';
import type { Edit } from './edit.ts';
import { pythonString } from './python-string.ts';

/** What rewritten text calls things by. */
export interface RewritingNames {
  readonly namespace: string;
  readonly importFunction: string;
  readonly loader: string;
}

/** The names that every module has, as long as no module of the program gives them another meaning. */
export const ordinaryNames: RewritingNames = {
  namespace: 'globals()',
  importFunction: '__import__',
  loader: '__loader__',
};

/** A constant in whose place the runtime puts an object, which no module can rebind. */
const runtimeConstant = "'__cribo_runtime__'";
export const constantNames: RewritingNames = {
  namespace: `${runtimeConstant}.namespace`,
  importFunction: `${runtimeConstant}.__import__`,
  loader: runtimeConstant,
};

const lineEnds = (text: string): string => '\n'.repeat(text.split('\n').length - 1);

/** Whether the statement is `from __future__ import ...`. */
export const isFutureImport = ({ from, level }: ImportFact): boolean => from === '__future__' && level === 0;

/** Whether the statement is `from ... import *`. */
export const isStarImport = ({ names }: ImportFact): boolean => names[0]?.name === '*';

/**
 * A star import is allowed at module level only. The import itself stays in the module's own code, so that a failing
 * one shows no frame but the module's.
 */
export function starImport({ start, end, from, level }: ImportFact, text: string, names: RewritingNames): Edit {
  const call = `${names.importFunction}(${pythonString(from ?? '')}, ${names.namespace}, None, ('*',), ${level})`;
  return {
    start,
    end,
    text: `${names.namespace}.update(${names.loader}.import_star(${call}${lineEnds(text.slice(start, end))}))`,
  };
}

/** A future statement has to stand at the top of a file; what it binds stays bound. */
export function futureImport({ start, end, names }: ImportFact, text: string): Edit {
  const bindings = names.map(({ name, alias }) => `${alias ?? name} = __import__('__future__').${name}`);
  const ends = lineEnds(text.slice(start, end));
  // Line ends go into brackets, where they end no statement, behind all that runs: Python runs the whole on its first line.
  if (ends !== '') bindings.push(`${bindings.pop()!.replace('= ', '= (')}${ends})`);
  return { start, end, text: bindings.join('; ') };
}

/** A class body may not bind a name from within a comprehension; the namespace may. */
function walrus({ name, start, end, value }: ModuleWalrus, text: string, names: RewritingNames): Edit[] {
  const between = lineEnds(text.slice(start, value));
  return [
    { start, end: value, text: `(${names.namespace}.update(${name}=(${between}` },
    { start: end, end, text: `)), ${name})[1]` },
  ];
}

/** At module level `global x` changes nothing; in a class body it forbids to annotate `x`. */
function moduleGlobal({ start, end }: Range, text: string): Edit {
  return { start, end, text: `pass${lineEnds(text.slice(start, end)).replaceAll('\n', ' \\\n')}` };
}

/** What has to change in a module's text for it to run as the body of a class. */
export function rewriteModule({ facts, text }: Module, names: RewritingNames): Edit[] {
  const edits: Edit[] = [];
  for (const fact of facts.imports) {
    if (isFutureImport(fact)) edits.push(futureImport(fact, text));
    else if (isStarImport(fact)) edits.push(starImport(fact, text, names));
  }
  for (const fact of facts.walruses) edits.push(...walrus(fact, text, names));
  for (const range of facts.moduleGlobals) edits.push(moduleGlobal(range, text));
  return edits;
}

/**
 * The entry runs as a script, which has no package: its relative imports name the package. `from . import x` has
 * CPython's meaning for `from package import x`.
 */
export function absoluteImport(fact: ImportFact, absolute: string, text: string): Edit {
  // `import` is a keyword, so it ends what names the module.
  const [named] = /^from\b.*?(?=\bimport\b)/s.exec(text.slice(fact.start, fact.end)) ?? [''];
  const between = lineEnds(named).replaceAll('\n', '\\\n');
  return { start: fact.start, end: fact.start + named.length, text: `from ${absolute} ${between}` };
}

/** A relative import with more dots than the entry's package has parents: it fails with the running Python's own error. */
export function failingImport(
  { start, end, from, names, level }: ImportFact,
  { text, package: packageName }: Module,
): Edit {
  const globals = `{'__package__': ${pythonString(packageName)}}${lineEnds(text.slice(start, end))}`;
  const imported = `${names.map(({ name }) => pythonString(name)).join(', ')},`;
  return { start, end, text: `__import__(${pythonString(from ?? '')}, ${globals}, None, (${imported}), ${level})` };
}
