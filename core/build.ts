import { dirname, join } from 'node:path';
import { createBundle, type EmittedFile, type Fragment, type HostBundle } from './bundle.ts';
import { createBuildLog } from './build-log.ts';
import {
  type Diagnostic,
  CriboError,
  closeFailed,
  emittedWithoutOutput,
  error,
  fileEmittedTwice,
} from './diagnostics.ts';
import type { Graph } from './graph.ts';
import type { Answerer } from './hook-call.ts';
import { inputIdentities } from './input-identities.ts';
import { loadGraph } from './load-graph.ts';
import { createMetafile, type Metafile } from './metafile.ts';
import { type BuildOptions, freezeOptions, type FrozenOptions } from './options.ts';
import { watchPendingHooks } from './pending-hooks.ts';
import type { BuildEnd, Plugin } from './plugin.ts';
import { createPluginDriver, type PluginDriver } from './plugin-driver.ts';
import { checkPlugins, flattenPlugins } from './plugin-list.ts';
import { createProfiler, type Profile, type Profiler } from './profile.ts';
import { addSourceMap } from './source-map/add-source-map.ts';
import { removeEarlierMaps } from './source-map/cached-maps.ts';
import { createSyntaxTrees } from './syntax-trees.ts';
import { writeOutput } from './write-output.ts';

/** A file of a build's result. */
export interface OutputFile {
  /** Absolute path; nothing for a bundle that was given none. */
  readonly path: string | undefined;
  /** The bundle's are UTF-8, or the entry's own bytes where the program is a single file. */
  readonly bytes: Uint8Array;
  readonly executable: boolean;
}

/** What a build gives. */
export interface BuildResult {
  /** The bundle, then what plugins emitted, then the metafile if one was asked for. */
  readonly outputs: readonly OutputFile[];
  readonly graph: Graph;
  /** Everything that was reported and did not end the build. */
  readonly diagnostics: readonly Diagnostic[];
  /** Modules, imports and sizes in the form of esbuild's metafile. */
  readonly metafile: Metafile;
  /** Nothing unless it was asked for. */
  readonly profile: Profile | undefined;
}

/** Runs a build over the user's plugins and the given ones, which come after. */
export async function runBuild(options: BuildOptions, builtInPlugins: readonly Plugin[]): Promise<BuildResult> {
  const plugins = [...(await flattenPlugins(options.plugins)), ...builtInPlugins];
  checkPlugins(plugins);
  const profiler = options.profile ? createProfiler() : undefined;
  let frozen: FrozenOptions | undefined;
  const log = createBuildLog({
    options: () => frozen,
    ask: (level, diagnostic) => driver.log(level, diagnostic),
    report: (diagnostic) => options.onLog?.(diagnostic),
  });
  const driver: PluginDriver = createPluginDriver(plugins, {
    options: () =>
      frozen ?? error({ code: 'INTERNAL_ERROR', message: 'There are no options before they are checked.' }),
    log: (diagnostic) => log.add(diagnostic),
    tree: createSyntaxTrees(),
    profiler,
  });

  /** The phases of a build, in order. */
  async function runPhases(): Promise<BuildResult> {
    profiler?.phase('options');
    frozen = freezeOptions((await driver.options(options)) ?? options);
    profiler?.phase('start');
    await driver.start(frozen);
    profiler?.phase('load');
    const graph = await loadGraph(driver, frozen, options.onProgress ?? (() => {}));
    profiler?.phase('link');
    await driver.link(graph);
    profiler?.phase('render');
    const bundle = await render(graph, driver);
    profiler?.phase('generate');
    await driver.generate(bundle, graph);
    if (frozen.sourceMap !== false) addSourceMap(bundle, frozen, (message) => log.add({ ...message, level: 'warn' }));
    const outputs = outputsOf(bundle, frozen);
    const metafile = createMetafile(graph, bundle, outputs, frozen);
    if (frozen.metafile !== undefined) {
      const bytes = Buffer.from(`${JSON.stringify(metafile, undefined, 2)}\n`);
      outputs.push({ path: frozen.metafile, bytes, executable: false });
    }
    refuseSharedPaths(outputs, bundle);
    log.checkSeverities();
    log.refuseWarnings();
    profiler?.phase('write');
    if (frozen.write && outputs.some(({ path }) => path !== undefined)) {
      await writeOutputs(outputs, inputIdentities(metafile, frozen.cwd));
      await removeEarlierMaps(outputs, frozen);
      await driver.write(bundle);
    }
    return { outputs, graph, diagnostics: log.diagnostics, metafile, profile: undefined };
  }

  const result = await closing(driver, runPhases, (diagnostic) => log.add(diagnostic));
  return profiler === undefined ? result : { ...result, profile: await profileOf(profiler, frozen!, result.metafile) };
}

/** Runs the phases, then `close` exactly once, whatever happened; the first error is the one that is thrown. */
async function closing<T>(
  driver: PluginDriver,
  phases: () => Promise<T>,
  report: (diagnostic: Diagnostic) => void,
): Promise<T> {
  const pending = watchPendingHooks(driver);
  const end: { error?: unknown } = {};
  let result: T | undefined;
  try {
    result = await Promise.race([phases(), pending.failure]);
  } catch (cause) {
    end.error = cause;
  }
  try {
    const failures = await Promise.race([driver.close(end satisfies BuildEnd), pending.failure]);
    for (const cause of failures) {
      end.error ??= cause;
      if (end.error !== cause) report(closingWarning(cause));
    }
  } catch (cause) {
    end.error ??= cause;
  } finally {
    pending.stop();
  }
  if ('error' in end) throw end.error;
  return result as T;
}

function closingWarning(cause: unknown): Diagnostic {
  const { message } = cause as Error;
  return { ...(cause instanceof CriboError ? cause.diagnostic : {}), ...closeFailed(message), level: 'warn' };
}

async function render(graph: Graph, driver: PluginDriver): Promise<HostBundle> {
  const fragments: Fragment[] = [];
  for (const module of graph.modules) {
    const fragment = await driver.render(module, graph);
    if (fragment === undefined) throw new Error(`no plugin renders the module ${module.name}`);
    const plugin = driver.answeredBy(fragment)?.plugin;
    // It may have said so itself, and why.
    if (plugin !== undefined && module.strategy?.name !== plugin) {
      module.strategy = { name: plugin, reason: 'the plugin renders it', notes: [] };
    }
    fragments.push(fragment);
  }
  const [entry, ...others] = fragments;
  // A comment between functions of the wrap strategy would count as source text of the module above it.
  const isForeign = (fragment: Fragment): boolean => driver.answeredBy(fragment) !== undefined;
  const ordered = [...others.filter(isForeign), ...others.filter((fragment) => !isForeign(fragment))];
  const bundle = createBundle(entry, ordered);
  bundle.executable = graph.entry.executable;
  return bundle;
}

function outputsOf(bundle: HostBundle, { output, write }: FrozenOptions): OutputFile[] {
  const main = { path: output, bytes: bundle.toBytes(), executable: bundle.executable };
  const emitted = bundle.emitted.map((file) => {
    const { name, content } = file;
    const path = pathOf(file, output);
    if (path === undefined && write) error({ ...emittedWithoutOutput(name), ...emitterOf(bundle, name) });
    return { path, bytes: typeof content === 'string' ? Buffer.from(content) : content, executable: false };
  });
  return [main, ...emitted];
}

function pathOf({ name, path }: EmittedFile, output: string | undefined): string | undefined {
  return path ?? (output === undefined ? undefined : join(dirname(output), name));
}

function emitterOf(bundle: HostBundle, name: string): Answerer {
  return { plugin: bundle.emitterOf(name)!, hook: 'generate' };
}

/** Refuses an emitted file or metafile where the bundle or another one goes. */
function refuseSharedPaths(outputs: readonly OutputFile[], bundle: HostBundle): void {
  const taken = new Set<string>();
  for (const { path } of outputs) {
    if (path === undefined) continue;
    if (taken.has(path)) {
      const emitted = bundle.emitted.find((file) => pathOf(file, outputs[0].path) === path);
      error({ ...fileEmittedTwice(path), ...(emitted && emitterOf(bundle, emitted.name)) });
    }
    taken.add(path);
  }
}

/** Writes every output that has a path, the bundle last, so that nothing is missing once it is there. */
async function writeOutputs(outputs: readonly OutputFile[], inputs: ReadonlySet<string>): Promise<void> {
  for (const { path, bytes, executable } of outputs.toReversed()) {
    if (path !== undefined) await writeOutput(path, bytes, executable, inputs);
  }
}

async function profileOf(profiler: Profiler, options: FrozenOptions, metafile: Metafile): Promise<Profile> {
  const { profile, write, cwd } = options;
  const finished = profiler.finish();
  if (typeof profile === 'string' && write) {
    await writeOutput(profile, Buffer.from(finished.trace()), false, inputIdentities(metafile, cwd));
  }
  return finished;
}
