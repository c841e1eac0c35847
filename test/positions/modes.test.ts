// The option `positions`: what each mode changes, and what it leaves as it is.
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const files = {
  'main.py': `#!/usr/bin/env python3
"""The entry."""
from __future__ import annotations
import sys
from shop.goods import *
from shop import goods

if (last := [number for number in range(3)]) and __name__ == '__main__':
    code = sys._getframe().f_code
    print(code.co_filename, sys._getframe().f_lineno, __file__, __doc__)
    print(place.__code__.co_filename, place.__code__.co_firstlineno, place.__qualname__, Shelf.method.__qualname__)
    print(goods.__file__, goods.__name__, goods.__spec__.origin)
    print(sys.excepthook is sys.__excepthook__, sys.unraisablehook is sys.__unraisablehook__)
    try:
        print(len(goods.__loader__.get_source('shop.goods')))
    except (ImportError, OSError) as error:
        print(type(error).__name__)
    def annotated(x: undefined): pass
    print(annotated.__annotations__)
`,
  'shop/__init__.py': '',
  'shop/goods.py': 'def place():\n    return 1\n\n\nclass Shelf:\n    def method(self):\n        return 2\n',
};

let folder: string;
beforeAll(() => {
  folder = realpathSync(writeProject(files));
});

/** Builds in a mode, and gives what the bundle prints, line by line, and its text. */
async function printed(
  python: string,
  mode: string,
  ...flags: readonly string[]
): Promise<{ lines: string[]; text: string }> {
  const output = `out/${mode}${flags.length}.py`;
  const built = await runCribo(folder, [
    'main.py',
    '-o',
    output,
    '--positions',
    mode,
    '--tree-shaking',
    'off',
    ...flags,
  ]);
  expect(built).toMatchObject({ status: 0, stderr: '' });
  const { stdout, stderr } = await runCommand(python, [join(folder, output)], { cwd: folder });
  expect(stderr).toBe('');
  const text = readFileSync(join(folder, output), 'utf8');
  return { lines: stdout.replaceAll(folder, '<folder>').trimEnd().split('\n'), text };
}

describe.each(findPythons().map(({ path, version }) => ({ path, version: version.join('.') })))(
  'on Python $version',
  ({ path, version }) => {
    const hasHook = Number(version.slice(2)) < 13;

    test.each([[], ['--strategy', 'static']])(
      'off: code is in the bundle, and nothing is set (%j)',
      async (...flags) => {
        const { lines, text } = await printed(path, 'off', ...flags);
        const at = (start: string): number => text.split('\n').findIndex((line) => line.trim() === start) + 1;
        // A static method begins with its decorator.
        const decorators = flags.length > 0 ? 1 : 0;
        const file = `<folder>/out/off${flags.length}.py`;
        expect(lines[0]).toBe(
          `${file} ${at('print(code.co_filename, sys._getframe().f_lineno, __file__, __doc__)')} ${file} The entry.`,
        );
        expect(lines[1]).toBe(`${file} ${at('def place():') - decorators} place Shelf.method`);
        expect(lines[2]).toMatch(/^<folder>\/out\/shop\/goods\.py shop\.goods <folder>\/out\/shop\/goods\.py$/);
        expect(lines.slice(3)).toEqual(['True True', 'ImportError', "{'x': 'undefined'}"]);
        expect(text).not.toMatch(/linetable|linecache|def excepthook|CRIBO_SOURCE_ROOT/);
      },
    );

    test('native: modules have their own places', async () => {
      const { lines } = await printed(path, 'native');
      expect(lines[0]).toMatch(/^<folder>\/out\/native0\.py \d{3,} <folder>\/out\/native0\.py The entry\.$/);
      expect(lines[1]).toBe('<folder>/out/shop/goods.py 1 place Shelf.method');
      expect(lines.slice(3)).toEqual([
        hasHook ? 'False False' : 'True False',
        String(files['shop/goods.py'].length),
        "{'x': 'undefined'}",
      ]);
    });

    test('full: the entry has its own places too', async () => {
      const { lines } = await printed(path, 'full');
      expect(lines[0]).toBe('<folder>/out/main.py 10 <folder>/out/full0.py The entry.');
      expect(lines[1]).toBe('<folder>/out/shop/goods.py 1 place Shelf.method');
      expect(lines.slice(3)).toEqual(['False False', String(files['shop/goods.py'].length), "{'x': 'undefined'}"]);
    });
  },
);

test('full and flatten exclude each other', async () => {
  const built = await runCribo(folder, ['main.py', '--positions', 'full', '--strategy', 'flatten']);
  expect(built.status).toBe(1);
  expect(built.stderr).toMatch(/INVALID_OPTION: The option "positions" cannot be "full" with the strategy flatten/);
});

test('a flag for the folders keeps the mode that the configuration has', async () => {
  const place = writeProject({ ...files, 'cribo.toml': '[bundler]\nentry = "main.py"\npositions = "full"\n' });
  const { stdout } = await runCribo(place, ['--source-root', '..', '--source-root', '../src']);
  expect(stdout).toMatch(/^__cribo_install\(__cribo_modules, roots=\('\.\.', '\.\.\/src'\)\)\(\)$/m);
});

test('a program of one file is that file in every mode', async () => {
  const place = writeProject({ 'main.py': 'print(1)\n' });
  for (const mode of ['native', 'full', 'off']) {
    expect((await runCribo(place, ['main.py', '--positions', mode])).stdout).toBe('print(1)\n');
  }
});

test('the variable of the run is none of the build', async () => {
  const built = await runCribo(folder, ['main.py', '-o', 'out/x.py'], {
    environment: { CRIBO_SOURCE_ROOT: '/nowhere' },
  });
  expect(built).toMatchObject({ status: 0, stderr: '' });
  expect(readFileSync(join(folder, 'out/x.py'), 'utf8')).not.toContain('/nowhere');
});
