import type { Module } from '../../core/module.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import type { QualifiedNames } from './qualified-names.ts';

/**
 * The string that an expression is in every run of the module: a literal without escapes (no module's name needs them),
 * f-strings without fields among them, literals beside each other or joined by `+`, and what the module knows of
 * itself: `__name__`, `__package__`, `__spec__.parent`. `undefined` for everything else.
 */
export function constantString(node: SyntaxNode, names: QualifiedNames, module: Module): string | undefined {
  const constant = (part: SyntaxNode): string | undefined => constantString(part, names, module);
  switch (node.type) {
    case 'string':
      return literalString(node);
    case 'concatenated_string':
      return joined(withoutComments(node).map(constant));
    case 'parenthesized_expression':
      return joined(withoutComments(node).map(constant));
    case 'binary_operator':
      if (node.field('operator')?.text !== '+') return undefined;
      return joined([constant(node.field('left')!), constant(node.field('right')!)]);
    case 'identifier':
    case 'attribute':
      return ownName(names(node), module);
    default:
      return undefined;
  }
}

/** The number that an integer literal stands for. */
export function constantInteger(node: SyntaxNode): number | undefined {
  return node.type === 'integer' ? Number(node.text.replaceAll('_', '')) : undefined;
}

/** The named children that are code. */
export function withoutComments(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter(({ type }) => type !== 'comment');
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

function literalString(node: SyntaxNode): string | undefined {
  const [start, ...rest] = node.children;
  const content = rest.slice(0, -1);
  if (content.some(({ type }) => type !== 'string_content')) return undefined;
  const text = content.map((part) => part.text).join('');
  const prefix = start.text.toLowerCase();
  const isPlain = !prefix.includes('b') && !prefix.includes('t');
  const isVerbatim = (prefix.includes('r') || !text.includes('\\')) && !(prefix.includes('f') && /[{}]/.test(text));
  return isPlain && isVerbatim ? text : undefined;
}

/** A name of the module's own that nothing in it binds. A script has no package: its `__package__` is `None`. */
function ownName(names: readonly string[], module: Module): string | undefined {
  if (names[0] === 'builtins.__name__') return module.name;
  const isPackage = names[0] === 'builtins.__package__' || names[0] === 'builtins.__spec__.parent';
  return isPackage && module.package !== '' ? module.package : undefined;
}
