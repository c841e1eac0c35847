// The programs and plugins below examples/, and cribo.config.ts at the top.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeProject } from '../project.ts';
import { buildExample, root, runPython } from './build-example.ts';

const text = (file: string): string => readFileSync(file, 'utf8');

test('cribo.config.ts strips the assertions of its program', async () => {
  const { bundle, status, stderr } = await buildExample('.');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(text(bundle).match(/assert.*/g)).toEqual(['assert here stays: this is text."""']);
  const original = join(root, 'fixtures/examples/ledger/main.py');
  expect(await runPython(bundle, 'rent=-700')).toEqual(await runPython(original, 'rent=-700'));
  expect((await runPython(original, 'rent=99999')).stderr).toContain('AssertionError: too much: 99999');
  expect((await runPython(bundle, 'rent=99999')).stdout).toContain('rent         99999');
});

test('cribo.config.ts leaves other programs alone', async () => {
  const program = 'assert __name__ == "__main__"\n';
  const { bundle } = await buildExample('.', {}, '--entry', join(writeProject({ 'main.py': program }), 'main.py'));
  expect(text(bundle)).toBe(program);
});

test('build-stamp makes a module of the time, which can be repeated', async () => {
  const { bundle, status } = await buildExample('examples/build-stamp', { SOURCE_DATE_EPOCH: '1700000000' });
  expect(status).toBe(0);
  expect((await runPython(bundle)).stdout).toBe('built at 2023-11-14T22:13:20.000Z\n');
  const again = await buildExample('examples/build-stamp', { SOURCE_DATE_EPOCH: '1700000000' });
  expect(text(again.bundle)).toBe(text(bundle));
  const now = await buildExample('examples/build-stamp');
  const [, time] = /^built at (.*)\n$/.exec((await runPython(now.bundle)).stdout)!;
  expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(600_000);
});

test('rename-deprecated-call edits calls and nothing beside them', async () => {
  const { bundle, stderr } = await buildExample('examples/rename-deprecated-call', {}, '--log-level', 'info');
  const program = text(join(root, 'examples/rename-deprecated-call/main.py'));
  const edited = program
    .replace('print(shapes.area_of', 'print(shapes.area')
    .replace('shapes .area_of', 'shapes .area');
  expect(text(bundle).endsWith(edited)).toBe(true);
  expect((await runPython(bundle)).stdout).toBe('6 []\n');
  expect((await runPython('examples/rename-deprecated-call/main.py')).stderr).toContain('DeprecationWarning: use area');
  expect(stderr.match(/^ {2}main\.py:\d+:\d+$/gm)).toEqual(['  main.py:4:14', '  main.py:4:42']);
});

test('forbid-module ends the build at the import', async () => {
  const { bundle, status, stderr } = await buildExample('examples/forbid-module');
  expect({ status, written: existsSync(bundle) }).toEqual({ status: 1, written: false });
  expect(stderr).toBe(`error FORBIDDEN_MODULE: app.storage imports xml, which this project forbids.
  in plugin forbid-module, hook link
  app/storage.py:5:5 (module app.storage)
      3 |
      4 | def load(text):
    > 5 |     from xml.etree import ElementTree
        |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      6 |
  hint: Ask for it to be allowed.
`);
  // Without the plugin the program is a good one.
  expect((await runPython('examples/forbid-module/main.py')).stdout).toBe("{'a': 1}\n");
});

test('module-sizes writes a list beside the bundle', async () => {
  const { bundle, status } = await buildExample('examples/module-sizes');
  expect(status).toBe(0);
  expect((await runPython(bundle)).stdout).toBe('one two three\n');
  const lines = text(join(dirname(bundle), 'module-sizes.txt'))
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.trim().split(' ')[1])).toEqual(['__main__', 'app', 'app.words']);
  const sizes = lines.map((line) => Number(line.trim().split(' ')[0]));
  expect(sizes[0]).toBe(text(join(root, 'examples/module-sizes/main.py')).length);
  expect(sizes.every((size) => size > 0)).toBe(true);
});
