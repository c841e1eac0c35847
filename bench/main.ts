// Measures the command, and the same work done by its peers: `npm run bench`. Everything is installed and generated
// below .cache/bench; results are ratios of medians of whole processes, on the machine that runs them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPrograms } from './install-programs.ts';
import { cache, command, type Measure, measure, python, run, tools } from './tools.ts';

const here = dirname(fileURLToPath(import.meta.url));

const fixed = (value: number, digits = 2): string => value.toFixed(digits);

function compareTools(title: string, folder: string, runs: number): void {
  console.log(`\n${title}`);
  const expected = run(python, [`${folder}/main.py`]);
  let ours: Measure | undefined;
  for (const [name, args] of Object.entries(tools)) {
    const output = join(cache, 'out', name.replaceAll(/\W+/g, '-'), 'main.py');
    rmSync(output, { force: true });
    mkdirSync(dirname(output), { recursive: true });
    const result = measure(runs, args(folder, output));
    ours ??= result;
    const bundled = existsSync(output)
      ? spawnSync(python, ['main.py'], { cwd: dirname(output), encoding: 'utf8' })
      : undefined;
    const right = result.status === 0 && bundled?.status === 0 && bundled.stdout === expected;
    const ratio = `${fixed(ours.seconds / result.seconds, 3)} of its time, ${fixed(ours.mebibytes / result.mebibytes)} of its memory`;
    const size = existsSync(output) ? `${fixed(statSync(output).size / 1e6)} MB` : 'no bundle';
    console.log(
      `  ${name.padEnd(20)} ${fixed(result.seconds, 3)} s  ${fixed(result.mebibytes, 0)} MiB  ${size}  ${right ? 'right output' : 'WRONG OUTPUT'}` +
        (result === ours ? '' : `  (this cribo: ${ratio})`),
    );
  }
}

/** Bytes that wrapping adds, and time to compile, against the modules' own text. */
function compareText(folder: string): void {
  const bundle = join(cache, 'out/this-cribo/main.py');
  const report = run(python, [join(here, 'compare_text.py'), folder, bundle]);
  console.log(report.trimEnd());
}

installPrograms();
const three = measure(15, [
  process.execPath,
  command,
  '--no-config',
  '--entry',
  'three/main.py',
  '--output',
  'out/three.py',
]);
const help = measure(15, [process.execPath, command, '--help']);
const node = measure(15, [process.execPath, '-e', '0']);
console.log(
  `node alone ${fixed(node.seconds, 3)} s; --help ${fixed(help.seconds, 3)} s; three modules ${fixed(three.seconds, 3)} s`,
);
compareTools('1,000 generated modules of 200 lines', 'thousand', 3);
compareTools(`sympy 1.13.3 and mpmath 1.3.0 as first-party code`, 'sympy', 3);
compareText('sympy');
