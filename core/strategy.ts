import type { Span } from './code-frame.ts';
import { namePatternTest } from './name-pattern.ts';

/** The strategies that cribo brings; a plugin that answers `render` is one more. */
export const strategyNames = ['wrap', 'flatten', 'static'] as const;

export type StrategyName = (typeof strategyNames)[number];

/** A strategy for all modules, or strategies by name or pattern of modules (`default` for those that none takes). */
export type StrategyOption = StrategyName | Readonly<Record<string, StrategyName>>;

/** Strategies by pattern, of which the last that takes a module's name counts. */
export interface StrategyChoice {
  readonly default: StrategyName;
  readonly patterns: readonly (readonly [pattern: string, strategy: StrategyName])[];
}

/** A line of a module that decided something about it. */
export interface StrategyNote extends Span {
  /** What it decided, as a part of a sentence. */
  readonly text: string;
}

/** How a module is rendered, and why. */
export interface ModuleStrategy {
  /** A strategy, the plugin that rendered it, or for what is no text of its own what it is: `entry`, `alias`, ... */
  readonly name: string;
  readonly reason: string;
  /** In source order. */
  readonly notes: readonly StrategyNote[];
}

/** The key that stands for all modules that no pattern takes. */
export const DEFAULT_STRATEGY = 'default';

/**
 * Puts the forms of the option in one.
 * @param otherwise what holds where it names no default
 */
export function strategyChoice(option: StrategyOption = {}, otherwise: StrategyName = 'wrap'): StrategyChoice {
  const { [DEFAULT_STRATEGY]: byDefault = otherwise, ...table } =
    typeof option === 'string' ? { default: option } : option;
  return Object.freeze({ default: byDefault, patterns: Object.freeze(Object.entries(table)) });
}

/** What was asked for a module, and by which pattern. */
export function strategyFor(name: string, { default: byDefault, patterns }: StrategyChoice) {
  const last = patterns.findLast(([pattern]) => namePatternTest(pattern)(name));
  return last === undefined ? { strategy: byDefault } : { strategy: last[1], pattern: last[0] };
}

const isStrategy = (name: string): boolean => strategyNames.some((known) => known === name);

/** The name in the option that is no strategy, with the key that has it; nothing where all are. */
export function wrongStrategy(option: StrategyOption): { readonly name: string; readonly key?: string } | undefined {
  if (typeof option === 'string') return isStrategy(option) ? undefined : { name: option };
  const wrong = Object.entries(option).find(([, name]) => !isStrategy(name));
  return wrong && { key: wrong[0], name: wrong[1] };
}
