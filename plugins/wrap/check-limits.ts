import type { Context } from '../../core/context.ts';
import {
  annotationSpelling,
  classCell,
  sharedFutureFlag,
  syntaxWarning,
  tooManyLevels,
  typeParameterLocals,
  typeParameterScope,
} from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { annotationVaries } from '../../core/python/annotation-text.ts';
import { asksForAnnotations, entryCompiles, type FutureAnnotations } from './future-annotations.ts';

// CPython allows 99 (MAXINDENT in Parser/tokenizer.h, less the outermost); the function and the class take two.
const DEEPEST = 97;

function checkSpelling(module: Module, context: Context): void {
  const { facts, text } = module;
  const varying = facts.annotations.find(({ start, end }) => annotationVaries(text, start, end));
  if (varying !== undefined) context.warn(annotationSpelling(), module, varying);
}

/**
 * Says where a bundle cannot be what the program is: the known limits of the wrap form.
 * @throws CriboError `INDENTATION_TOO_DEEP`
 */
export function checkLimits(graph: Graph, annotations: FutureAnnotations, context: Context): void {
  const target = context.options.targetPython;
  for (const module of graph.modules) {
    if (annotations === 'strings' && target?.[1] === 8 && asksForAnnotations(module)) checkSpelling(module, context);
    // What is said of one name of a file need not be said of the others.
    if (module.isEntry || module.isLeftOut || (module.aliasOf ?? module.textOf) !== undefined) continue;
    const isWrapped = module.strategy?.name !== 'flatten';
    if (isWrapped && module.facts.deepestLevel > DEEPEST) {
      const { deepestOffset: start } = module.facts;
      context.error(tooManyLevels(), module, { start, end: start + 1 });
    }
    for (const { message, since, ...span } of module.facts.syntaxWarnings) {
      context.warn(syntaxWarning(message, since), module, span);
    }
    if (!isWrapped) continue;
    for (const span of module.facts.classCells) context.warn(classCell(), module, span);
    if (target !== undefined && target[1] > 12) continue;
    for (const span of module.facts.typeParameterScopes) context.warn(typeParameterScope(), module, span);
    for (const span of module.facts.typeParameterLocals) context.warn(typeParameterLocals(), module, span);
  }
  const { entry } = graph;
  if (annotations === 'strings' && asksForAnnotations(entry) && entryCompiles(entry))
    context.warn(sharedFutureFlag(), entry);
}
