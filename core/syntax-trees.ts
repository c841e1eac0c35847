import type { Module } from './module.ts';
import type { SyntaxTree } from './python/syntax-tree/syntax-tree.ts';

/** Gives the syntax tree of a module's present text, which is parsed once while the text stays as it is. */
export function createSyntaxTrees(): (module: Module) => Promise<SyntaxTree> {
  const trees = new WeakMap<Module, { text: string; tree: Promise<SyntaxTree> }>();
  return (module) => {
    const { text } = module;
    let known = trees.get(module);
    if (known?.text !== text) trees.set(module, (known = { text, tree: parse(text) }));
    return known.tree;
  };
}

async function parse(text: string): Promise<SyntaxTree> {
  // A parser that no plugin of the build asks for is never loaded.
  const { parseSyntaxTree } = await import('./python/syntax-tree/parse-syntax-tree.ts');
  return parseSyntaxTree(text);
}
