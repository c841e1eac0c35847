import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import { type ModuleStrategy, type StrategyChoice, strategyFor } from '../../core/strategy.ts';

const noted = (name: string, reason: string): ModuleStrategy => ({ name, reason, notes: [] });

/** How a module is rendered as far as options and its kind say; a strategy may find later that it cannot take it. */
function chosenStrategy(module: Module, named: Module, choice: StrategyChoice): ModuleStrategy {
  if (module.isEntry) return noted('entry', 'its text is that of the bundle itself');
  if (module.aliasOf !== undefined) return noted('alias', `one more name of ${module.aliasOf.name}`);
  if (module.isNamespace) return noted('namespace', 'a package without code');
  if (module.syntaxError !== undefined) return noted('error', 'importing it raises a SyntaxError');
  const { strategy, pattern } = strategyFor(named.name, choice);
  const shared = module === named ? '' : `, with which ${named.name}, of the same text, is rendered`;
  return noted(strategy, pattern === undefined ? `the default${shared}` : `asked for by "${pattern}"${shared}`);
}

/** Chooses the strategy of each module. Those of one text share what is rendered, so they get the first one's. */
export default function strategyPlugin(): Plugin {
  return {
    name: 'cribo:strategy',
    link({ modules }, { options }) {
      const first = new Map<Module, Module>();
      for (const module of modules) {
        const text = module.textOf ?? module;
        if (!module.isEntry && !first.has(text)) first.set(text, module);
        module.strategy = chosenStrategy(module, first.get(text) ?? module, options.strategy);
      }
    },
  };
}
