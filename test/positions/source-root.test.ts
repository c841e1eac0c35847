// CRIBO_SOURCE_ROOT and positions.root: code is said to come from original files that are there and unchanged, and from nowhere else.
import { cpSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const text = `"""Docs.

    An indented line.
"""
from os.path import *

TEXT = '''
    indented in a string
'''; AFTER = "a \\
  string"
\f
def function():
    # A comment with ''' in it.
    if TEXT:
        return """
x""", f'''{TEXT
    }'''

    return None
`;
const stars = `from __future__ import annotations
from plain import *
number: int = 1
if (last := number): print(last, function() is None)
`;
const files = {
  'main.py': `import plain, stars, tabs, shaken
for module in plain, stars, tabs, shaken:
    code = getattr(module, 'function', print)
    print(code.__code__.co_filename)
print(shaken.used.__code__.co_filename, stars.own.__code__.co_filename, plain.__file__)
`,
  'plain.py': text,
  'stars.py': `${stars}def own(): return 1\n`,
  'tabs.py': 'def function():\n\tif 1:\n\t        return 1\n        \n\treturn 2\n',
  'shaken.py': 'def unused():\n    return 1\n\n\ndef used():\n    return 2\n\n\nfunction = used\n',
};

const python = findPythons().at(-1)!;
let folder: string;
const original = (): string => join(folder, 'original');

/** Paths of the code of `plain`, `stars.function`, `tabs`, `shaken`, `shaken`, `stars.own`, and `__file__` of `plain`. */
async function filesOf(bundle: string, root: string | undefined): Promise<string[]> {
  const environment: Record<string, string> = root === undefined ? {} : { CRIBO_SOURCE_ROOT: root };
  const { stdout, stderr } = await runCommand(python.path, ['-W', 'error', bundle], { cwd: folder, environment });
  expect(stderr).toBe('');
  return stdout
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(' '));
}

beforeAll(async () => {
  folder = realpathSync(writeProject({}));
  for (const place of ['original', 'bundles']) mkdirSync(join(folder, place));
  for (const [path, content] of Object.entries(files)) writeFileSync(join(original(), path), content);
  for (const [name, ...flags] of [
    ['wrap'],
    ['static', '--strategy', 'static'],
    ['minified', '--minify'],
    ['rooted', '--source-root', '../elsewhere', '--source-root', '../original'],
  ]) {
    const built = await runCribo(original(), ['main.py', '-o', `../bundles/${name}.py`, ...flags]);
    expect(built).toMatchObject({ status: 0, stderr: '' });
  }
});

const names = ['plain', 'plain', 'tabs', 'shaken', 'shaken', 'stars'];
const bundledFiles = (): string[] => names.map((name) => join(folder, 'bundles', `${name}.py`));
const originalFiles = (): string[] => names.map((name) => join(original(), `${name}.py`));

describe.each(['wrap', 'static', 'minified'])('%s', (name) => {
  const bundle = `bundles/${name}.py`;

  test('without the variable, modules have the paths of `__file__`', async () => {
    expect(await filesOf(bundle, undefined)).toEqual([...bundledFiles(), join(folder, 'bundles/plain.py')]);
  });

  test('unchanged files are found in the first folder that has them, and `__file__` stays', async () => {
    for (const root of ['original', `nowhere:${original()}:bundles`]) {
      expect(await filesOf(bundle, root)).toEqual([...originalFiles(), join(folder, 'bundles/plain.py')]);
    }
  });

  const changes: Record<string, (plain: string) => string> = {
    'a line more': (plain) => `\n${plain}`,
    'a line less at the end': (plain) => plain.replace(/\n {4}return None\n$/, '\n'),
    'a line more at the end': (plain) => `${plain}x = 1\n`,
    'other text': (plain) => plain.replace('return None', 'return True'),
    'another line in place of a rewritten one': (plain) => plain.replace('os.path', 'posixpath'),
    'a docstring with less indentation': (plain) => plain.replace('    An indented', 'An indented'),
    'code with more indentation': (plain) => plain.replace('    return None', '        return None'),
    'a string with more indentation': (plain) => plain.replace('  string"', '      string"'),
    'a quote that begins a string': (plain) => plain.replace("with '''", "with ''"),
    'no form feed': (plain) => plain.replace('\f', ''),
    'no Python': () => "'''\n",
    'bytes that are no text': () => '\u{FFFF}',
  };
  test.each(Object.entries(changes))('a file with %s is not taken', async (_, change) => {
    const root = writeProject({});
    cpSync(original(), root, { recursive: true });
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(join(root, 'plain.py'), changed === '\u{FFFF}' ? Buffer.from([0xff, 0x0a]) : changed);
    const found = await filesOf(bundle, root);
    expect(found.slice(0, 3)).toEqual([bundledFiles()[0], bundledFiles()[1], join(root, 'tabs.py')]);
  });

  test('line ends and a byte order mark do not matter', async () => {
    const root = writeProject({});
    cpSync(original(), root, { recursive: true });
    writeFileSync(join(root, 'plain.py'), `\u{FEFF}${text.replaceAll('\n', '\r\n')}`);
    expect((await filesOf(bundle, root))[0]).toBe(join(root, 'plain.py'));
  });
});

test('folders that the bundle names are relative to its own, and come after those of the variable', async () => {
  expect((await filesOf('bundles/rooted.py', undefined)).slice(0, 6)).toEqual(originalFiles());
  const copy = realpathSync(writeProject({}));
  cpSync(original(), copy, { recursive: true });
  expect((await filesOf('bundles/rooted.py', copy))[0]).toBe(join(copy, 'plain.py'));
});
