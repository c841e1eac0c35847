// What a source map adds to bundling sympy, and the time of the map alone, for one, two and four times that text:
// `npm run bench:map -- [RUNS]`. Processor time of whole processes, each beside one without a map.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../core/index.ts';
import type { HostBundle } from '../core/bundle.ts';
import { createSourceMap } from '../core/source-map/create-source-map.ts';
import { compareCommands, describeComparison } from './compare-builds.ts';
import { installPrograms } from './install-programs.ts';
import { cache, command } from './tools.ts';

const runs = Number(process.argv[2] ?? 11);
const commandOf = (strategy: string, mode: string): string[] =>
  [process.execPath, command, 'sympy/main.py', '--no-tree-shaking', '--strategy', strategy].concat([
    `--source-map=${mode}`,
    '--output',
    `out/map-${mode}.py`,
  ]);

installPrograms();
mkdirSync(join(cache, 'out'), { recursive: true });
for (const strategy of ['wrap', 'static']) {
  const comparison = compareCommands(commandOf(strategy, 'off'), commandOf(strategy, 'file'), runs);
  console.log(`${strategy.padEnd(8)} ${describeComparison(comparison)}`);
}

let bundle: HostBundle | undefined;
const keep = { name: 'kept-bundle', generate: (made: unknown) => void (bundle = made as HostBundle) };
await build({ entry: 'sympy/main.py', cwd: cache, treeShaking: false, plugins: [keep], onLog: () => {} });
const texts = bundle!.texts()!;
for (const times of [1, 2, 4]) {
  const all = Array.from({ length: times }, () => texts).flat();
  const start = process.cpuUsage();
  const options = { output: undefined, folder: cache, root: undefined, hasContents: false, digest: '' };
  const map = createSourceMap(all, () => undefined, options);
  const { user, system } = process.cpuUsage(start);
  const megabytes = all.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  console.log(
    `the map of ${megabytes.toFixed(1)} MB: ${((user + system) / 1e6).toFixed(2)} s, ${(map.length / 1e6).toFixed(1)} MB`,
  );
}
