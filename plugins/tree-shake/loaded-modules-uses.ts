import { namePath } from '../../core/python/expression-text/name-path.ts';
import { nodesOf, type Parents, type TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import { literalString, mappingUse, methodCall } from './mapping-uses.ts';
import { parsedStatements } from './parsed-statements.ts';
import { isLoadedModules, isPassedOn, isSystem, type SystemNames } from './system-names.ts';

/** What a statement does with `sys.modules`. */
export interface LoadedModulesUse {
  /** Modules that it gets by names in strings, `__name__` among them. */
  readonly names: readonly string[];
  /** Names that it reads of modules of classes and functions. */
  readonly attributes: readonly string[];
  /** Whether it asks which modules there are. */
  readonly asksForNames: boolean;
  /** Whether it gets modules by names that its text does not tell. */
  readonly getsAny: boolean;
}

/**
 * Reads off a statement's text how it uses `sys.modules`.
 * @param system what its module calls `sys`, and `sys.modules`
 */
export function loadedModulesUse(code: string, system: SystemNames): LoadedModulesUse {
  const [names, attributes]: [string[], string[]] = [[], []];
  const statements = system.mayBeIn(code) ? parsedStatements(code) : [];
  let [asksForNames, getsAny] = [false, statements === undefined];
  const parents = nodesOf(statements ?? []);
  for (const node of parents.keys()) {
    getsAny ||= isSystem(node, system) && isPassedOn(node, parents);
    if (!isLoadedModules(node, system)) continue;
    const use = mappingUse(node, parents);
    if (use.kind === 'membership') asksForNames = true;
    else if (use.kind === 'other') {
      if (asksWhichThereAre(node, parents)) asksForNames = true;
      else getsAny ||= methodCall(node, parents)?.method !== 'pop';
    } else {
      const name = dottedName(use.key) === '__name__' ? '__name__' : literalString(use.key);
      const attribute = isModuleOfObject(use.key) ? attributeOf(use.node, parents) : undefined;
      if (name !== undefined) names.push(name);
      else if (use.kind !== 'lookup') continue;
      else if (attribute === undefined) getsAny = true;
      else if (attribute !== '') attributes.push(attribute);
    }
  }
  return { names, attributes, asksForNames, getsAny };
}

const dottedName = (node: TreeNode): string | undefined => namePath(node)?.join('.');

/** Whether it is the module of a class or function: what is looked up in it are names in its annotations, which stay with it. */
const isModuleOfObject = (key: TreeNode): boolean => dottedName(key)?.endsWith('.__module__') === true;

/** Whether all names in a mapping are gone through, or counted. */
function asksWhichThereAre(mapping: TreeNode, parents: Parents): boolean {
  const parent = parents.get(mapping);
  if (parent?.type === 'for') return parent.iterable === mapping;
  if (parent?.type === 'comprehension') return parent.clauses.some(({ iterable }) => iterable === mapping);
  if (parent?.type !== 'call' || parent.positional.length > 1 || parent.keywords.length > 0) return false;
  return parent.callee.type === 'name' && /^(?:list|set|sorted|tuple|len)$/.test(parent.callee.name);
}

/** The name that is read of a module: '' where none is, or one that every module has; nothing for a computed one. */
function attributeOf(module: TreeNode, parents: Parents): string | undefined {
  const parent = parents.get(module);
  if (parent?.type === 'call' && dottedName(parent.callee) === 'getattr') {
    const [, name] = parent.positional;
    return name && literalString(name);
  }
  return parent?.type === 'attribute' && !parent.name.startsWith('__') ? parent.name : '';
}
