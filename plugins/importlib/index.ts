import type { AnalyseContext } from '../../core/context.ts';
import { dynamicImport } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { type ImportFunction, importFunctions, importingModules, readerNames } from './import-functions.ts';
import { importedNames } from './imported-names.ts';
import { inlineStub } from './lazy-stub.ts';
import { ALL_BELOW, listedContents } from './listed-packages.ts';
import { createNameTable } from './name-table.ts';
import { GAP } from './values.ts';

const lastNames = new Set(Array.from(importFunctions.keys(), (name) => name.slice(name.lastIndexOf('.') + 1)));
lastNames.add('iterdir');
const mentionsModule = new RegExp(`\\b(?:${importingModules.join('|')}|__import__)\\b`);
// Many modules have a `path`, few have resources.
const mentioned = [...lastNames].filter((name) => !readerNames.includes(name));
const mentionsFunction = new RegExp(`\\b(?:${mentioned.join('|')}|resources|importlib_resources)\\b`);

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
      filter: { text: mentionsModule },
      async handler(module, context) {
        // A tree takes longer than all else, and most mentions are of `importlib.metadata`, or in a comment.
        if (module.syntaxError !== undefined || !mentionsFunction.test(module.text) || !importsAny(module)) return;
        const tree = await context.tree(module);
        const evaluator = createEvaluator(module, tree.root, createNameTable(module));
        for (const { call } of tree.query<{ call: SyntaxNode }>('(call) @call')) {
          followCall(call, module, evaluator, context);
        }
      },
    },
  };
}

/** Whether a module imports one that has such functions, or names the one that needs no import. */
function importsAny({ facts, text }: Module): boolean {
  const isImporting = (name: string | undefined): boolean => importingModules.includes(name?.split('.', 1)[0] ?? '');
  return (
    text.includes('__import__') ||
    facts.imports.some(({ from, level, names }) =>
      from === undefined ? names.some(({ name }) => isImporting(name)) : level === 0 && isImporting(from),
    )
  );
}

function followCall(call: SyntaxNode, module: Module, evaluator: Evaluator, context: AnalyseContext): void {
  const called = call.field('function')!;
  if (called.type === 'attribute') {
    const attribute = called.field('attribute')!.text;
    if (!lastNames.has(attribute)) return;
    if (attribute === 'iterdir') {
      for (const name of listedContents(evaluator.evaluate(called.field('object')!))) module.include(patternOf(name));
      return;
    }
  }
  for (const known of importFunctionsOf(called, evaluator)) followImport(call, known, module, evaluator, context);
}

/** The importing functions that an expression may be. */
function importFunctionsOf(expression: SyntaxNode, { evaluate }: Evaluator): Set<ImportFunction> {
  const values = evaluate(expression);
  return new Set(values.flatMap((value) => (value.kind === 'object' ? (importFunctions.get(value.name) ?? []) : [])));
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
  for (const name of names) {
    const pattern = patternOf(name);
    module.include(pattern);
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
  const message = dynamicImport(module.package || 'PACKAGE', module.name);
  const level = context.options.include.length > 0 ? 'info' : 'warn';
  context[level](message, module, call);
}
