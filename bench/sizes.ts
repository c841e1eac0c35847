// Small programs over one or two features of packages, as each tool bundles them: `npm run bench:sizes`. Bytes, lines and the
// time to start, beside what the program and all files of its packages have; a bundle with another output is marked.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { treeShakingModes } from '../core/option-definitions.ts';
import { cache, installPeers, newest, python, run, tools } from './tools.ts';

/** Versions of the packages, each installed beside its program with what it requires. */
const requirements: Record<string, string> = {
  attrs: 'attrs==24.2.0',
  click: 'click==8.1.7',
  jinja2: 'jinja2==3.1.4',
  networkx: 'networkx==3.4.2',
  pygments: 'pygments==2.18.0',
  requests: 'requests==2.32.3',
  rich: 'rich==13.9.4',
};
/** How often a bundle is started. */
const STARTS = 9;

const here = join(dirname(fileURLToPath(import.meta.url)), 'sizes');
const { 'this cribo': own, ...peers } = tools;

/** The ways of bundling that are compared. */
const ways: Record<string, (folder: string, output: string) => string[]> = {
  ...Object.fromEntries(
    treeShakingModes
      .toReversed()
      .map((mode) => [
        `--tree-shaking ${mode}`,
        (folder: string, output: string) => [...own!(folder, output), '--tree-shaking', mode],
      ]),
  ),
  ...peers,
};

interface Size {
  readonly bytes: number;
  readonly lines: number;
  readonly seconds: number;
  readonly isSame: boolean;
}

function prepare(name: string): string {
  const folder = join(cache, 'sizes', name);
  if (!existsSync(join(folder, 'main.py'))) {
    mkdirSync(folder, { recursive: true });
    run(python, ['-m', 'pip', 'install', '--quiet', '--target', folder, requirements[name]!]);
    cpSync(join(here, `${name}.py`), join(folder, 'main.py'));
  }
  return folder;
}

function start(file: string) {
  const begin = process.hrtime.bigint();
  const { stdout, status } = spawnSync(newest.path, ['-B', file], { encoding: 'utf8', cwd: dirname(file) });
  return { output: `${status}\n${stdout}`, seconds: Number(process.hrtime.bigint() - begin) / 1e9 };
}

function measure(file: string, wanted: string): Size {
  const text = readFileSync(file);
  const starts = Array.from({ length: STARTS }, () => start(file));
  return {
    bytes: text.length,
    lines: text.toString('latin1').split('\n').length,
    seconds: starts.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[STARTS >> 1]!,
    isSame: starts.every(({ output }) => output === wanted),
  };
}

function bundle(folder: string, way: string): Size | string {
  const output = join(cache, 'sizes/bundles', `${basename(folder)}-${way.replaceAll(/\W+/g, '-')}`, 'main.py');
  mkdirSync(dirname(output), { recursive: true });
  const [file, ...args] = ways[way]!(folder, output);
  const { status, stderr } = spawnSync(file!, args, { encoding: 'utf8' });
  if (status !== 0) return stderr.trim().split('\n').at(-1)!;
  return measure(output, start(join(folder, 'main.py')).output);
}

const describe = (size: Size | string): string =>
  typeof size === 'string'
    ? 'not bundled'
    : `${(size.bytes / 1000).toFixed(0)} kB, ${size.lines} lines, ${size.seconds.toFixed(2)} s${size.isSame ? '' : ', wrong output'}`;

installPeers();
const names = readdirSync(here).map((file) => basename(file, '.py'));
const columns = Object.keys(ways);
const totals = new Map<string, number>();
const rows = names.map((name) => {
  const folder = prepare(name);
  const sizes = columns.map((way) => bundle(folder, way));
  for (const [index, size] of sizes.entries()) {
    if (typeof size !== 'string') totals.set(columns[index]!, (totals.get(columns[index]!) ?? 0) + size.bytes);
  }
  return `| ${requirements[name]!.replace('==', ' ')} | ${sizes.map(describe).join(' | ')} |`;
});
const total = columns.map((way) => `${((totals.get(way) ?? 0) / 1000).toFixed(0)} kB`);
const table = [
  `| CPython ${newest.version.join('.')} | ${columns.join(' | ')} |`,
  `|---|${columns.map(() => '---|').join('')}`,
  ...rows,
  `| in all | ${total.join(' | ')} |`,
];
writeFileSync(join(cache, 'sizes/table.md'), `${table.join('\n')}\n`);
process.stdout.write(`${table.join('\n')}\n`);
