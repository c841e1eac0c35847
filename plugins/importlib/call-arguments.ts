import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';

/** The named children that are code. */
export function withoutComments(node: SyntaxNode): SyntaxNode[] {
  return node.namedChildren.filter(({ type }) => type !== 'comment');
}

/** The arguments of a call in order; a generator expression may stand for the list with its parentheses. */
export function argumentNodes(call: SyntaxNode): SyntaxNode[] {
  const list = call.field('arguments')!;
  return list.type === 'generator_expression' ? [list] : withoutComments(list);
}

/**
 * The arguments of a call by the names of its parameters.
 * @param takesOptions whether there may be arguments of other names, which are left out
 * @returns `undefined` when they are not all to be seen (`*args`, `**options`), or Python would refuse them
 */
export function callArguments(
  call: SyntaxNode,
  parameters: readonly string[],
  takesOptions = false,
): ReadonlyMap<string, SyntaxNode> | undefined {
  const found = new Map<string, SyntaxNode>();
  for (const [index, argument] of argumentNodes(call).entries()) {
    const isKeyword = argument.type === 'keyword_argument';
    const name = isKeyword ? argument.field('name')!.text : parameters[index];
    const isHidden = argument.type === 'list_splat' || argument.type === 'dictionary_splat';
    const isOption = isKeyword && takesOptions && !parameters.includes(name);
    if (isOption || (takesOptions && argument.type === 'dictionary_splat')) continue;
    if (isHidden || !parameters.includes(name) || found.has(name)) return undefined;
    found.set(name, isKeyword ? argument.field('value')! : argument);
  }
  return found;
}
