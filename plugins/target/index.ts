import type { Context } from '../../core/context.ts';
import { syntaxDropped, syntaxTooNew } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { PythonVersion } from '../../core/python/facts.ts';

const isNewer = (since: PythonVersion, target: PythonVersion): boolean => since[1] > target[1];

/** @throws CriboError `SYNTAX_TOO_NEW`, `SYNTAX_DROPPED` */
function checkTarget(module: Module, target: PythonVersion, context: Context): void {
  for (const { name, since, until, start, end } of module.facts.features) {
    const span = { start, end };
    if (isNewer(since, target)) context.error(syntaxTooNew(name, since, target.join('.')), module, span);
    if (until && !isNewer(until, target)) context.error(syntaxDropped(name, until, target.join('.')), module, span);
  }
}

/**
 * Refuses syntax that the oldest Python to run on does not have, also where it is left out of the bundle afterwards, as the
 * program itself does not run there.
 */
export default function targetPlugin(): Plugin {
  return {
    name: 'cribo:target',
    link({ modules }, context) {
      const target = context.options.targetPython;
      if (target !== undefined) for (const module of modules) checkTarget(module, target, context);
    },
  };
}
