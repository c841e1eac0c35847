import type { Plugin } from '../../core/plugin.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { createQualifiedNames } from './qualified-names.ts';
import { requestedModules } from './requested-modules.ts';

/** Calls, and assignments of one value to one name, any of which may make an alias. */
const query = `
(call function: (_) @function arguments: (argument_list) @arguments)
(assignment left: (identifier) @name right: (_) @value)
(named_expression name: (identifier) @name value: (_) @value)
`;

type QueryCaptures =
  | { readonly function: SyntaxNode; readonly arguments: SyntaxNode }
  | { readonly name: SyntaxNode; readonly value: SyntaxNode };

/**
 * Finds the modules that `importlib.import_module` and `__import__` are asked for by a constant name, through any alias
 * of the function or its module, and asks for them to be bundled. The calls stay as they are: at run time they find the
 * bundled modules through the import system. What cannot be found is left to the environment, or to Python's own error.
 */
export default function importlibPlugin(): Plugin {
  return {
    name: 'cribo:importlib',
    analyse: {
      filter: { text: /\b(?:import_module|__import__)\b/ },
      query,
      handler(module, { matches }) {
        const captures = matches<QueryCaptures>();
        const values = new Map<number, SyntaxNode>();
        for (const found of captures) if ('value' in found) values.set(found.name.start, found.value);
        const names = createQualifiedNames(module, values);
        for (const found of captures) {
          if ('value' in found) continue;
          for (const name of requestedModules(found.function, found.arguments, names, module)) {
            module.include(name);
            if (!module.includedAt.has(name)) {
              module.includedAt.set(name, { start: found.function.start, end: found.arguments.end });
            }
          }
        }
      },
    },
  };
}
