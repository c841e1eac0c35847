import { dirname, relative, resolve } from 'node:path';
import { buildNotFound, error, sameBuildName, sameOutput, secondConfiguration } from '../../core/diagnostics.ts';
import { type OptionKey, optionKeys } from '../../core/option-definitions.ts';
import type { FlattenOption } from '../../core/flatten-naming.ts';
import type { BuildOptions, LogLevel } from '../../core/options.ts';
import { type PositionsOption, positionsTable } from '../../core/positions-option.ts';
import type { StrategyOption } from '../../core/strategy.ts';
import type { OptionValues } from '../arguments.ts';
import { findConfigurations } from './find-configuration.ts';
import type { RawBuild } from './load-configuration.ts';
import { absolutePath, configurationFile, readOptions, type Warn } from './read-options.ts';
import { readVariables } from './read-variables.ts';
import { readScriptMetadata } from './script-metadata.ts';

/** A build that the command is about to run. */
export interface PlannedBuild {
  /** What messages call it; none when it is the only one. */
  readonly name: string | undefined;
  readonly options: BuildOptions;
  readonly logLevel: LogLevel | undefined;
  readonly filterLogs: readonly string[];
  /** The module whose presence is to be explained. */
  readonly why: string | undefined;
  /** Whether the strategies of all modules, or those of one, are to be explained. */
  readonly explain: boolean | string;
}

/** Options from one source; of several, the first that has a value gives it. */
interface Layer {
  readonly values: OptionValues;
  /** What a relative entry is relative to. */
  readonly folder: string;
}

function createLayer(values: OptionValues, folder: string): Layer {
  const entries = Object.entries(values).map(([key, value]) => [key, absolutePath(key as OptionKey, value, folder)]);
  return { values: Object.fromEntries(entries), folder };
}

const valueOf = (layers: readonly Layer[], key: OptionKey): unknown =>
  layers.find(({ values }) => values[key] !== undefined)?.values[key];

/**
 * `strategy` and `staticBundling` are one choice: the first source that has either of them makes it, but that `false` only
 * unsets what others say of `staticBundling`.
 */
function strategyOf(layers: readonly Layer[]): Pick<BuildOptions, 'strategy' | 'staticBundling'> {
  let isUnset = false;
  for (const { values } of layers) {
    const staticBundling: boolean | undefined = isUnset ? false : (values.staticBundling as boolean | undefined);
    if (values.strategy !== undefined) return { strategy: values.strategy as StrategyOption, staticBundling };
    if (staticBundling === true) return { strategy: undefined, staticBundling };
    isUnset ||= staticBundling === false;
  }
  return { strategy: undefined, staticBundling: undefined };
}

/** The configuration file to read, if any; others in the project are named in a warning. */
async function chooseConfiguration(layers: readonly Layer[], folder: string, warn: Warn): Promise<string | undefined> {
  for (const { values } of layers) {
    if (values.noConfig === true) return undefined;
    if (typeof values.config === 'string') return values.config;
  }
  const [used, ...others] = await findConfigurations(folder);
  for (const ignored of others) {
    const names = [used, ignored].map((file) => relative(folder, file)) as [string, string];
    warn({ ...secondConfiguration(...names), level: 'warn' });
  }
  return used;
}

async function readConfiguration(layers: readonly Layer[], folder: string, warn: Warn): Promise<RawBuild[]> {
  const file = await chooseConfiguration(layers, folder, warn);
  if (file === undefined) return [{ value: {}, file: resolve(folder, 'cribo.toml'), path: [] }];
  const { loadConfiguration } = await import('./load-configuration.ts');
  const mode = valueOf(layers, 'mode') as string | undefined;
  return loadConfiguration(file, { command: 'build', mode: mode ?? 'production' });
}

/** Puts the sources of one build's options together. */
async function planBuild(above: readonly Layer[], raw: RawBuild, values: OptionValues, warn: Warn) {
  const file: Layer = { values, folder: dirname(raw.file) };
  const giver = [...above, file].find((layer) => layer.values.entry !== undefined);
  const entry = giver?.values.entry as string | undefined;
  const script = entry === undefined ? undefined : resolve(giver!.folder, entry);
  const metadata = script === undefined || entry === '-' ? {} : await readScriptMetadata(script, warn);
  const layers = [...above, { values: metadata, folder: file.folder }, file];
  const options: Record<string, unknown> = { cwd: giver?.folder ?? above[0].folder };
  for (const key of optionKeys('api')) options[key] = valueOf(layers, key) ?? options[key];
  if (valueOf(layers, 'inlineAll') === true) options.inline = true;
  Object.assign(options, strategyOf(layers));
  const prefix = valueOf(layers, 'prefix') as string | undefined;
  if (prefix !== undefined) options.flatten = { ...(options.flatten as FlattenOption | undefined), prefix };
  const root = valueOf(layers, 'sourceRoot') as string[] | undefined;
  if (root !== undefined) {
    options.positions = { ...positionsTable(options.positions as PositionsOption | undefined), root };
  }
  const { plugins } = values;
  if (plugins !== undefined && raw.document !== undefined) {
    const { loadPlugins } = await import('./load-plugins.ts');
    options.plugins = await loadPlugins([plugins].flat(), raw);
  }
  return {
    options: options as unknown as BuildOptions,
    logLevel: valueOf(layers, 'logLevel') as LogLevel | undefined,
    filterLogs: (valueOf(layers, 'filterLogs') ?? []) as string[],
    why: valueOf(layers, 'why') as string | undefined,
    explain: (valueOf(layers, 'explain') ?? false) as boolean | string,
  };
}

/** Names for several builds: the configured ones, else their numbers. */
function nameBuilds(builds: readonly OptionValues[]): string[] {
  const names = builds.map(({ name }, index) => (name as string | undefined) ?? String(index + 1));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? names : error(sameBuildName(twice));
}

function checkOutputs(builds: readonly PlannedBuild[]): void {
  for (const [index, { name, options }] of builds.entries()) {
    const other = builds.slice(0, index).find((earlier) => earlier.options.output === options.output);
    if (other !== undefined) error(sameOutput(other.name!, name!, options.output));
  }
}

/**
 * Reads everything that says what to build. Of each option the first source that has it gives the value, lists
 * included: command line, `CRIBO_*` variables, the entry's script metadata, configuration file.
 * @param flags options of the command line
 * @param folder the working folder
 */
export async function planBuilds(flags: OptionValues, folder: string, warn: Warn): Promise<PlannedBuild[]> {
  const above = [createLayer(flags, folder), createLayer(readVariables(process.env, warn), folder)];
  const raws = await readConfiguration(above, folder, warn);
  const values = raws.map((raw) => readOptions(raw, configurationFile, warn));
  const names = nameBuilds(values);
  const chosen = (valueOf(above, 'only') ?? []) as string[];
  const only = chosen.length > 0 ? chosen : names;
  for (const name of only) if (!names.includes(name)) error(buildNotFound(name, names));
  const builds: PlannedBuild[] = [];
  for (const [index, raw] of raws.entries()) {
    if (!only.includes(names[index])) continue;
    const name = raws.length > 1 ? names[index] : undefined;
    builds.push({ name, ...(await planBuild(above, raw, { ...values[index], name }, warn)) });
  }
  checkOutputs(builds);
  return builds;
}
