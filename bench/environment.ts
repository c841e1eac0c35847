// Measures reading an environment and resolving in it: `node scripts/run.mjs bench/environment.ts`. Times are of the
// processor, the smallest of several, each over folders that were generated once below .cache/bench.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context } from '../core/context.ts';
import { build, type Plugin } from '../core/index.ts';
import { freezeOptions } from '../core/options.ts';
import { facts } from '../core/python/facts.ts';
import { Environment } from '../plugins/environment/environment.ts';
import { findDistributions } from '../plugins/environment/find-distributions.ts';
import environmentPlugin from '../plugins/environment/index.ts';
import { siteFolders } from '../plugins/environment/site-folders.ts';
import inlinePlugin from '../plugins/inline/index.ts';
import resolvePlugin from '../plugins/resolve/index.ts';
import { SearchPath } from '../plugins/resolve/search-path.ts';
import { installPrograms } from './install-programs.ts';
import { cache } from './tools.ts';

const DISTRIBUTIONS = 500;
const FILES = 120;

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** 500 distributions of 120 recorded files each; of the files only those that are looked at are there. */
function generateSite(site: string): void {
  for (let index = 0; index < DISTRIBUTIONS; index++) {
    const name = `package_${index}`;
    const files = Array.from({ length: FILES }, (_, file) => `${name}/part_${file % 9}/module_${file}.py`);
    const hash = 'sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,1234';
    write(join(site, name, '__init__.py'), '');
    write(join(site, `${name}-1.0.dist-info/RECORD`), files.map((file) => `${file},${hash}\n`).join(''));
    write(join(site, `${name}-1.0.dist-info/METADATA`), `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n\n`);
  }
}

function generateModules(site: string): void {
  for (let index = 0; index < 20_000; index++) write(join(site, `module_${index}.py`), '');
}

async function smallest(runs: number, action: () => void | Promise<void>): Promise<number> {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    await action();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;

const many = join(cache, 'distributions');
if (!existsSync(many)) generateSite(many);
const indexed = (): void => {
  const sites = siteFolders([many], undefined);
  const environment = new Environment({ sites, distributions: findDistributions(sites.folders), version: [3, 13] });
  environment.owners('package_1');
};
const first = await smallest(1, indexed);
const warm = await smallest(9, indexed);
console.log(`${DISTRIBUTIONS} distributions indexed: ${milliseconds(first)}, ${milliseconds(warm)} once warm`);

const flat = join(cache, 'twenty-thousand');
if (!existsSync(flat)) generateModules(flat);
const looked = await smallest(5, () => {
  const search = new SearchPath();
  for (let index = 0; index < 20_000; index += 10) search.find(`module_${index}`, ['/nowhere', flat]);
  for (let index = 0; index < 2000; index++) search.find(`missing_${index}`, ['/nowhere', flat]);
});
console.log(`4,000 names among 20,000 files: ${milliseconds(looked)}`);

installPrograms();
const prefix = join(cache, 'installed');
if (!existsSync(prefix)) {
  mkdirSync(join(prefix, 'lib/python3.13'), { recursive: true });
  symlinkSync(join(cache, 'sympy'), join(prefix, 'lib/python3.13/site-packages'));
  write(join(prefix, 'main.py'), 'import sympy\n');
}
const names: string[] = [];
const recorder: Plugin = { name: 'recorder', resolve: ({ name }) => void names.push(name) };
const options = { entry: join(prefix, 'main.py'), python: prefix, inline: true, write: false };
const { graph } = await build({ ...options, plugins: [recorder] });
const parsing = await smallest(5, () => {
  for (const { text } of graph.modules) facts(text);
});

/** Looks up what the build looked up, with nothing known before: folders, environment and distributions are read. */
async function resolveAll(): Promise<void> {
  const plugins = [environmentPlugin(), inlinePlugin(), resolvePlugin()];
  const context = {
    options: freezeOptions(options),
    api: (name: string) => plugins.find((plugin) => plugin.name === name)?.api,
    warn() {},
    info() {},
    debug() {},
  } as unknown as Context;
  for (const { start } of plugins) await handlerOf(start)(context.options, context);
  const resolve = handlerOf(plugins[2].resolve);
  for (const name of names.slice(1)) resolve({ name, kind: 'import' }, context);
}

function handlerOf<Handler>(hook: Handler | { readonly handler: Handler } | undefined): Handler {
  return typeof hook === 'object' && hook !== null && 'handler' in hook ? hook.handler : (hook as Handler);
}

const resolving = await smallest(5, resolveAll);
console.log(
  `sympy inlined: ${graph.modules.length} modules parsed in ${milliseconds(parsing)}, ${names.length} names resolved in ` +
    `${milliseconds(resolving)}, ${((100 * resolving) / parsing).toFixed(1)} % of it`,
);
