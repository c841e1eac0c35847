import { extractNotBundled, resourcesBundled, resourceSize } from '../../core/diagnostics.ts';
import type { Context } from '../../core/context.ts';
import type { Graph } from '../../core/graph.ts';
import type { FrozenOptions } from '../../core/options.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Inlining } from '../inline/inlining.ts';
import type { RulesApi } from '../rules/index.ts';
import { collectResources } from './collect-resources.ts';
import { reportPathUses } from './report-path-uses.ts';
import { Resources } from './resources.ts';

/** Bytes of a file from which on its cost is worth a warning. */
const LARGE = 5_000_000;

/** What other plugins ask the resources plugin for. */
interface ResourcesApi {
  /** The files that go into the bundle beside modules; complete after `link`. */
  resources(): Resources;
}

declare module '../../core/plugin.ts' {
  interface PluginApis {
    'cribo:resources': ResourcesApi;
  }
}

/** Brings the files along that lie beside the bundled modules. */
export default function resourcesPlugin(): Plugin {
  let resources = new Resources();
  return {
    name: 'cribo:resources',
    api: { resources: () => resources } satisfies ResourcesApi,
    start: () => void (resources = new Resources()),
    link(graph, context) {
      const inlining = context.api('cribo:inline')?.inlining();
      const packages = new Set(graph.dependencies.map(({ name }) => name.split('.', 1)[0]));
      const rules = context.api('cribo:rules')!;
      collectResources(graph, inlining, patternsFor(packages, rules, context.options), context.options, resources);
      chooseExtracted(packages, inlining, resources, context);
      for (const name of inlinedPackages(graph, inlining)) if (rules.isExtracted(name)) resources.extract(name);
      reportPathUses(graph, inlining, resources, context);
      reportSizes(resources, context);
      for (const { path, bytes } of resources.files) {
        if (bytes.length >= LARGE) context.warn(resourceSize(path, bytes.length));
      }
    },
  };
}

/** Says how large the files of each package are. */
function reportSizes({ files }: Resources, context: Context): void {
  const sizes = new Map<string, number>();
  for (const { path, bytes } of files) {
    const [name] = path.split('/', 1);
    sizes.set(name, (sizes.get(name) ?? 0) + bytes.length);
  }
  const largestFirst = [...sizes].toSorted(([, one], [, other]) => other - one);
  if (files.length > 0) context.info(resourcesBundled(files.length, new Map(largestFirst)));
}

/** The patterns of the rules, which are relative to a package, and those of the user, which have the last word. */
function patternsFor(packages: ReadonlySet<string>, rules: RulesApi, { resources }: FrozenOptions): string[] {
  const known = [...packages].flatMap((name) => rules.resourcesOf(name).map((pattern) => `${name}/${pattern}`));
  return [...known, ...resources];
}

/** The top-level packages that come from a distribution. */
function inlinedPackages({ dependencies }: Graph, inlining: Inlining | undefined): Set<string> {
  const inlined = dependencies.filter(({ file }) => file !== undefined && inlining?.distributionOf(file) !== undefined);
  return new Set(inlined.map(({ name }) => name.split('.', 1)[0]));
}

/** Finds the packages that `extract` means: import names, or those of a distribution. */
function chooseExtracted(
  bundled: ReadonlySet<string>,
  inlining: Inlining | undefined,
  resources: Resources,
  context: Context,
): void {
  for (const name of context.options.extract) {
    const packages = bundled.has(name)
      ? [name]
      : (inlining?.importNames(name) ?? []).filter((each) => bundled.has(each));
    if (packages.length === 0) context.warn(extractNotBundled(name));
    for (const packageName of packages) resources.extract(packageName);
  }
}
