import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { boundValues } from './bound-values.ts';
import { withoutComments } from './call-arguments.ts';
import type { Evaluator } from './evaluate.ts';
import type { Variable } from './name-table.ts';
import { itemsOf, stringsOf, GAP, type Values } from './values.ts';

/**
 * What a name can be where it is used, if that is less than all it is bound to: in the loop that binds it, and where a
 * test has let it pass.
 */
export function narrowedValues(use: SyntaxNode, variable: Variable, evaluator: Evaluator): Values | undefined {
  if (variable.bindings.length === 1) return testedValues(use, evaluator);
  for (let node = use; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'function_definition' || parent.type === 'lambda') return undefined;
    if (parent.type !== 'for_statement' || parent.field('body') !== node) continue;
    const target = parent.field('left')!;
    const [binding, ...others] = variable.bindings.filter((offset) => offset >= target.start && offset < node.end);
    if (binding < target.end && others.length === 0) return boundValues(binding, variable, evaluator);
  }
  return undefined;
}

/**
 * What tests let pass: `if name in names:` around the use, or `if name not in names: raise` before. Only for names that
 * are bound once; nothing where there is no such test, or what it allows is not known.
 */
function testedValues(use: SyntaxNode, evaluator: Evaluator): Values | undefined {
  for (let node = use; node.parent !== undefined; node = node.parent) {
    const { parent } = node;
    if (parent.type === 'function_definition' || parent.type === 'lambda') return undefined;
    const allowed = parent.type === 'if_statement' ? allowedBy(parent, node, use, evaluator) : undefined;
    const found = allowed ?? (parent.type === 'block' ? allowedBefore(parent, node, use, evaluator) : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function allowedBy(
  statement: SyntaxNode,
  branch: SyntaxNode,
  use: SyntaxNode,
  evaluator: Evaluator,
): Values | undefined {
  if (branch !== statement.field('consequence')) return undefined;
  return membership(statement.field('condition')!, 'in', use, evaluator);
}

/** Tests before a statement of a block, in which the name leaves where it is not among what is allowed. */
function allowedBefore(
  block: SyntaxNode,
  statement: SyntaxNode,
  use: SyntaxNode,
  evaluator: Evaluator,
): Values | undefined {
  for (const before of block.namedChildren) {
    if (before.start >= statement.start) return undefined;
    if (before.type !== 'if_statement' || before.field('alternative') !== undefined) continue;
    const last = before.field('consequence')?.namedChildren.at(-1)?.type;
    if (last !== 'raise_statement' && last !== 'return_statement' && last !== 'continue_statement') continue;
    const allowed = membership(before.field('condition')!, 'not in', use, evaluator);
    if (allowed !== undefined) return allowed;
  }
  return undefined;
}

function membership(
  condition: SyntaxNode,
  operator: 'in' | 'not in',
  use: SyntaxNode,
  evaluator: Evaluator,
): Values | undefined {
  // A test that has to hold together with others still holds.
  if (condition.type === 'boolean_operator' && operator === 'in' && condition.field('operator')!.text === 'and') {
    return (
      membership(condition.field('left')!, operator, use, evaluator) ??
      membership(condition.field('right')!, operator, use, evaluator)
    );
  }
  if (condition.type !== 'comparison_operator' || condition.field('operators')!.type !== operator) return undefined;
  const [subject, container, ...more] = withoutComments(condition);
  if (subject.type !== 'identifier' || subject.text !== use.text || more.length > 0) return undefined;
  if (evaluator.names.at(subject.start) !== evaluator.names.at(use.start)) return undefined;
  const allowed = itemsOf(evaluator.evaluate(container));
  return stringsOf(allowed).some((name) => name.includes(GAP)) ? undefined : allowed;
}
