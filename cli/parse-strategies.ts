import { DEFAULT_STRATEGY, type StrategyOption } from '../core/strategy.ts';

/** Makes the option of `NAME` and `PATTERN=NAME`, as flags and variables give it. */
export function parseStrategies(items: readonly string[]): StrategyOption {
  const pairs = items.map((item) => {
    const at = item.indexOf('=');
    return at === -1 ? [DEFAULT_STRATEGY, item] : [item.slice(0, at).trim(), item.slice(at + 1).trim()];
  });
  if (pairs.length === 1 && pairs[0][0] === DEFAULT_STRATEGY) return pairs[0][1] as StrategyOption;
  // What is no strategy is for whoever checks the options to say.
  return Object.fromEntries(pairs) as StrategyOption;
}
