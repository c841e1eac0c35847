import type { AnalyseContext } from '../../core/context.ts';
import { dynamicImport, importByRule } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import { importsAny } from '../../core/python/imports-any.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { type ImportFunction, importingModules, readerNames } from './import-functions.ts';
import { importedNames } from './imported-names.ts';
import { createImportingCalls, lastNames } from './importing-calls.ts';
import { inlineStub } from './lazy-stub.ts';
import { ALL_BELOW, listedContents } from './listed-packages.ts';
import { createNameTable } from './name-table.ts';
import { GAP } from './values.ts';

// Many modules have a `path`, few have resources.
const mentioned = [...lastNames].filter((name) => !readerNames.includes(name));
const mentionsCall = new RegExp(`\\b(?:${mentioned.join('|')}|iterdir|resources|importlib_resources)\\b`);

/**
 * Finds the modules that functions of `importlib`, `pkgutil`, `runpy` and `lazy_loader` import, find or list, and
 * `__import__`, as far as their arguments are constant in the module's text, and asks for them to be bundled. The calls
 * stay as they are: at run time they find the bundled modules through the import system. What cannot be found is left to
 * the environment, or to Python's own error; a call that may import anything is reported.
 */
export default function importlibPlugin(): Plugin {
  return {
    name: 'cribo:importlib',
    analyse: {
      filter: { text: [...importingModules, '__import__'] },
      async handler(module, context) {
        // A tree takes longer than all else, and most mentions are of `importlib.metadata`, or in a comment.
        if (module.syntaxError !== undefined || !mentionsCall.test(module.text)) return;
        if (!module.text.includes('__import__') && !importsAny(module.facts, importingModules)) return;
        const tree = await context.tree(module);
        const evaluator = createEvaluator(module, tree.root, createNameTable(module));
        const functionsOf = createImportingCalls(evaluator);
        for (const { call } of tree.query<{ call: SyntaxNode }>('(call) @call')) {
          const called = call.field('function')!;
          for (const known of functionsOf(called)) followImport(call, known, module, evaluator, context);
          if (called.type === 'attribute' && called.field('attribute')!.text === 'iterdir') {
            for (const name of listedContents(evaluator.evaluate(called.field('object')!)))
              module.include(patternOf(name));
          }
        }
      },
    },
  };
}

function followImport(
  call: SyntaxNode,
  known: ImportFunction,
  module: Module,
  evaluator: Evaluator,
  context: AnalyseContext,
): void {
  if (known.form === 'stub') return inlineStub(call, known, module, evaluator);
  const { names, isComplete } = importedNames(call, known, evaluator);
  module.importingCalls.push({ start: call.start, end: call.end });
  for (const name of names) {
    const pattern = patternOf(name);
    module.includeForCalls(pattern);
    if (!module.includedAt.has(pattern)) module.includedAt.set(pattern, { start: call.start, end: call.end });
  }
  if (!isComplete && known.isLookup !== true) reportDynamic(call, module, context);
}

/** The pattern for `include` that a name with gaps stands for. */
function patternOf(name: string): string {
  return name.replaceAll(ALL_BELOW, '**').replaceAll(GAP, '*');
}

/** Says that a call may import what is not in the bundle, unless somebody has said what it imports. */
function reportDynamic(call: SyntaxNode, module: Module, context: AnalyseContext): void {
  // six makes `six.moves` and all below it itself, from the standard library.
  if (module.text.includes('class _SixMetaPathImporter')) return;
  if (context.api('cribo:rules')?.importsOf(module.name) !== undefined) {
    context.debug(importByRule(module.name), module, call);
    return;
  }
  const level = context.options.include.length > 0 ? 'info' : 'warn';
  context[level](dynamicImport(module.package || 'PACKAGE', module.name), module, call);
}
