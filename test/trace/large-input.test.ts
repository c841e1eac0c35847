import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cribo } from '../project.ts';
import { tracedProject } from './traced-project.ts';

const SIZE = 100_000_000;
/** Kibibytes; Node alone takes some 50,000. */
const MOST_MEMORY = 200_000;
const noise = `${'2024-05-01 INFO nothing to see in items.py\n'.repeat(2000)}`;
const frame = (path: string, line: number): string =>
  `  File "${path}", line ${line}, in parse\n    return cents[text]\n`;

/** Traces what is written to log.txt; gives the memory that it took, in kibibytes. */
function traceLog(folder: string, write: (add: (text: string) => void) => void): number {
  const log = openSync(join(folder, 'log.txt'), 'w');
  write((text) => writeSync(log, text));
  closeSync(log);
  const output = openSync(join(folder, 'out.txt'), 'w');
  const reporter = 'process.on("exit", () => process.stderr.write(`${process.resourceUsage().maxRSS}`))';
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(reporter)}`,
      cribo,
      'trace',
      '--log-level=error',
      'log.txt',
    ],
    { cwd: folder, stdio: ['ignore', output, 'pipe'], encoding: 'utf8' },
  );
  closeSync(output);
  expect(status, stderr).toBe(0);
  return Number(stderr);
}

test('a log of 100 MB goes through as it comes', { timeout: 120_000 }, async () => {
  const { folder, read } = await tracedProject('--strategy', 'flatten', '--source-map');
  const line = read('bundle.py').split('\n').indexOf('    return cents[text]') + 1;
  const bundled = frame('bundle.py', line);
  const count = Math.ceil(SIZE / (noise.length + bundled.length));
  const memory = traceLog(folder, (add) => {
    for (let index = 0; index < count; index++) add(noise + bundled);
  });
  expect(memory).toBeLessThan(MOST_MEMORY);
  const original = frame('shop/money.py', 6);
  const output = readFileSync(join(folder, 'out.txt'));
  expect(output.length).toBe(count * (noise.length + original.length));
  expect(output.subarray(-original.length).toString()).toBe(original);
});

test('a text of 100 MB without any line goes through as it comes', { timeout: 120_000 }, async () => {
  const { folder } = await tracedProject('--strategy', 'flatten', '--source-map');
  const memory = traceLog(folder, (add) => {
    for (let size = 0; size < SIZE; size += 1_000_000) add('x'.repeat(1_000_000));
    add(' bundle.py:1: no\n');
  });
  expect(memory).toBeLessThan(MOST_MEMORY);
  expect(statSync(join(folder, 'out.txt')).size).toBe(statSync(join(folder, 'log.txt')).size);
});
