import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { builtins, occasionalNames } from './known-names.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './meanings.ts';

/** Functions that look at the namespace they are called in. */
const ownNamespace = /(?<!\.\s*)\b(?:vars|dir|locals)\b(?!\s*\(\s*[^\s)])/;
/** Functions that import, or look something up, by a name in a string. */
const byName =
  /\b(?:import_module|__import__|resolve_name|locate|patch|loadTestsFromNames?|find_spec|run_module)\s*\(\s*["']$/;

/**
 * The modules of which nothing may be left out for what they are, each with the reason.
 */
export function pinnedModules(graph: Graph, modules: Modules): Map<LinkedModule, string> {
  const pinned = new Map<LinkedModule, string>();
  for (const { name, aliasOf, textOf } of graph.modules) {
    const other = aliasOf ?? textOf;
    if (other === undefined) continue;
    for (const each of [name, other.name]) pinned.set(modules.get(each)!, 'its file has several names');
  }
  for (const linked of modules.values()) {
    const unknown = unknownName(linked);
    if (looksAtItself(linked)) pinned.set(linked, 'it looks at its own namespace');
    else if (linked.binders.has('__import__')) pinned.set(linked, 'it binds __import__');
    else if (isAskedFor(graph, linked.module)) pinned.set(linked, 'it is included by name');
    else if (unknown !== undefined) pinned.set(linked, `it reads "${unknown}", which nothing binds`);
  }
  return pinned;
}

/** A name for want of which something may fail: Python looks for similar ones then, and names them (3.10). */
function unknownName(linked: LinkedModule): string | undefined {
  if (linked.imports.flat().some(({ fact }) => fact.names[0]!.name === '*')) return undefined;
  for (const { reads, later } of linked.statements) {
    for (const read of [...reads, ...later]) {
      const [name] = read.split('.', 1) as [string];
      if (!linked.binders.has(name) && !builtins.has(name) && !occasionalNames.has(name)) return name;
    }
  }
  return undefined;
}

/** Whether code of a module gets at the module's namespace, which is as good as naming all that is in it. */
function looksAtItself({ module, statements }: LinkedModule): boolean {
  return statements.some(({ reads, later, start, end }) => {
    const text = module.text.slice(start, end);
    return [...reads, ...later].some((name) => {
      if (name === 'eval' || name === 'exec' || name === 'globals' || name === '__annotations__') return true;
      return (name === 'vars' || name === 'dir' || name === 'locals') && ownNamespace.test(text);
    });
  });
}

/** Whether something beside an import statement brought the module into the bundle. */
function isAskedFor(graph: Graph, target: Module): boolean {
  return graph.modules.some(({ imports }) =>
    imports.some(({ module, fact }) => module === target && fact === undefined),
  );
}

/** What a string names: a module, or a name in it. */
export interface NamedInString {
  readonly linked: LinkedModule;
  /** The first name behind that of the module; nothing where the string is the module's name. */
  readonly attribute: string | undefined;
  /** Who has the string. */
  readonly by: string;
}

/** What stands at the start of strings: `"pkg.module"`, `"pkg.module.Class"`; a name without a dot may be any word. */
export function namesInStrings(modules: Modules): NamedInString[] {
  const found: NamedInString[] = [];
  for (const { text, name: by } of modules.values()) {
    for (const { 1: dotted, index } of text.matchAll(
      /["']([\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Continue}]+)*)[:"']/gu,
    )) {
      let name = dotted!;
      while (name !== '' && !modules.has(name)) name = name.slice(0, Math.max(0, name.lastIndexOf('.')));
      if (name === '') continue;
      const [attribute] = dotted!.slice(name.length + 1).split('.', 1);
      if (!dotted!.includes('.') && !byName.test(text.slice(Math.max(0, index - 40), index + 1))) continue;
      found.push({ linked: modules.get(name)!, attribute: attribute || undefined, by });
    }
  }
  return found;
}
