import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { builtins } from './known-names.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './meanings.ts';

/** Words by which a program gets at namespaces that no import statement names. */
const looksAround =
  /\bsys\s*\.\s*modules\b|\bfrom\s+sys\s+import\b[^\n]*\bmodules\b|\b__subclasses__\b|\bgc\s*\.\s*get_/;
/** The module's own namespace, which `globals()` gives as well. */
const ownModule = /\bsys\s*\.\s*modules\s*(?:\[\s*__name__\s*\]|\.get\(\s*__name__\s*\))/g;

/** Functions that look at the namespace they are called in. */
const ownNamespace = /\b(?:vars|dir|locals)\b(?!\s*\(\s*[^\s)])/;
/** Functions that import, or look something up, by a name in a string. */
const byName =
  /\b(?:import_module|__import__|resolve_name|locate|dictConfig|fileConfig|patch|loadTestsFromNames?|find_spec|run_module)\b/;

/** The modules of which nothing may be left out, because the program may get at them by a string or as a namespace. */
export function pinnedModules(graph: Graph, modules: Modules): LinkedModule[] {
  if (graph.modules.some(({ text }) => looksAround.test(text.replaceAll(ownModule, '')))) return [...modules.values()];
  const named = namesInStrings(graph.modules, modules);
  return [...modules.values()].filter(
    (linked) =>
      looksAtItself(linked.module) ||
      hasUnknownNames(linked) ||
      linked.binders.has('__getattr__') ||
      linked.binders.has('__dir__') ||
      named.has(linked.name) ||
      isAskedFor(graph, linked.module),
  );
}

/** Whether something may fail for want of a name: Python looks for similar ones then, and names them (3.10). */
function hasUnknownNames(linked: LinkedModule): boolean {
  if (linked.imports.flat().some(({ fact }) => fact.names[0]!.name === '*')) return false;
  const isUnknown = (read: string): boolean => {
    const [name] = read.split('.', 1);
    return !linked.binders.has(name!) && !builtins.has(name!);
  };
  return linked.statements.some(({ reads, later }) => reads.some(isUnknown) || later.some(isUnknown));
}

function looksAtItself({ facts: { dynamicNames }, text }: Module): boolean {
  if (text.includes('__annotations__')) return true;
  if (['eval', 'exec', 'globals'].some((name) => dynamicNames.includes(name)) || text.includes('sys.modules'))
    return true;
  return ['dir', 'locals', 'vars'].some((name) => dynamicNames.includes(name)) && ownNamespace.test(text);
}

/** Whether something beside an import statement brought the module into the bundle. */
function isAskedFor(graph: Graph, target: Module): boolean {
  return graph.modules.some(({ imports }) =>
    imports.some(({ module, fact }) => module === target && fact === undefined),
  );
}

/** Modules that stand at the start of a string: `"pkg.module"`, `"pkg.module.Class"`; a name without a dot may be any word. */
function namesInStrings(all: readonly Module[], modules: Modules): Set<string> {
  const found = new Set<string>();
  const anyWord = all.some(({ text }) => byName.test(text));
  for (const { text } of all) {
    for (const [, dotted] of text.matchAll(/["']([\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Continue}]+)*)[:"']/gu)) {
      let name = dotted!;
      while (name !== '' && !modules.has(name)) name = name.slice(0, Math.max(0, name.lastIndexOf('.')));
      if (anyWord || dotted!.includes('.')) found.add(name);
    }
  }
  return found;
}
