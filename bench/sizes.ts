// What tree shaking removes of packages in small programs that use one or two features, and what peers make of the same
// programs: `npm run bench:sizes [-- NAME...]`. The packages lie beside the program, where the peers look for them.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../core/index.ts';
import { cache, command, installPeers, newest, python, run, tools } from './tools.ts';

const packages = [
  'attrs==25.4.0',
  'click==8.3.0',
  'jinja2==3.1.6',
  'networkx==3.5',
  'pygments==2.19.2',
  'requests==2.32.5',
  'rich==14.2.0',
];
const samples = fileURLToPath(new URL('samples', import.meta.url));
const folder = join(cache, 'sizes');
const entry = join(folder, 'main.py');
const elsewhere = join(cache, 'sizes-out');
const RUNS = 5;

interface Measured {
  readonly bytes: number;
  readonly lines: number;
  /** Median of whole processes. */
  readonly milliseconds: number;
  readonly isSame: boolean;
}

function install(): void {
  installPeers();
  if (existsSync(join(folder, 'rich'))) return;
  process.stderr.write('installing packages ...\n');
  run(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--target',
    folder,
    '--no-binary',
    'markupsafe,charset-normalizer',
    ...packages,
  ]);
}

function outcome(file: string, cwd: string): { text: string; milliseconds: number } {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(newest.path, ['-I', file], { cwd, encoding: 'utf8', timeout: 60_000 });
  const milliseconds = performance.now() - start;
  return { text: `${status}\n${stdout}${status === 0 ? '' : stderr.trim().split('\n').at(-1)}`, milliseconds };
}

function measured(file: string, wanted: string): Measured {
  const text = readFileSync(file, 'utf8');
  const runs = Array.from({ length: RUNS }, () => outcome(file, elsewhere));
  const times = runs.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  return {
    bytes: Buffer.byteLength(text),
    lines: text.split('\n').length,
    milliseconds: Math.round(times[Math.floor(RUNS / 2)]!),
    isSame: runs.every((each) => each.text === wanted),
  };
}

function bundled(args: readonly string[], wanted: string): Measured | undefined {
  rmSync(elsewhere, { recursive: true, force: true });
  mkdirSync(elsewhere);
  const [file, ...rest] = args;
  if (spawnSync(file!, rest, { cwd: cache, timeout: 600_000 }).status !== 0) return undefined;
  return measured(join(elsewhere, 'bundle.py'), wanted);
}

const cell = (one: Measured | undefined): string => {
  if (one === undefined) return 'fails';
  const numbers = `${(one.bytes / 1000).toFixed(0)} kB, ${one.lines} lines, ${one.milliseconds} ms`;
  return one.isSame ? numbers : `${numbers}, other output`;
};

install();
const output = join(elsewhere, 'bundle.py');
const wantedNames = process.argv.slice(2);
const totals = { off: 0, safe: 0, aggressive: 0 };
process.stdout.write(
  '| program | packages | safe | aggressive | safe | aggressive | cribo 0.9.2 (PyPI) | stickytape 0.2.1 |\n|---|---|---|---|---|---|---|---|\n',
);
for (const file of readdirSync(samples)) {
  const name = basename(file, '.py');
  if (wantedNames.length > 0 && !wantedNames.includes(name)) continue;
  copyFileSync(join(samples, file), entry);
  const original = spawnSync(newest.path, ['main.py'], { cwd: folder, encoding: 'utf8' });
  const wanted = `${original.status}\n${original.stdout}`;
  const before: number[] = [];
  const mine: (Measured | undefined)[] = [];
  for (const mode of ['safe', 'aggressive'] as const) {
    const { graph } = await build({ entry, treeShaking: mode });
    const shaking = graph.shaking!;
    totals[mode] += shaking.after;
    if (mode === 'safe') totals.off += shaking.before;
    before.push(shaking.before, shaking.after);
    const args = [process.execPath, command, '--no-config', '--tree-shaking', mode, entry, '--output', output];
    mine.push(bundled(args, wanted));
  }
  const [all, safe, , aggressive] = before as [number, number, number, number];
  const share = (part: number): string => `-${Math.round(100 - (100 * part) / all)} %`;
  const peers = Object.entries(tools).filter(([tool]) => tool !== 'this cribo');
  const theirs = peers.map(([, args]) => cell(bundled(args(folder, output), wanted)));
  const cells = [name, `${(all / 1000).toFixed(0)} kB`, share(safe), share(aggressive), ...mine.map(cell), ...theirs];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}
rmSync(entry);
const percent = (part: number): string => (100 - (100 * part) / totals.off).toFixed(1);
process.stdout.write(
  `\nOf ${(totals.off / 1e6).toFixed(1)} MB of packages, safe removes ${percent(totals.safe)} %, aggressive ${percent(totals.aggressive)} %.\n`,
);
