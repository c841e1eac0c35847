import { namePath } from '../../core/python/expression-text/name-path.ts';
import type { Expression } from '../../core/python/expression-text/expression-tree.ts';
import { boundName } from '../../core/python/import-requests.ts';
import type { Parents, TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import type { LinkedModule } from './linked-module.ts';
import { literalString } from './mapping-uses.ts';

/** What a module's import statements call `sys`, and `sys.modules` itself. */
export interface SystemNames {
  readonly modules: ReadonlySet<string>;
  readonly system: ReadonlySet<string>;
  /** Whether there may be anything in a text that these are about. */
  readonly mayBeIn: (code: string) => boolean;
}

/** Those of a module. A name `sys` may be that module wherever it is imported from. */
export function systemNames({ imports, starImports, binders }: LinkedModule): SystemNames {
  const [system, modules] = [new Set<string>(), new Set<string>()];
  if (starImports.length > 0 && !binders.has('sys')) system.add('sys');
  for (const { fact, base } of imports.flat()) {
    for (const imported of fact.names) {
      if (imported.name === 'sys') system.add(boundName(fact, imported));
      if (base === 'sys' && imported.name === 'modules') modules.add(boundName(fact, imported));
    }
  }
  return namesFor([...system], [...modules]);
}

/** Those with the names of `sys` and of `sys.modules`. */
export const namesFor = (system: readonly string[], modules: readonly string[]): SystemNames => ({
  system: new Set(system),
  modules: new Set(modules),
  mayBeIn: textTest(['sys', ...system], modules),
});

function textTest(system: readonly string[], modules: readonly string[]): (code: string) => boolean {
  // Most only read something else of it.
  const isAlone = new RegExp(`(?<!\\w)(?:${system.join('|')})\\b(?!\\s*\\.\\s*\\w)|["']sys["']`, 'u');
  return (code) => {
    if (modules.some((name) => code.includes(name))) return true;
    if (!system.some((name) => code.includes(name))) return false;
    return /modules|__dict__/.test(code) || isAlone.test(code);
  };
}

/** Whether an expression is `sys`. */
export function isSystem(node: TreeNode, { system }: SystemNames): boolean {
  if (node.type === 'name') return system.has(node.name);
  // Many modules have it as an attribute.
  if (node.type === 'attribute') return node.name === 'sys';
  if (node.type !== 'call') return false;
  const [name] = node.positional;
  const callee = namePath(node.callee)?.at(-1);
  return /^(?:__import__|import_module)$/.test(callee ?? '') && name !== undefined && literalString(name) === 'sys';
}

/** Whether an expression is `sys.modules`. */
export function isLoadedModules(node: TreeNode, names: SystemNames): boolean {
  if (node.type === 'name') return names.modules.has(node.name);
  return node.type === 'attribute' && node.name === 'modules' && isSystem(node.object, names);
}

/** Whether `sys` gets another name, or to other code, which may take its modules. */
export function isPassedOn(node: TreeNode, parents: Parents): boolean {
  const parent = parents.get(node);
  switch (parent?.type) {
    case undefined:
    case 'delete':
    case 'expression':
    case 'comparison':
    case 'if':
      return false;
    case 'attribute':
      return parent.name === '__dict__';
    case 'assignment':
      return parent.value === node;
    case 'call':
      return parent.callee !== node && !isForAttribute(parent, node);
    default:
      return true;
  }
}

/** `getattr(sys, "name")` and the like, for any name but that of its modules. */
function isForAttribute({ callee, positional }: Extract<Expression, { type: 'call' }>, node: TreeNode): boolean {
  const path = namePath(callee)?.slice(-2).join('.') ?? '';
  const [object, name] = positional;
  const isNamed = object === node && name !== undefined && (literalString(name) ?? 'modules') !== 'modules';
  return isNamed && /^(?:[gs]etattr|hasattr|delattr|patch\.object|monkeypatch\.(?:set|del)attr)$/.test(path);
}
