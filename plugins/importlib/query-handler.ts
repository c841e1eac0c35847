import type { Context } from '../../core/context.ts';
import type { Module } from '../../core/module.ts';
import { parseSyntaxTree } from '../../core/python/syntax-tree/parse-syntax-tree.ts';
import type { Captures, CapturesShape } from '../../core/python/syntax-tree/syntax-tree.ts';

/** An `analyse` hook that sees the captures of a query in the modules that pass its filter. */
interface QueryHook<Shape extends CapturesShape> {
  readonly filter: { readonly text: RegExp };
  readonly query: string;
  handler(module: Module, captures: readonly Captures<Shape>[], context: Context): void | Promise<void>;
}

/** Makes an ordinary `analyse` hook of one with a filter and a query. */
export function queryHandler<Shape extends CapturesShape>(
  hook: QueryHook<Shape>,
): (module: Module, context: Context) => Promise<void> {
  return async (module, context) => {
    if (module.syntaxError !== undefined || !hook.filter.text.test(module.text)) return;
    const tree = await parseSyntaxTree(module.text);
    await hook.handler(module, tree.query<Shape>(hook.query), context);
  };
}
