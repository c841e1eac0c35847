import { nodesOf, type Parents, type TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import { literalString, mappingUse, methodCall } from './mapping-uses.ts';
import { parsedStatements } from './parsed-statements.ts';

/** What a statement takes out of the namespaces of modules that it does not name. */
export interface NamespaceUse {
  /** Names that it looks up in them. */
  readonly names: readonly string[];
  /** Whether it looks up names that its text does not tell. */
  readonly getsAny: boolean;
  /** Whether it copies the names of one namespace into another one, for code that reads them there. */
  readonly copies: boolean;
}

const nothing: NamespaceUse = { names: [], getsAny: false, copies: false };

/** Reads off a statement which names of other modules it gets by their frames and functions. */
export function namespaceUse(code: string): NamespaceUse {
  if (!/_globals|f_locals/.test(code)) return nothing;
  const statements = parsedStatements(code);
  if (statements === undefined) return { ...nothing, getsAny: true };
  const parents = nodesOf(statements);
  const namespaces = [...parents.keys()].filter(isNamespace);
  const copied = namespaces.filter((each) => isCopied(each, parents));
  const names: string[] = [];
  /** Whether what is done with a namespace needs no more names than those that are noted here. */
  const note = (namespace: TreeNode): boolean => {
    const use = mappingUse(namespace, parents);
    const name = use.kind === 'other' ? undefined : literalString(use.key);
    if (name !== undefined) names.push(name);
    return (
      name !== undefined ||
      use.kind === 'store' ||
      isForLines(namespace, parents) ||
      isComparedWithNone(namespace, parents)
    );
  };
  // Those of a module's frame are its names; most that look at frames show the ones of functions.
  for (const node of parents.keys()) if (node.type === 'attribute' && node.name === 'f_locals') note(node);
  let getsAny = false;
  for (const namespace of namespaces) {
    if (copied.includes(namespace) || note(namespace)) continue;
    // A value that is used nowhere is passed on by other means.
    const uses = usesOfVariable(namespace, parents);
    getsAny ||= uses.length === 0 || !uses.every(note);
  }
  return { names, getsAny, copies: copied.length > 0 };
}

/** Whether a node is the namespace of a frame's or a function's module. */
const isNamespace = (node: TreeNode): boolean =>
  node.type === 'attribute' && (node.name === 'f_globals' || node.name === '__globals__');

/** Whether it is one of the two in `one.update(other)`. */
function isCopied(namespace: TreeNode, parents: Parents): boolean {
  const call = parents.get(namespace);
  const changed = call?.type === 'call' && call.callee.type === 'attribute' ? call.callee.object : namespace;
  const update = methodCall(changed, parents);
  const [given] = update?.positional ?? [];
  return update?.method === 'update' && given !== undefined && isNamespace(changed) && isNamespace(given);
}

/** What only asks a namespace for `__name__` and `__loader__`: a call of `linecache` that gets it. */
function isForLines(namespace: TreeNode, parents: Parents): boolean {
  const call = parents.get(namespace);
  if (call?.type !== 'call' || call.callee === namespace || call.callee.type !== 'attribute') return false;
  const { object } = call.callee;
  return object.type === 'name' && object.name === 'linecache';
}

function isComparedWithNone(namespace: TreeNode, parents: Parents): boolean {
  const comparison = parents.get(namespace);
  if (comparison?.type !== 'comparison' || comparison.left !== namespace) return false;
  return comparison.rest.every(({ operator, operand }) => {
    return operator.startsWith('is') && operand.type === 'constant' && operand.text === 'None';
  });
}

/** The uses of the local variable that gets a namespace; nothing where that goes elsewhere. */
function usesOfVariable(namespace: TreeNode, parents: Parents): TreeNode[] {
  const assignment = assignmentOf(namespace, parents);
  const [target, ...others] = assignment?.targets ?? [];
  const scope = assignment && functionAround(assignment, parents);
  if (target?.type !== 'name' || others.length > 0 || scope === undefined) return [];
  const { name } = target;
  const inScope = [...parents.keys()].filter((node) => isIn(node, scope, parents));
  const isDeclared = inScope.some(
    (node) => (node.type === 'global' || node.type === 'nonlocal') && node.names.includes(name),
  );
  if (isDeclared) return [];
  return inScope.filter((node) => node.type === 'name' && node.name === name && !isTarget(node, parents));
}

/** The assignment whose value may be a node: all of it, or one of several. */
function assignmentOf(node: TreeNode, parents: Parents): Extract<TreeNode, { type: 'assignment' }> | undefined {
  const parent = parents.get(node);
  if (parent?.type === 'assignment') return parent.value === node ? parent : undefined;
  const isOneOfSeveral = parent?.type === 'boolean' || (parent?.type === 'conditional' && parent.test !== node);
  return isOneOfSeveral ? assignmentOf(parent, parents) : undefined;
}

/** The function whose variables a statement binds, if any. */
function functionAround(node: TreeNode, parents: Parents): TreeNode | undefined {
  let around = parents.get(node);
  while (around !== undefined && around.type !== 'function' && around.type !== 'class') around = parents.get(around);
  return around?.type === 'function' ? around : undefined;
}

function isIn(node: TreeNode, outer: TreeNode, parents: Parents): boolean {
  let around: TreeNode | undefined = node;
  while (around !== undefined && around !== outer) around = parents.get(around);
  return around === outer;
}

function isTarget(node: TreeNode, parents: Parents): boolean {
  const parent = parents.get(node);
  return parent?.type === 'assignment' && parent.targets.some((target) => target === node);
}
