import type { Expression } from '../expression-text/expression-tree.ts';
import type { Form, Pattern, Statement } from './statement-tree.ts';

export type TreeNode = Statement | Form | Pattern | Expression;

/** Nodes with what each stands in. */
export type Parents = ReadonlyMap<TreeNode, TreeNode | undefined>;

/** All nodes of trees; an outer one comes before what is in it. */
export function nodesOf(statements: readonly Statement[]): Parents {
  const parents = new Map<TreeNode, TreeNode | undefined>();
  // An expression of ten thousand operators is deeper than the stack of calls.
  const open: { parts: object; parent: TreeNode | undefined }[] = [{ parts: statements, parent: undefined }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { parts, parent } = next;
    const isNode = 'type' in parts;
    if (isNode) parents.set(parts as TreeNode, parent);
    for (const part of Object.values(parts).toReversed() as unknown[]) {
      if (typeof part !== 'object' || part === null) continue;
      open.push({ parts: part, parent: isNode ? (parts as TreeNode) : parent });
    }
  }
  return parents;
}
