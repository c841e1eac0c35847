import type { Expression } from '../../core/python/expression-text/expression-tree.ts';
import { nodesOf, type TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import type { StatementFact } from '../../core/python/statements/statement-facts.ts';
import { parsedStatements } from './parsed-statements.ts';

/** Functions that look at the namespace that they are called in, if they get no other one. */
const looking = new Set(['dir', 'locals', 'vars']);
const running = new Set(['eval', 'exec']);

/** Whether code of a statement gets at its module's namespace, which is as good as naming all that is in it. */
export function looksAtItself({ reads, later, start, end }: StatementFact, module: string): boolean {
  const names = [...reads, ...later];
  if (names.some((name) => name === 'globals' || name === '__annotations__')) return true;
  if (!names.some((name) => looking.has(name) || running.has(name))) return false;
  const statements = parsedStatements(module.slice(start, end));
  if (statements === undefined) return true;
  return [...nodesOf(statements)].some(([node, parent]) => {
    if (node.type !== 'name') return false;
    return (
      (looking.has(node.name) && !getsArgument(node, parent)) || (running.has(node.name) && runsHere(node, parent))
    );
  });
}

/** Whether a function is called with an argument at least. */
function getsArgument(callee: Expression, call: TreeNode | undefined): boolean {
  if (call?.type !== 'call' || call.callee !== callee) return false;
  return call.positional[0] !== undefined && call.positional[0].type !== 'starred';
}

/** Whether `exec` or `eval` runs code in the namespace around it: unless it is given another one. */
function runsHere(callee: Expression, call: TreeNode | undefined): boolean {
  if (call?.type !== 'call' || call.callee !== callee) return true;
  const [code, second] = call.positional;
  const namespace = second ?? call.keywords.find(({ name }) => name === 'globals')?.value;
  if (code?.type === 'starred' || namespace === undefined) return true;
  // None is the namespace around it as well.
  return !isNamespace.has(namespace.type);
}

const isNamespace: ReadonlySet<TreeNode['type']> = new Set(['attribute', 'call', 'dictionary', 'name', 'subscript']);
