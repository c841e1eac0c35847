import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { argumentNodes } from './call-arguments.ts';
import { type Evaluator, folderBelow } from './evaluate.ts';
import { braceFormatted, namedValues } from './formatted-text.ts';
import {
  entriesOf,
  GAP,
  itemsOf,
  joinTexts,
  mapTexts,
  stringsOf,
  text,
  union,
  unknown,
  type Value,
  valueOf,
  type Values,
} from './values.ts';

/** What a method returns, where it means the same for whatever has a method of that name. */
export function methodValues(method: string, values: Values, call: SyntaxNode, evaluator: Evaluator): Values {
  const given = argumentNodes(call);
  const argument = (index: number): Values => (index < given.length ? evaluator.evaluate(given[index]) : []);
  switch (method) {
    case 'format':
    case 'format_map':
      return formatValues(values, given, evaluator, method === 'format_map');
    case 'join':
      return union(argument(0).map((list) => joinedValues(values, list)));
    case 'lower':
      return mapTexts(values, (known) => known.toLowerCase());
    case 'upper':
      return mapTexts(values, (known) => known.toUpperCase());
    case 'strip':
    case 'copy':
    case 'resolve':
    case 'absolute':
      return values;
    case 'replace':
      return replacedValues(values, argument(0), argument(1));
    case 'split':
    case 'rsplit':
      return splitValues(values, given, method, evaluator);
    case 'rpartition':
    case 'partition':
      return partitionValues(values, stringsOf(argument(0)), method);
    case 'keys':
      return [{ kind: 'collection', items: itemsOf(values) }];
    case 'values':
      return [{ kind: 'collection', items: union(entriesOf(values).map(({ value }) => value)) }];
    case 'items':
      return [{ kind: 'collection', items: entriesOf(values).map(({ key, value }) => pair(key, value)) }];
    case 'get':
    case 'pop':
      return union([valueOf(values, argument(0)), argument(1)]);
    case 'union':
    case 'intersection':
    case 'difference':
      return [{ kind: 'collection', items: union([itemsOf(values), itemsOf(argument(0))]) }];
    case 'joinpath':
      return given.reduce((folder, each) => folderBelow(folder, evaluator.evaluate(each)), values);
    default:
      return unknown;
  }
}

const pair = (...items: Values[]): Value => ({ kind: 'sequence', items });

function formatValues(values: Values, given: readonly SyntaxNode[], { evaluate }: Evaluator, isMap: boolean): Values {
  if (isMap) return braceFormatted(values, [], namedValues(given.length > 0 ? evaluate(given[0]) : []));
  const positional = given.filter(({ type }) => type !== 'keyword_argument');
  const named = given.filter(({ type }) => type === 'keyword_argument');
  if (given.some(({ type }) => type === 'list_splat' || type === 'dictionary_splat')) return [text(GAP)];
  return braceFormatted(
    values,
    positional.map(evaluate),
    new Map(named.map((node) => [node.field('name')!.text, evaluate(node.field('value')!)])),
  );
}

/** `separator.join(items)`, for one of the values that the items may be. */
function joinedValues(separators: Values, list: Value): Values {
  if (list.kind !== 'sequence') return [text(GAP)];
  return joinTexts(list.items.flatMap((item, index) => (index === 0 ? [item] : [separators, item])));
}

function replacedValues(values: Values, from: Values, to: Values): Values {
  const [wanted, ...otherWanted] = stringsOf(from);
  const [replacement, ...otherReplacements] = stringsOf(to);
  const isKnown = otherWanted.length + otherReplacements.length === 0 && !`${wanted}${replacement}`.includes(GAP);
  if (wanted === undefined || replacement === undefined || !isKnown) return [text(GAP)];
  return mapTexts(values, (known) => known.replaceAll(wanted, replacement));
}

/** `split` and `rsplit`; with a limit, which is taken for 1, at the first or last separator alone. */
function splitValues(values: Values, given: readonly SyntaxNode[], method: string, { evaluate }: Evaluator): Values {
  const separators = given.length > 0 ? stringsOf(evaluate(given[0])) : [];
  return stringsOf(values).map((value): Value => {
    if (value.includes(GAP) || separators.length > 1 || separators[0] === GAP) return { kind: 'unknown' };
    const [separator = ''] = separators;
    const at = method === 'split' ? value.indexOf(separator) : value.lastIndexOf(separator);
    const isOnce = given.length > 1 && separator !== '' && at >= 0;
    const parts = separator === '' ? value.trim().split(/\s+/) : value.split(separator);
    const items = isOnce ? [value.slice(0, at), value.slice(at + separator.length)] : parts;
    return { kind: 'sequence', items: items.map((part) => [text(part)]) };
  });
}

function partitionValues(values: Values, separators: readonly string[], method: string): Values {
  return stringsOf(values).flatMap((value) =>
    separators.map((separator): Value => {
      if (value.includes(GAP) || separator === '' || separator.includes(GAP)) return { kind: 'unknown' };
      const at = method === 'partition' ? value.indexOf(separator) : value.lastIndexOf(separator);
      const without = method === 'partition' ? [value, '', ''] : ['', '', value];
      const parts = at < 0 ? without : [value.slice(0, at), separator, value.slice(at + separator.length)];
      return { kind: 'sequence', items: parts.map((part) => [text(part)]) };
    }),
  );
}
