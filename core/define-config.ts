import type { Configuration, ConfigurationFunction } from './options.ts';

/** A configuration that says what to bundle, so that it can also be given to `build`. */
type WithEntry = Configuration & { entry: string };

/**
 * Types a configuration: one build, a list of builds, a function of `{ command, mode }`, or a promise of these. Returns
 * it unchanged.
 */
export function defineConfig(configuration: WithEntry): WithEntry;
export function defineConfig(configuration: Configuration): Configuration;
export function defineConfig(configurations: readonly Configuration[]): readonly Configuration[];
export function defineConfig(configuration: ConfigurationFunction): ConfigurationFunction;
export function defineConfig<Result extends Configuration | readonly Configuration[] | ConfigurationFunction>(
  configuration: Promise<Result>,
): Promise<Result>;
export function defineConfig(configuration: unknown): unknown {
  return configuration;
}
