import { namePatternsTest } from '../../core/name-pattern.ts';
import type { Plugin } from '../../core/plugin.ts';

/**
 * Keeps what `exclude` names out of the bundle, whoever would find it. The runtime's part `exclude` makes the import
 * fail, also where the module is installed.
 */
export default function excludePlugin(): Plugin {
  let isExcluded: ((name: string) => boolean) | undefined;
  return {
    name: 'cribo:exclude',
    start(options) {
      isExcluded = namePatternsTest(options.exclude);
    },
    resolve: {
      order: 'pre',
      handler: ({ name, kind }) => (kind !== 'entry' && isExcluded?.(name) === true ? false : undefined),
    },
  };
}
