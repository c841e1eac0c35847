import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { addedValues, type Evaluator } from './evaluate.ts';
import type { Variable } from './name-table.ts';
import { parameterValues } from './parameter-values.ts';
import { entriesOf, itemAt, itemsOf, union, unknown, type Values } from './values.ts';

/** What the binding of a name at an offset gives it. */
export function boundValues(offset: number, variable: Variable, evaluator: Evaluator): Values {
  const imported = evaluator.names.imported.get(offset);
  if (imported !== undefined) return [{ kind: 'object', name: imported }];
  return targetValues(evaluator.nameAt(offset), variable, evaluator);
}

/** What is assigned to a target: a name, or the part of a pattern that holds it. */
function targetValues(target: SyntaxNode, variable: Variable, evaluator: Evaluator): Values {
  const { parent } = target;
  switch (parent?.type) {
    case 'assignment': {
      const right = parent.field('right');
      if (parent.field('left') !== target) return unknown;
      return right === undefined ? [] : evaluator.evaluate(right);
    }
    case 'named_expression':
      return evaluator.evaluate(parent.field('value')!);
    case 'augmented_assignment':
      return augmentedValues(parent, target, variable, evaluator);
    case 'for_statement':
    case 'for_in_clause':
      return parent.field('left') === target ? itemsOf(evaluator.evaluate(parent.field('right')!)) : unknown;
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
      return unpackedValues(target, parent, variable, evaluator);
    case 'list_splat_pattern':
      return [{ kind: 'collection', items: itemsOf(targetValues(parent, variable, evaluator)) }];
    // A function's name says nothing about what it returns; a class may be anything.
    default:
      return parameterValues(target, evaluator);
  }
}

function unpackedValues(target: SyntaxNode, pattern: SyntaxNode, variable: Variable, evaluator: Evaluator): Values {
  const whole = targetValues(pattern, variable, evaluator);
  const siblings = pattern.namedChildren;
  const index = siblings.indexOf(target);
  const splat = siblings.findIndex(({ type }) => type === 'list_splat_pattern');
  if (splat === index) return whole;
  return itemAt(whole, splat !== -1 && splat < index ? index - siblings.length : index);
}

/** `name += value` after all other bindings of the name. */
function augmentedValues(statement: SyntaxNode, target: SyntaxNode, variable: Variable, evaluator: Evaluator): Values {
  const right = evaluator.evaluate(statement.field('right')!);
  const operator = statement.field('operator')!.text;
  if (operator === '|=') return right;
  if (operator !== '+=') return unknown;
  const others = variable.bindings.filter((offset) => {
    const isAugmented = evaluator.nameAt(offset).parent?.type === 'augmented_assignment';
    return offset !== target.start && !isAugmented;
  });
  return addedValues(union(others.map((offset) => boundValues(offset, variable, evaluator))), right);
}

/** What is put into the list or table that a name stands for: `names.append("x")`, `table["x"] = "y"`. */
export function changedValues(variable: Variable, evaluator: Evaluator): Values[] {
  return variable.loads.map((offset): Values => {
    const name = evaluator.nameAt(offset);
    const { parent } = name;
    if (parent?.type === 'subscript' && parent.field('value') === name) return storedItem(parent, evaluator);
    if (parent?.type !== 'attribute' || parent.field('object') !== name) return [];
    const call = parent.parent;
    if (call?.type !== 'call' || call.field('function') !== parent) return [];
    return changeBy(parent.field('attribute')!.text, call, evaluator);
  });
}

function storedItem(subscript: SyntaxNode, { evaluate }: Evaluator): Values {
  const statement = subscript.parent;
  const right = statement?.type === 'assignment' && statement.field('left') === subscript && statement.field('right');
  if (!right) return [];
  return [{ kind: 'table', entries: [{ key: evaluate(subscript.field('subscript')!), value: evaluate(right) }] }];
}

function changeBy(method: string, call: SyntaxNode, { evaluate }: Evaluator): Values {
  const given = call.field('arguments')!.namedChildren;
  const last = given.at(-1);
  if (last === undefined) return [];
  switch (method) {
    case 'append':
    case 'add':
    case 'appendleft':
    case 'insert':
      return [{ kind: 'collection', items: evaluate(last) }];
    case 'extend':
      return [{ kind: 'collection', items: itemsOf(evaluate(last)) }];
    case 'setdefault':
      return [{ kind: 'table', entries: [{ key: evaluate(given[0]), value: evaluate(last) }] }];
    case 'update':
      return tableOrItems(evaluate(last));
    default:
      return [];
  }
}

/** A dictionary is updated with one or with pairs, a set with items. */
function tableOrItems(values: Values): Values {
  if (values.some(({ kind }) => kind === 'table')) return [{ kind: 'table', entries: entriesOf(values) }];
  return [{ kind: 'collection', items: itemsOf(values) }];
}
