import type { Expression } from '../../core/python/expression-text/expression-tree.ts';
import type { Parents, TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import { constant } from './evaluation/constants.ts';

/** What is done with a mapping where an expression stands that means it. */
export type MappingUse =
  /** `mapping[key]`, `mapping.get(key)`; the node is all of that. */
  | { readonly kind: 'lookup' | 'store' | 'deletion'; readonly key: Expression; readonly node: TreeNode }
  /** `key in mapping` */
  | { readonly kind: 'membership'; readonly key: Expression }
  | { readonly kind: 'other' };

const other: MappingUse = { kind: 'other' };

export function mappingUse(mapping: TreeNode, parents: Parents): MappingUse {
  const parent = parents.get(mapping);
  if (parent?.type === 'subscript' && parent.object === mapping) {
    return { kind: accessOf(parent, parents), key: parent.index, node: parent };
  }
  if (parent?.type === 'comparison') {
    const index = parent.rest.findIndex(({ operand }) => operand === mapping);
    const operator = parent.rest[index]?.operator;
    const key = index === 0 ? parent.left : parent.rest[index - 1]?.operand;
    return key !== undefined && (operator === 'in' || operator === 'not in') ? { kind: 'membership', key } : other;
  }
  const call = methodCall(mapping, parents);
  const [key] = call?.positional ?? [];
  if (key === undefined || key.type === 'starred' || !/^(?:get|__getitem__)$/.test(call!.method)) return other;
  return { kind: 'lookup', key, node: call!.node };
}

/** A method of an object that is called, with its arguments. */
export function methodCall(
  object: TreeNode,
  parents: Parents,
): { readonly method: string; readonly positional: readonly Expression[]; readonly node: TreeNode } | undefined {
  const attribute = parents.get(object);
  if (attribute?.type !== 'attribute') return undefined;
  const call = parents.get(attribute);
  if (call?.type !== 'call' || call.callee !== attribute) return undefined;
  return { method: attribute.name, positional: call.positional, node: call };
}

function accessOf(subscript: Expression, parents: Parents): 'lookup' | 'store' | 'deletion' {
  const parent = parents.get(subscript);
  if (parent?.type === 'delete') return 'deletion';
  return parent?.type === 'assignment' && parent.targets.includes(subscript) ? 'store' : 'lookup';
}

/** The string that an expression is. */
export function literalString(expression: Expression): string | undefined {
  if (expression.type !== 'constant' || expression.of !== 'string') return undefined;
  return constant(expression).literal as string | undefined;
}
