import type { Call } from '../../core/python/expression-text/expression-tree.ts';
import type { Parents } from '../../core/python/statement-text/tree-nodes.ts';

/** The calls of a function, by its name or as an attribute; nothing where its name has another use, in a string as well. */
export function calledNames(name: string, text: string, parents: Parents): Call[] | undefined {
  const calls: Call[] = [];
  for (const [node, parent] of parents) {
    const isNamed = (node.type === 'name' || node.type === 'attribute') && node.name === name;
    if (isNamed && parent?.type === 'call' && parent.callee === node) calls.push(parent);
  }
  const words = text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? [];
  return calls.length > 0 && calls.length === words.length ? calls : undefined;
}
