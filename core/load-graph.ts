import { locate } from './context.ts';
import { entryNotFound, error, moduleNotLoaded, parseError } from './diagnostics.ts';
import { addEditLayer, factsOfLayer } from './edit-layers.ts';
import { expandPattern, type FindModule } from './expand-pattern.ts';
import { createGraph, type Graph } from './graph.ts';
import { type ImportEdge, Module } from './module.ts';
import { blameOrigin, originOf } from './module-origin.ts';
import { namePatternsTest } from './name-pattern.ts';
import type { FrozenOptions } from './options.ts';
import type { LoadResult, Resolution, ResolvedModule, ResolveRequest } from './plugin.ts';
import type { PluginDriver } from './plugin-driver.ts';
import { decodeSource } from './python/decode-source.ts';
import { facts, type ImportFact } from './python/facts.ts';
import { importRequests } from './python/import-requests.ts';
import { namesInStrings } from './python/names-in-strings.ts';
import { PythonSyntaxError } from './python/syntax-error.ts';
import { fileDigest } from './source-map/file-digest.ts';
import { SourceText } from './source-text.ts';
import { starExports } from './star-exports.ts';

/** Modules that are loaded at the same time; plugins may wait for the network in `load`. */
const CONCURRENCY = 16;

/** What an absolute name turned out to be: bundled, left to the environment by a plugin, or not found. */
type Found = Module | false | undefined;

/** Follows imports from the entry until every module is loaded and analysed. */
export async function loadGraph(
  driver: PluginDriver,
  options: FrozenOptions,
  progress: (modules: number) => void,
): Promise<Graph> {
  const found = new Map<string, Promise<Found>>();
  /** Packages whose `__all__` names submodules that a star import imports (PEP 328), and who imports them so. */
  const starImports: { importer: Module; fact: ImportFact; target: Module }[] = [];
  /** What strings may name, and the modules in which they were looked for. */
  const named = new Set<string>();
  const searched = new Set<Module>();
  /** What each module imports, as far as it was followed. */
  const imports = new Map<Module, ImportEdge[]>();
  let queue: Module[] = [];
  let loaded = 0;

  function add(resolution: Resolution, isEntry: boolean): Module {
    const module = new Module(withPath(resolution), isEntry);
    module.resolvedBy = driver.answeredBy(resolution)?.plugin;
    imports.set(module, []);
    queue.push(module);
    return module;
  }

  /** A name is looked for once: what it means does not depend on who imports it. Parents come first, as in Python. */
  function find(request: ResolveRequest): Promise<Found> {
    let result = found.get(request.name);
    if (result === undefined) found.set(request.name, (result = findNew(request)));
    return result;
  }

  async function findNew(request: ResolveRequest): Promise<Found> {
    const dot = request.name.lastIndexOf('.');
    if (dot !== -1) {
      const parent = await find({ ...request, name: request.name.slice(0, dot) });
      if (!parent) return parent;
    }
    const resolution = await driver.resolve(request);
    return resolution ? add(resolution, false) : resolution;
  }

  async function follow(module: Module): Promise<void> {
    const edges = imports.get(module)!;
    const isLeftOut = namePatternsTest(module.leftOut);
    for (const fact of module.facts.imports) {
      const requests = importRequests(fact, module.package);
      if (typeof requests === 'string') {
        edges.push({ name: '', module: undefined, fact, required: true, failure: requests });
        continue;
      }
      for (const { name, required } of requests) {
        const target = isLeftOut(name) ? false : await find({ name, importer: module, kind: 'import' });
        if (target || required) edges.push(edge(name, target, fact, required));
        if (target && target.isPackage && name === requests.at(-1)!.name && fact.names[0].name === '*') {
          starImports.push({ importer: module, fact, target });
        }
      }
    }
    const include: FindModule = async (name) =>
      isLeftOut(name) ? false : find({ name, importer: module, kind: 'include' });
    for (const included of module.included) {
      for (const { name, module: target } of await expandPattern(included, include)) {
        edges.push({ ...edge(name, target, undefined, false), pattern: included });
      }
    }
  }

  async function process(module: Module): Promise<void> {
    if (!module.isNamespace) await loadText(module, driver, options.sourceMap !== false);
    module.facts = analyseText(module, options.treeShaking !== false);
    // What some leave out first is nothing that the others have to see.
    await edited(module, driver.analyseFirst);
    await edited(module, driver.analyse);
    await follow(module);
    progress(++loaded);
  }

  /** Runs hooks that see a module's facts, and makes their edits. */
  async function edited(module: Module, analyse: (module: Module) => Promise<unknown>): Promise<void> {
    const source = new SourceText(module.text);
    module.source = source;
    await analyse(module);
    addEditLayer(module, source);
    if (!source.changed) return;
    module.facts = analyseText(module, options.treeShaking !== false);
    module.includedAt.clear();
    module.importingCalls.length = 0;
  }

  async function followStarImports(): Promise<void> {
    for (const { importer, fact, target } of starImports.splice(0)) {
      const bundled = async (name: string): Promise<Module | undefined> => (await found.get(name)) || undefined;
      for (const exported of new Set(await starExports(target, bundled))) {
        const name = `${target.name}.${exported}`;
        const submodule = await find({ name, importer, kind: 'import' });
        if (submodule) imports.get(importer)!.push(edge(name, submodule, fact, false));
      }
    }
  }

  /** Of what conditions leave out, code may import by its name what strings name. */
  async function followNames(): Promise<void> {
    const importers = [...imports.keys()].filter(({ includedIfNamed }) => includedIfNamed.size > 0);
    if (importers.length === 0) return;
    for (const module of imports.keys()) {
      if (searched.has(module)) continue;
      searched.add(module);
      for (const name of namesInStrings(module.text)) named.add(name);
    }
    for (const importer of importers.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const include: FindModule = async (name) => find({ name, importer, kind: 'include' });
      for (const pattern of importer.includedIfNamed) {
        if (found.has(pattern) || !named.has(pattern)) continue;
        for (const { name, module: target } of await expandPattern(pattern, include)) {
          imports.get(importer)!.push({ ...edge(name, target, undefined, false), pattern });
        }
      }
    }
  }

  const resolution = await driver.resolve({ name: options.entry, kind: 'entry' });
  if (!resolution) error(entryNotFound(options.entry, []));
  const entry = add(resolution, true);
  // What runs as a module of a package has the package imported first.
  if (entry.package !== '') entry.include(entry.package);
  for (const name of options.include) entry.include(name);
  while (queue.length > 0) {
    const batch = queue;
    queue = [];
    await forEachBounded(batch, process);
    // Only when everything known so far is loaded are the texts of star-imported packages there.
    if (queue.length === 0) await followStarImports();
    if (queue.length === 0) await followNames();
  }
  for (const [module, edges] of imports) {
    module.imports = edges;
    module.linkedText = module.text;
  }
  return createGraph(entry);
}

function edge(name: string, target: Found, fact: ImportEdge['fact'], required: boolean): ImportEdge {
  return { name, module: target || undefined, external: target === false, fact, required };
}

/** Asks for a module's code, decodes it, and lets plugins edit it. */
async function loadText(module: Module, driver: PluginDriver, hasMap: boolean): Promise<void> {
  try {
    const result = await driver.load(module.resolution);
    if (result === undefined) error({ ...moduleNotLoaded(module.id), module: module.name, file: module.file });
    module.loadedBy = driver.answeredBy(result)?.plugin;
    module.text = decoded(result, module);
    if (hasMap && 'bytes' in result) module.digest = fileDigest(result.bytes);
  } catch (cause) {
    throw blameOrigin(cause, module);
  }
  const source = new SourceText(module.text);
  await driver.transform(source, module);
  addEditLayer(module, source);
}

/** A resolution with the path that its name gives, where it says none. */
function withPath(resolution: Resolution): ResolvedModule {
  const name = resolution.id.slice(resolution.id.indexOf(':') + 1);
  const { path = `${name.replaceAll('.', '/')}${resolution.isPackage === true ? '/__init__' : ''}.py` } = resolution;
  return { ...resolution, path };
}

function decoded(result: LoadResult, module: Module): string {
  if ('code' in result) return result.code;
  module.bytes = result.bytes;
  module.executable = result.executable === true;
  const source = decodeSource(result.bytes);
  if ('text' in source) return source.text;
  return error({ ...source.failure, module: module.name, file: module.file, line: source.line, column: 1 });
}

/** Takes the facts; text that is no Python is an error at once in the entry, and for the linker to judge elsewhere. */
function analyseText(module: Module, withStatements: boolean): Module['facts'] {
  module.syntaxError = undefined;
  try {
    return factsOfLayer(module, withStatements);
  } catch (cause) {
    if (!(cause instanceof PythonSyntaxError)) throw cause;
    const message = { ...parseError(cause.message), ...originOf(module) };
    if (module.isEntry) error(locate(message, module, cause), cause);
    module.syntaxError = cause;
    return facts('');
  }
}

async function forEachBounded<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
  const iterator = items.values();
  const worker = async (): Promise<void> => {
    for (const item of iterator) await action(item);
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
}
