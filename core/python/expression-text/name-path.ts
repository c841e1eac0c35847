import type { TreeNode } from '../statement-text/tree-nodes.ts';

/** The names of a dotted name; nothing for any other expression. */
export function namePath(node: TreeNode): string[] | undefined {
  if (node.type === 'name') return [node.name];
  if (node.type !== 'attribute') return undefined;
  const path = namePath(node.object);
  path?.push(node.name);
  return path;
}
