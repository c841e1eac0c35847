import { statSync } from 'node:fs';
import { Bundle, type Fragment } from './bundle.ts';
import { type Context, createContext } from './context.ts';
import type { Diagnostic } from './diagnostics.ts';
import type { Graph } from './graph.ts';
import { loadGraph } from './load-graph.ts';
import { type BuildOptions, freezeOptions } from './options.ts';
import type { Plugin } from './plugin.ts';
import { createPluginDriver, type PluginDriver } from './plugin-driver.ts';
import { writeOutput } from './write-output.ts';

/** What a build gives. */
export interface BuildResult {
  /** The bundle's bytes: UTF-8, or the entry's own bytes where the program is a single file. */
  readonly bytes: Uint8Array;
  /** Whether the file is to be executable. */
  readonly executable: boolean;
  /** Dotted names of the bundled modules, the entry as `__main__` first. */
  readonly modules: readonly string[];
  /** Everything that was reported and did not end the build. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the phases of a build, in order, over the given plugins. */
export async function runBuild(options: BuildOptions, plugins: readonly Plugin[]): Promise<BuildResult> {
  const frozen = freezeOptions(options);
  const diagnostics: Diagnostic[] = [];
  const context = createContext(frozen, (diagnostic) => {
    diagnostics.push(diagnostic);
    options.onLog?.(diagnostic);
  });
  const driver = createPluginDriver(plugins);

  await driver.start(frozen, context);
  const graph = await loadGraph(driver, context, options.onProgress ?? (() => {}));
  await driver.link(graph, context);
  const bundle = await render(graph, driver, context);
  await driver.generate(bundle, graph, context);
  const bytes = bundle.toBytes();
  if (frozen.output !== undefined) {
    await writeOutput(frozen.output, bytes, bundle.executable, inputsOf(graph));
    await driver.write(bundle, context);
  }
  return { bytes, executable: bundle.executable, modules: graph.modules.map(({ name }) => name), diagnostics };
}

async function render(graph: Graph, driver: PluginDriver, context: Context): Promise<Bundle> {
  const fragments: Fragment[] = [];
  for (const module of graph.modules) {
    const fragment = await driver.render(module, graph, context);
    if (fragment === undefined) throw new Error(`no plugin renders the module ${module.name}`);
    fragments.push(fragment);
  }
  const [entry, ...others] = fragments;
  const bundle = new Bundle(entry, others);
  bundle.executable = graph.entry.executable;
  return bundle;
}

/** Identities of the files that a build read, by device and inode, whatever path leads to them. */
function inputsOf(graph: Graph): Set<string> {
  const inputs = new Set<string>();
  for (const { file } of graph.modules) {
    if (file === undefined) continue;
    const { dev, ino } = statSync(file);
    inputs.add(`${dev}:${ino}`);
  }
  return inputs;
}
