import type { Module } from '../../core/module.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { attributeValues } from './attribute-values.ts';
import { boundValues, changedValues } from './bound-values.ts';
import { withoutComments } from './call-arguments.ts';
import { callValues } from './call-values.ts';
import { formattedLiteral, literalString, percentFormatted } from './formatted-text.ts';
import { narrowedValues } from './narrowed-values.ts';
import type { NameTable, Variable } from './name-table.ts';
import {
  type Entry,
  entriesOf,
  itemAt,
  itemsOf,
  joinTexts,
  nothing,
  stringsOf,
  text,
  union,
  unknown,
  type Value,
  valueOf,
  type Values,
} from './values.ts';

/** Limits of what is evaluated to answer one question. */
const MOST_DEPTH = 200;
const MOST_STEPS = 5000;

/** Says what an expression of a module may be, without running anything. */
export interface Evaluator {
  readonly module: Module;
  readonly names: NameTable;
  /** The node of the name that begins at an offset. */
  nameAt(offset: number): SyntaxNode;
  evaluate(expression: SyntaxNode): Values;
  /** All that a variable is bound to, and what is put into that. */
  variable(variable: Variable): Values;
}

/** Makes the evaluator of a module, whose tree has the given root. What has been evaluated once is remembered. */
export function createEvaluator(module: Module, root: SyntaxNode, names: NameTable): Evaluator {
  const known = new Map<SyntaxNode | Variable, Values>();
  /** What is being evaluated, and how deep, as names may be defined by themselves: `load = load`. */
  const pending = new Map<SyntaxNode | Variable, number>();
  /** The least deep of what the present evaluation has met again. */
  let met = Infinity;
  let steps = 0;

  function once(key: SyntaxNode | Variable, make: () => Values): Values {
    const found = known.get(key);
    if (found !== undefined) return found;
    const depth = pending.get(key);
    if (depth !== undefined) {
      met = Math.min(met, depth);
      return [];
    }
    // Names that are defined by each other in many ways are not worth the time.
    if (pending.size === 0) steps = 0;
    if (pending.size > MOST_DEPTH || ++steps > MOST_STEPS) return unknown;
    const before = met;
    met = Infinity;
    pending.set(key, pending.size);
    const values = make();
    pending.delete(key);
    // What met something that is still being evaluated lacks what that will be.
    if (met >= pending.size) {
      known.set(key, values);
      met = before;
    } else met = Math.min(met, before);
    return values;
  }

  const evaluator: Evaluator = {
    module,
    names,
    nameAt: (offset) => root.descendant(offset, offset + 1),
    evaluate: (expression) => once(expression, () => valuesOf(expression, evaluator)),
    variable: variableValues,
  };

  function variableValues(variable: Variable): Values {
    return once(variable, () => {
      const bound = variable.bindings.map((offset) => boundValues(offset, variable, evaluator));
      return union([...bound, ...changedValues(variable, evaluator)]);
    });
  }

  return evaluator;
}

function valuesOf(node: SyntaxNode, evaluator: Evaluator): Values {
  const evaluate = (part: SyntaxNode): Values => evaluator.evaluate(part);
  const inside = (): SyntaxNode[] => withoutComments(node);
  switch (node.type) {
    case 'string':
      return literalString(node) === undefined ? formattedLiteral(node, evaluate) : [text(literalString(node)!)];
    case 'concatenated_string':
      return joinTexts(inside().map(evaluate));
    case 'identifier':
      return identifierValues(node, evaluator);
    case 'attribute':
      return attributeValues(node, evaluator);
    case 'call':
      return callValues(node, evaluator);
    case 'binary_operator':
      return operatorValues(node, evaluate);
    case 'parenthesized_expression':
      return inside().length === 1 ? evaluate(inside()[0]) : unknown;
    case 'named_expression':
      return evaluate(node.field('value')!);
    // `a = b = value`
    case 'assignment':
      return node.field('right') === undefined ? [] : evaluate(node.field('right')!);
    case 'conditional_expression':
      return union([evaluate(inside()[0]), evaluate(inside()[2])]);
    case 'boolean_operator':
      // What `and` gives of its left side is false, which no name is.
      if (node.field('operator')!.text === 'and') return evaluate(node.field('right')!);
      return union([evaluate(node.field('left')!), evaluate(node.field('right')!)]);
    case 'list':
    case 'tuple':
    case 'expression_list':
      return displayValues(inside(), evaluate);
    case 'set':
      return [{ kind: 'collection', items: itemsOf(displayValues(inside(), evaluate)) }];
    case 'dictionary':
      return [{ kind: 'table', entries: inside().flatMap((part) => pairEntries(part, evaluate)) }];
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return [{ kind: 'collection', items: evaluate(node.field('body')!) }];
    case 'dictionary_comprehension':
      return [{ kind: 'table', entries: pairEntries(node.field('body')!, evaluate) }];
    case 'subscript':
      return subscriptValues(node, evaluate);
    case 'none':
    case 'true':
    case 'false':
    case 'integer':
    case 'float':
      return nothing;
    default:
      return unknown;
  }
}

function identifierValues(node: SyntaxNode, evaluator: Evaluator): Values {
  const { module, names } = evaluator;
  const found = names.at(node.start);
  if (found === undefined) return unknown;
  if (typeof found !== 'string') return narrowedValues(node, found, evaluator) ?? evaluator.variable(found);
  switch (found) {
    case '__name__':
      return [text(module.name)];
    case '__package__':
      return module.package === '' ? nothing : [text(module.package)];
    case '__path__':
      return module.isPackage ? [{ kind: 'folder', name: module.name }] : unknown;
    case '__file__':
      return [{ kind: 'file', folder: module.package }];
    default:
      return ['builtins', ...names.starred].map((from): Value => ({ kind: 'object', name: `${from}.${found}` }));
  }
}

const isSpread = ({ type }: SyntaxNode): boolean => type === 'list_splat';

/** A list or tuple; where something is spread into it, the places of the others are not known. */
function displayValues(parts: readonly SyntaxNode[], evaluate: (part: SyntaxNode) => Values): Values {
  if (!parts.some(isSpread)) return [{ kind: 'sequence', items: parts.map(evaluate) }];
  const items = parts.map((part) => (isSpread(part) ? itemsOf(evaluate(part.namedChildren[0])) : evaluate(part)));
  return [{ kind: 'collection', items: union(items) }];
}

function pairEntries(part: SyntaxNode, evaluate: (part: SyntaxNode) => Values): readonly Entry[] {
  if (part.type === 'dictionary_splat') return entriesOf(evaluate(part.namedChildren[0]));
  return [{ key: evaluate(part.field('key')!), value: evaluate(part.field('value')!) }];
}

function operatorValues(node: SyntaxNode, evaluate: (part: SyntaxNode) => Values): Values {
  const [left, right] = [node.field('left')!, node.field('right')!];
  switch (node.field('operator')!.text) {
    case '+':
      return addedValues(evaluate(left), evaluate(right));
    case '%':
      return percentFormatted(evaluate(left), right, evaluate);
    case '|':
      return union([evaluate(left), evaluate(right)]);
    case '/':
      return folderBelow(evaluate(left), evaluate(right));
    default:
      return unknown;
  }
}

const holds = ({ kind }: Value): boolean => kind === 'sequence' || kind === 'collection';

/** Strings are joined, lists become one whose order is not known. */
export function addedValues(left: Values, right: Values): Values {
  const isList = left.some(holds) || right.some(holds);
  return isList ? [{ kind: 'collection', items: union([itemsOf(left), itemsOf(right)]) }] : joinTexts([left, right]);
}

/** `Path(__file__).parent / "plugins"`, which is a package's folder if there is one of that name. */
export function folderBelow(folders: Values, below: Values): Values {
  return union(
    folders.map((folder): Values => {
      if (folder.kind !== 'folder') return unknown;
      const names = stringsOf(below).map((name) => name.replaceAll(/[\\/]/g, '.'));
      return names.map((name): Value => ({
        kind: 'folder',
        name: folder.name === '' ? name : `${folder.name}.${name}`,
      }));
    }),
  );
}

function subscriptValues(node: SyntaxNode, evaluate: (part: SyntaxNode) => Values): Values {
  const [object, index] = withoutComments(node);
  const values = evaluate(object);
  if (values.some(({ kind }) => kind === 'table')) return valueOf(values, evaluate(index));
  if (values.some((value) => value.kind === 'object' && value.name === 'sys.modules')) {
    return stringsOf(evaluate(index)).map((name): Value => ({ kind: 'object', name }));
  }
  if (index.type === 'slice') return [{ kind: 'collection', items: itemsOf(values) }];
  return itemAt(values, constantInteger(index) ?? Number.NaN);
}

/** The number that an integer literal stands for, with or without a sign. */
export function constantInteger(node: SyntaxNode): number | undefined {
  if (node.type === 'integer') return Number(node.text.replaceAll('_', ''));
  const isNegative = node.type === 'unary_operator' && node.field('operator')!.text === '-';
  const value = isNegative ? constantInteger(node.field('argument')!) : undefined;
  return value === undefined ? undefined : -value;
}
