import { setImmediate } from 'node:timers/promises';
import { type BackEnd, type LibraryTree, loadBackEnd } from './back-end.ts';
import { compileQuery } from './compile-query.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import { TreeNodes } from './tree-node.ts';

/** Trees in WebAssembly's memory, freed when nobody can reach their nodes any more. */
const forgotten = new FinalizationRegistry<LibraryTree>((tree) => tree.delete!());

/**
 * Parses a text with tree-sitter, which is loaded by the first call. Every text has a tree: where it is no Python, nodes
 * say so (`hasError`).
 * @throws CriboError `TREE_SITTER_UNAVAILABLE`, `INVALID_OPTION` (see `loadBackEnd`)
 */
export async function parseSyntaxTree(text: string): Promise<SyntaxTree> {
  const backEnd = await loadBackEnd();
  // Trees that are no longer used are freed only in a turn of the event loop.
  await setImmediate();
  return createSyntaxTree(text, backEnd);
}

/** Parses a text with a given back end. */
export function createSyntaxTree(text: string, backEnd: BackEnd): SyntaxTree {
  const tree = backEnd.parse(text);
  const nodes = new TreeNodes(text);
  if (tree.delete !== undefined) forgotten.register(nodes, tree);
  return {
    text,
    root: nodes.find(tree.rootNode)!,
    query: (pattern) => compileQuery(pattern, backEnd)(tree.rootNode, nodes) as never[],
  };
}
