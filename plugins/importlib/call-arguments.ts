import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { withoutComments } from './constants.ts';

/**
 * The arguments of a call by the names of its parameters.
 * @returns `undefined` when they are not all to be seen (`*args`, `**options`), or Python would refuse them
 */
export function callArguments(list: SyntaxNode, parameters: readonly string[]): Map<string, SyntaxNode> | undefined {
  const found = new Map<string, SyntaxNode>();
  for (const [index, argument] of withoutComments(list).entries()) {
    const isKeyword = argument.type === 'keyword_argument';
    const name = isKeyword ? argument.field('name')!.text : parameters[index];
    const isHidden = argument.type === 'list_splat' || argument.type === 'dictionary_splat';
    if (isHidden || !parameters.includes(name) || found.has(name)) return undefined;
    found.set(name, isKeyword ? argument.field('value')! : argument);
  }
  return found;
}
