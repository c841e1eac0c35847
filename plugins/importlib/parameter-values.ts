import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { argumentNodes } from './call-arguments.ts';
import type { Evaluator } from './evaluate.ts';
import type { Variable } from './name-table.ts';
import { union, unknown, type Values } from './values.ts';

/**
 * What a parameter may be: its default, and what the calls in this module give it. Anything else too, unless the function
 * is nobody else's: it is local, the entry's, or named with an underscore, and is used for calls alone.
 */
export function parameterValues(target: SyntaxNode, evaluator: Evaluator): Values {
  const holder = target.parent;
  const isNamed = holder?.type === 'default_parameter' || holder?.type === 'typed_default_parameter';
  const parameter = isNamed || holder?.type === 'typed_parameter' ? holder : target;
  const list = parameter.parent;
  if (list?.type !== 'parameters' || list.parent?.type !== 'function_definition') return unknown;
  if (isNamed && holder.field('name') !== target) return unknown;
  const byDefault = isNamed ? evaluator.evaluate(holder.field('value')!) : undefined;
  const given = argumentValues(target.text, parameter, list, list.parent, evaluator);
  return union([...(byDefault === undefined ? [] : [byDefault]), given ?? unknown]);
}

/** What calls give a parameter; nothing where that is not known of any. */
function argumentValues(
  name: string,
  parameter: SyntaxNode,
  list: SyntaxNode,
  definition: SyntaxNode,
  evaluator: Evaluator,
): Values | undefined {
  const functionName = definition.field('name')!;
  const variable = evaluator.names.at(functionName.start);
  if (variable === undefined || typeof variable === 'string' || isMethod(definition)) return undefined;
  const position = positionOf(parameter, list);
  const calls = variable.loads.map((offset) => callOf(evaluator.nameAt(offset)));
  const given = calls.map((call) => call && argumentOf(call, name, position, evaluator));
  const isNotShared = evaluator.module.isEntry || isPrivate(functionName.text, variable);
  const isOwn = isNotShared && calls.length > 0 && !calls.includes(undefined);
  return union([...given.filter((values) => values !== undefined), ...(isOwn ? [] : [unknown])]);
}

function isMethod(definition: SyntaxNode): boolean {
  const block = definition.parent?.type === 'decorated_definition' ? definition.parent.parent : definition.parent;
  return block?.parent?.type === 'class_definition';
}

/** Whether other modules have no business with the name: `__getattr__` and the like are for everybody. */
function isPrivate(name: string, { isGlobal }: Variable): boolean {
  return !isGlobal || (name.startsWith('_') && !name.endsWith('__'));
}

const isStarred = ({ type }: SyntaxNode): boolean => type === 'list_splat_pattern' || type === 'keyword_separator';

/** Index among the parameters that are given by position, or -1. */
function positionOf(parameter: SyntaxNode, list: SyntaxNode): number {
  const parameters = list.namedChildren.filter(({ type }) => type !== 'comment' && type !== 'positional_separator');
  const index = parameters.indexOf(parameter);
  return parameters.slice(0, index).some(isStarred) ? -1 : index;
}

function callOf(name: SyntaxNode): SyntaxNode | undefined {
  const { parent } = name;
  return parent?.type === 'call' && parent.field('function') === name ? parent : undefined;
}

/** What a call gives a parameter: nothing where its default holds. */
function argumentOf(call: SyntaxNode, name: string, position: number, { evaluate }: Evaluator): Values {
  const given = argumentNodes(call);
  if (given.some(({ type }) => type === 'list_splat' || type === 'dictionary_splat')) return unknown;
  const keyword = given.find((node) => node.type === 'keyword_argument' && node.field('name')!.text === name);
  if (keyword !== undefined) return evaluate(keyword.field('value')!);
  const positional = given.filter(({ type }) => type !== 'keyword_argument');
  return position >= 0 && position < positional.length ? evaluate(positional[position]) : [];
}
