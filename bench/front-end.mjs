/*
 * Speed and memory of the front end on sympy, which pip installs into a temporary folder:
 *
 *     node --expose-gc bench/front-end.mjs [folder with Python files]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROUNDS = 7;
const MEBIBYTE = 1024 * 1024;

const temporary = mkdtempSync(join(tmpdir(), 'cribo-bench-'));
try {
  const folder = process.argv[2] ?? installSympy(join(temporary, 'packages'));
  const module = join(temporary, 'front-end.mjs');
  await build({
    stdin: {
      contents: `
        export { facts } from './core/python/facts.ts';
        export { references } from './core/python/references.ts';
        export { tokenize } from './core/python/tokenizer.ts';`,
      resolveDir: join(import.meta.dirname, '..'),
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile: module,
    logLevel: 'warning',
  });
  measure(await import(module), readTexts(folder));
} finally {
  rmSync(temporary, { recursive: true });
}

function installSympy(target) {
  execFileSync('python3', ['-m', 'pip', 'install', '--quiet', '--target', target, 'sympy==1.14.0'], {
    stdio: 'inherit',
  });
  return target;
}

function readTexts(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.py'));
  return names.toSorted().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'));
}

function measure({ facts, references, tokenize }, texts) {
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  console.log(`${texts.length} files, ${(size / 1e6).toFixed(1)} MB`);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const kept = time('facts, first round', size, texts, facts);
  const after = process.memoryUsage().rss;
  globalThis.gc?.();
  for (const [name, run] of Object.entries({ tokenize, facts, references })) {
    for (let round = 1; round < ROUNDS; round++) texts.map(run);
    time(`${name}, warm`, size, texts, run);
  }
  console.log(
    `memory: ${((after - before) / MEBIBYTE).toFixed(0)} MiB more after the first round, texts and facts kept`,
  );
  return kept;
}

function time(label, size, texts, run) {
  const start = process.hrtime.bigint();
  const results = texts.map((text) => run(text));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(`${label}: ${(size / 1e6 / seconds).toFixed(1)} MB/s (${(seconds * 1000).toFixed(0)} ms)`);
  return results;
}
