import type { Context } from '../../core/context.ts';
import {
  annotationSpelling,
  classCell,
  sharedFutureFlag,
  syntaxDropped,
  syntaxTooNew,
  syntaxWarning,
  tooManyLevels,
  typeParameterLocals,
  typeParameterScope,
} from '../../core/diagnostics.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { annotationVaries } from '../../core/python/annotation-text.ts';
import type { PythonVersion } from '../../core/python/facts.ts';
import { asksForAnnotations, entryCompiles, type FutureAnnotations } from './future-annotations.ts';

// CPython allows 99 (MAXINDENT in Parser/tokenizer.h, less the outermost); the function and the class take two.
const DEEPEST = 97;

const isNewer = (since: PythonVersion, target: PythonVersion): boolean => since[1] > target[1];

function checkTarget(module: Module, target: PythonVersion, context: Context): void {
  for (const { name, since, until, start, end } of module.facts.features) {
    const span = { start, end };
    if (isNewer(since, target)) context.error(syntaxTooNew(name, since, target.join('.')), module, span);
    if (until && !isNewer(until, target)) context.error(syntaxDropped(name, until, target.join('.')), module, span);
  }
}

function checkSpelling(module: Module, context: Context): void {
  const { facts, text } = module;
  const varying = facts.annotations.find(({ start, end }) => annotationVaries(text, start, end));
  if (varying !== undefined) context.warn(annotationSpelling(), module, varying);
}

/**
 * Says where a bundle cannot be what the program is: syntax that the target does not have (an error), and the known limits of
 * the wrap form (warnings).
 * @throws CriboError `SYNTAX_TOO_NEW`, `SYNTAX_DROPPED`, `INDENTATION_TOO_DEEP`
 */
export function checkLimits(graph: Graph, annotations: FutureAnnotations, context: Context): void {
  const target = context.options.targetPython;
  for (const module of graph.modules) {
    if (target !== undefined) checkTarget(module, target, context);
    if (annotations === 'strings' && target?.[1] === 8 && asksForAnnotations(module)) checkSpelling(module, context);
    // What is said of one name of a file need not be said of the others.
    if (module.isEntry || (module.aliasOf ?? module.textOf) !== undefined) continue;
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
    if (target !== undefined && isNewer(target, [3, 12])) continue;
    for (const span of module.facts.typeParameterScopes) context.warn(typeParameterScope(), module, span);
    for (const span of module.facts.typeParameterLocals) context.warn(typeParameterLocals(), module, span);
  }
  const { entry } = graph;
  if (annotations === 'strings' && asksForAnnotations(entry) && entryCompiles(entry))
    context.warn(sharedFutureFlag(), entry);
}
