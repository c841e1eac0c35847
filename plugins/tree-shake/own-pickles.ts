import type { Expression } from '../../core/python/expression-text/expression-tree.ts';
import { namePath } from '../../core/python/expression-text/name-path.ts';
import { nodesOf, type Parents, type TreeNode } from '../../core/python/statement-text/tree-nodes.ts';
import { calledNames } from './called-names.ts';
import { parsedStatements } from './parsed-statements.ts';

/** Whether a class or function only reads pickles that it has written itself: `loads(dumps(x))`, `loads(self._written)`. */
export function readsOwnPickles(text: string): boolean {
  const parents = nodesOf(parsedStatements(text) ?? []);
  const calls = calledNames('loads', text, parents);
  return (
    calls?.every(({ positional: [given, ...others] }) => {
      if (given === undefined || others.length > 0) return false;
      if (isDump(given)) return true;
      const [self, attribute, ...more] = namePath(given) ?? [];
      return self === 'self' && more.length === 0 && /^_[a-z]/.test(attribute ?? '') && isWritten(attribute!, parents);
    }) === true
  );
}

const isDump = (value: Expression): boolean => value.type === 'call' && namePath(value.callee)?.at(-1) === 'dumps';

/** Whether all that an attribute is given is what `dumps` made. */
function isWritten(attribute: string, parents: Parents): boolean {
  const values: Expression[] = [];
  for (const node of parents.keys()) {
    if (node.type !== 'attribute' || node.name !== attribute) continue;
    const parent = parents.get(node);
    if (parent?.type === 'assignment' && parent.targets.includes(node)) values.push(parent.value);
    else if (mayBeTarget(node, parent)) return false;
  }
  return values.length > 0 && values.every((value) => isOwn(value, attribute));
}

/** Whether an expression may be given a value otherwise; in a tuple it is taken for a target. */
function mayBeTarget(node: Expression, parent: TreeNode | undefined): boolean {
  switch (parent?.type) {
    case 'tuple':
    case 'list':
    case 'starred':
      return true;
    case 'augmented':
    case 'for':
      return parent.target === node;
    case 'comprehension':
      return parent.clauses.some(({ target }) => target === node);
    case 'with':
      return parent.items.some(({ target }) => target === node);
  }
  return false;
}

/** Whether a value is None, what `dumps` made, or what the attribute has been given. */
function isOwn(value: Expression, attribute: string): boolean {
  switch (value.type) {
    case 'constant':
      return value.text === 'None';
    case 'attribute':
      return value.name === attribute;
    case 'boolean':
      return value.operands.every((each) => isOwn(each, attribute));
    case 'conditional':
      return isOwn(value.body, attribute) && isOwn(value.otherwise, attribute);
  }
  return isDump(value);
}
