import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { withoutComments } from './call-arguments.ts';
import { entriesOf, GAP, joinTexts, stringsOf, text, union, unknown, valueOf, type Values } from './values.ts';

type Evaluate = (expression: SyntaxNode) => Values;

/** What a literal without escapes and fields is; no module's name needs them. `undefined` for others. */
export function literalString(node: SyntaxNode): string | undefined {
  const [start, ...rest] = node.children;
  const content = rest.slice(0, -1);
  if (content.some(({ type }) => type !== 'string_content')) return undefined;
  const literal = content.map((part) => part.text).join('');
  const prefix = start.text.toLowerCase();
  const isPlain = !prefix.includes('b') && !prefix.includes('t');
  const isVerbatim =
    (prefix.includes('r') || !literal.includes('\\')) && !(prefix.includes('f') && /[{}]/.test(literal));
  return isPlain && isVerbatim ? literal : undefined;
}

/** What an f-string is; what is formatted in a way of its own, or has escapes, is not known. */
export function formattedLiteral(node: SyntaxNode, evaluate: Evaluate): Values {
  const [start, ...rest] = node.children;
  const prefix = start.text.toLowerCase();
  if (!prefix.includes('f')) return prefix.includes('b') || prefix.includes('t') ? unknown : [text(GAP)];
  const parts = rest.slice(0, -1).map((part): Values => {
    if (part.type === 'string_content') return [text(/[\\{}]/.test(part.text) ? GAP : part.text)];
    if (part.type !== 'interpolation') return [text(GAP)];
    const conversion = part.field('type_conversion')?.text ?? '!s';
    const isPlain = conversion === '!s' && part.field('format_specifier') === undefined;
    // `{value=}` shows the expression too.
    const isShown = part.children.some(({ type }) => type === '=');
    return isPlain && !isShown ? evaluate(part.field('expression')!) : [text(GAP)];
  });
  return joinTexts(parts);
}

/** What `template % values` is. */
export function percentFormatted(templates: Values, right: SyntaxNode, evaluate: Evaluate): Values {
  const items = right.type === 'tuple' ? withoutComments(right).map(evaluate) : undefined;
  const value = evaluate(right);
  return union(
    stringsOf(templates).map((template) => {
      let position = 0;
      return fillTemplate(template, /%(?:\((\w*)\))?([-#0-9 +.*]*)([a-zA-Z%])/g, ([, key, flags, kind]) => {
        if (kind === '%') return [text('%')];
        if (kind !== 's' || flags !== '') return [text(GAP)];
        if (key !== undefined) return valueOf(value, [text(key)]);
        const index = position++;
        return items === undefined ? singleValue(value, index) : (items[index] ?? [text(GAP)]);
      });
    }),
  );
}

/** One value for a template without a tuple; it may be a tuple after all. */
function singleValue(values: Values, index: number): Values {
  return union(
    values.map((value): Values => {
      if (value.kind === 'sequence') return value.items[index] ?? [text(GAP)];
      return index === 0 ? [value] : [text(GAP)];
    }),
  );
}

/** What `template.format(*positional, **named)` is. */
export function braceFormatted(
  templates: Values,
  positional: readonly Values[],
  named: ReadonlyMap<string, Values>,
): Values {
  return union(
    stringsOf(templates).map((template) => {
      let position = 0;
      return fillTemplate(template, /\{\{|\}\}|\{([^{}]*)\}/g, ([whole, field]) => {
        if (field === undefined) return [text(whole[0])];
        const name = /^(\w*)(?:!s)?$/.exec(field)?.[1];
        if (name === undefined) return [text(GAP)];
        const index = name === '' ? position++ : Number(name);
        return (Number.isNaN(index) ? named.get(name) : positional[index]) ?? [text(GAP)];
      });
    }),
  );
}

function fillTemplate(template: string, field: RegExp, fill: (match: RegExpExecArray) => Values): Values {
  const parts: Values[] = [];
  let end = 0;
  for (const match of template.matchAll(field)) {
    parts.push([text(template.slice(end, match.index))], fill(match));
    end = match.index + match[0].length;
  }
  return joinTexts([...parts, [text(template.slice(end))]]);
}

/** The tables' entries as named values. */
export function namedValues(values: Values): Map<string, Values> {
  return new Map(entriesOf(values).flatMap(({ key, value }) => stringsOf(key).map((name) => [name, value])));
}
