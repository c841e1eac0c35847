// What the plugin contract (docs/plugins.md) says about the bundle's text, with plugins that do their worst.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Bundle, Plugin } from '../../../core/index.ts';
import { findPythons } from '../../pythons.ts';
import { runCommand } from '../../run-command.ts';
import { writeProject } from '../../project.ts';
import { failure, program, run, text } from './build-program.ts';

type Files = Record<string, string>;

const generating = (handler: (bundle: Bundle) => void, order?: 'pre' | 'post'): Plugin => ({
  name: 'generates',
  generate: { order, handler: (bundle) => handler(bundle) },
});

const top = '#!/usr/bin/env python3\n# -*- coding: utf-8 -*-\n"""Entry."""\nfrom __future__ import annotations\n';
const alone: Files = { 'main.py': `${top}print(__doc__)` };
const several: Files = { ...program, 'main.py': `${top}import pkg.mod\nprint(__doc__, pkg.mod.value)` };

/** What Python prints for the bundle that a plugin takes part in. */
async function printed(plugin: Plugin, files: Files): Promise<string> {
  const folder = writeProject({});
  writeFileSync(join(folder, 'bundle.py'), text(await run(plugin, {}, files)));
  const { stdout, stderr } = await runCommand(findPythons()[0].path, ['bundle.py'], { cwd: folder });
  expect(stderr).toBe('');
  return stdout;
}

describe('text that is appended', () => {
  test('is there in a program of one file and of several, in every section', async () => {
    const plugin = generating((bundle) => {
      bundle.append('footer', 'print("footer")');
      bundle.append('after-modules', 'print("after")');
      bundle.append('before-modules', 'print("before")');
      bundle.append('header', '# (c) Somebody\n# all rights reserved');
    });
    for (const [files, end] of [
      [alone, 'Entry.\n'],
      [several, 'Entry. 1\n'],
    ] as const) {
      const bundle = text(await run(plugin, {}, files));
      expect(bundle.split('\n').slice(0, 5)).toEqual([
        '#!/usr/bin/env python3',
        '# -*- coding: utf-8 -*-',
        '# (c) Somebody',
        '# all rights reserved',
        '"""Entry."""',
      ]);
      expect(await printed(plugin, files)).toBe(`before\nafter\n${end}footer\n`);
    }
  });

  test('leaves a program of one file its bytes when there is none', async () => {
    const crlf = { 'main.py': 'print(1)\r\n' };
    expect(
      text(
        await run(
          generating(() => {}),
          {},
          crlf,
        ),
      ),
    ).toBe(crlf['main.py']);
    expect(
      text(
        await run(
          generating((bundle) => bundle.append('footer', '')),
          {},
          crlf,
        ),
      ),
    ).toBe(crlf['main.py']);
    expect(
      text(
        await run(
          generating((bundle) => bundle.append('footer', '# end')),
          {},
          crlf,
        ),
      ),
    ).toBe('print(1)\n# end');
  });

  test.each(['pre', undefined, 'post'] as const)('below the modules can import them, with order %s', async (order) => {
    const inspecting = {
      ...program,
      'main.py': 'import inspect, pkg.mod\nprint(inspect.getsource(pkg.mod), end="")\n',
    };
    const plugin = generating(
      (bundle) => bundle.append('after-modules', '# a comment\nimport pkg.mod; print(pkg.mod)'),
      order,
    );
    expect(await printed(plugin, inspecting)).toMatch(/^<module 'pkg\.mod'.*>\nvalue = 1\n$/);
  });

  test.each([
    ['before-modules', 'x = 1\nprint((', "it is no Python: '(' was never closed", 2, 7],
    ['after-modules', 'from __future__ import annotations\n', 'an import of __future__ has to stand at the top', 1, 1],
    ['header', '# Licence\nx = 1\n', 'only comments may stand there', 2, 1],
    ['header', '"""Licence"""\n', 'only comments may stand there', 1, 1],
    ['header', '# coding: latin-1\n', 'Python may take "latin-1" for the bundle\'s encoding', 1, 1],
  ] as const)('to %s is refused where it would break the bundle: %j', async (section, added, reason, line, column) => {
    const diagnostic = await failure(generating((bundle) => bundle.append(section, added)));
    expect(diagnostic).toMatchObject({ code: 'INVALID_APPENDED_TEXT', plugin: 'generates', hook: 'generate' });
    expect(diagnostic.message).toContain(reason);
    expect(diagnostic.message).toContain(`(line ${line}, column ${column} of the text)`);
    expect(diagnostic.frame).toContain(`> ${line} |`);
  });

  test('after a replacement would be lost, and is refused', async () => {
    const replaces = (order?: 'pre'): Plugin => generating((bundle) => bundle.replace(bundle.toBytes()), order);
    const appends: Plugin = { name: 'appends', generate: (bundle) => bundle.append('footer', '# end\n') };
    const expected = { code: 'APPENDED_AFTER_REPLACE', plugin: 'generates', hook: 'generate' };
    expect(await failure(replaces('pre'))).toMatchObject(expected);
    const diagnostic = await failure([replaces(), appends]);
    expect(diagnostic).toMatchObject(expected);
    expect(diagnostic.message).toContain('"appends"');
  });
});

test('a replacement has the whole bundle to build upon, without an order', async () => {
  const plugin = generating((bundle) => bundle.replace(Buffer.concat([Buffer.from('# top\n'), bundle.toBytes()])));
  for (const files of [alone, several]) {
    expect(text(await run(plugin, {}, files))).toBe(`# top\n${text(await run([], {}, files))}`);
  }
  expect(await printed(plugin, several)).toBe('Entry. 1\n');
});

test('an entry that a plugin renders is not overwritten by its file', async () => {
  const plugin: Plugin = { name: 'renders', render: (module) => ({ module, code: 'print(2)\n' }) };
  expect(text(await run(plugin, {}, alone))).toBe('print(2)\n');
});

test('rendered code that is no Python is blamed on its plugin, with a frame', async () => {
  const render: Plugin['render'] = { filter: { name: 'pkg.mod' }, handler: (module) => ({ module, code: 'x = (\n' }) };
  const diagnostic = await failure({ name: 'renders', render });
  expect(diagnostic).toMatchObject({
    code: 'INVALID_HOOK_RESULT',
    plugin: 'renders',
    module: 'pkg.mod',
    line: 1,
    column: 5,
  });
  expect(diagnostic.frame).toContain('> 1 | x = (');
});

test('rendered code is no part of the source text of the module before it', async () => {
  const files = {
    ...program,
    'main.py': 'import inspect, pkg.mod\nfrom pkg import other\nprint(inspect.getsource(pkg.mod), other)\n',
    'pkg/other.py': '',
  };
  const code = "# a comment\n__import__('sys').modules['pkg.other'] = 2";
  const render: Plugin['render'] = { filter: { name: 'pkg.other' }, handler: (module) => ({ module, code }) };
  expect(await printed({ name: 'renders', render }, files)).toBe('value = 1\n 2\n');
});
