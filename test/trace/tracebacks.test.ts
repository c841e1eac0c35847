import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findPythons } from '../pythons.ts';
import { type TracedProject, tracedProject } from './traced-project.ts';

const failures = ['none', 'price', 'context', 'long', 'syntax', 'several', 'middle', 'wide', 'deep'];
const builds = [
  { strategy: 'flatten', positions: 'native', kinds: failures },
  { strategy: 'wrap', positions: 'native', kinds: ['none', 'several'] },
  { strategy: 'static', positions: 'native', kinds: ['context'] },
  // All code has the bundle's positions, also that of modules.
  { strategy: 'wrap', positions: 'off', kinds: ['price', 'long'] },
  { strategy: 'static', positions: 'off', kinds: ['wide'] },
];

describe.each(builds)('$strategy, positions $positions', ({ strategy, positions, kinds }) => {
  let project: TracedProject;
  beforeAll(async () => {
    project = await tracedProject('--strategy', strategy, '--positions', positions, '--source-map');
  });

  describe.each(findPythons())('Python $version', ({ path }) => {
    test.each(kinds)('a traceback is that of the program: %s', async (kind) => {
      const { folder, run, trace } = project;
      const original = await run(path, join(folder, 'main.py'), kind);
      expect(original).toContain('Traceback (most recent call last)');
      const bundled = await run(path, join(folder, 'bundle.py'), kind);
      expect(bundled).toContain(`File "${join(folder, 'bundle.py')}"`);
      expect(await trace(bundled)).toEqual({ status: 0, stdout: original, stderr: '' });
    });
  });
});

test('a bundle that is named by a relative path has originals with relative paths', async () => {
  const { trace } = await tracedProject('--strategy', 'flatten', '--source-map');
  const text = 'Traceback (most recent call last):\n  File "bundle.py", line 9, in parse\n    return cents[text]\n';
  const { stdout } = await trace(text);
  expect(stdout).toBe(text.replace('bundle.py", line 9', 'shop/money.py", line 6'));
});

test('the printers of Python count wide characters differently', async () => {
  const { trace, read } = await tracedProject('--strategy', 'flatten', '--source-map');
  const bundled = read('bundle.py').split('\n');
  const line = bundled.findIndex((text) => text.includes('价格'));
  const shown = bundled[line]!.trim();
  const original = shown.replace('shop_money__parse', 'money.parse');
  const width = (text: string, wide: number): number => text.length + wide * text.replaceAll(/[\0-\x7F]/g, '').length;
  for (const wide of [0, 1]) {
    const marked = (text: string, called: string): string => {
      const before = ' '.repeat(width(text.slice(0, text.indexOf(called)), wide));
      return `    ${text}\n    ${before}${'^'.repeat(called.length)}\n`;
    };
    const { stdout } = await trace(
      `  File "bundle.py", line ${line + 1}, in buy\n${marked(shown, 'shop_money__parse(amount)')}`,
    );
    expect(stdout).toBe(`  File "shop/orders.py", line 8, in buy\n${marked(original, 'money.parse(amount)')}`);
  }
});
