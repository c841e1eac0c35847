import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build, CriboError } from '../core/index.ts';
import type { treeShakingModes } from '../core/option-definitions.ts';
import type { StrategyName } from '../core/strategy.ts';
import type { Aliases, Bundler } from './compare.ts';

type TreeShakingMode = (typeof treeShakingModes)[number];

const execute = promisify(execFile);

/**
 * Bundles with the library, in this process: that is what makes thousands of programs affordable.
 * @param onModule told of the strategy of each module but the entry
 */
export function bundleWithLibrary(
  strategy?: StrategyName,
  treeShaking?: TreeShakingMode,
  onModule?: (strategy: string) => void,
): Bundler {
  return async (entry, output, options) => {
    try {
      const { graph } = await build({ entry, output, strategy, treeShaking, ...options });
      for (const module of graph.modules) if (!module.isEntry) onModule?.(module.strategy?.name ?? 'none');
      const others = graph.modules.flatMap(({ name, aliasOf }) =>
        aliasOf === undefined ? [] : [[name, { name: aliasOf.name, file: aliasOf.file }] as const],
      );
      return Object.fromEntries(others) satisfies Aliases;
    } catch (error) {
      if (!(error instanceof CriboError)) throw error;
      const { code, message, file, line, frame } = error.diagnostic;
      throw new Error(`${code} ${message} (${file}:${line})\n${frame ?? ''}`, { cause: error });
    }
  };
}

/**
 * Bundles with any command, in which `{entry}` and `{output}` stand for paths. What else cribo's own command has to know
 * are variables; as it says nothing of names, no modules become one.
 */
export function bundleWithCommand(command: string): Bundler {
  const [program, ...args] = command.split(' ');
  return async (entry, output, { path, deduplicate }) => {
    const mode = deduplicate === 'file' ? 'text' : deduplicate;
    const env = { ...process.env, CRIBO_PATH: path.join(','), CRIBO_DEDUPLICATE: mode };
    const values = args.map((arg) => arg.replace('{entry}', entry).replace('{output}', output));
    await execute(program, values, { env });
    return {};
  };
}
