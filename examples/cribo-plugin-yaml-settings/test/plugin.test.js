import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { build } from 'cribo';
import yamlSettings from 'cribo-plugin-yaml-settings';

/** What the settings module of a bundle says. */
async function settingsOf(t, yaml) {
  const cwd = await mkdtemp(join(tmpdir(), 'yaml-settings-'));
  t.after(() => rm(cwd, { recursive: true }));
  await writeFile(join(cwd, 'main.py'), 'import settings\n');
  await writeFile(join(cwd, 'settings.yaml'), yaml);
  // What nothing reads would be left out.
  const { graph } = await build({ entry: 'main.py', cwd, treeShaking: false, plugins: [yamlSettings()] });
  return graph.get('settings').text;
}

test('every kind of value becomes one of Python', async (t) => {
  const yaml = 'a: null\nb: [true, 1, .inf, .nan]\nc: {"x y": "it\'s\\n"}\nd: 2024-01-31\n';
  const python =
    'a = None\nb = [True, 1, float("Infinity"), float("NaN")]\nc = {"x y": "it\'s\\n"}\nd = "2024-01-31"\n';
  assert.equal(await settingsOf(t, yaml), python);
});

test('what is no mapping of names is refused', async (t) => {
  await assert.rejects(settingsOf(t, '- 1\n'), /no mapping/);
  await assert.rejects(settingsOf(t, 'log-level: 1\n'), /"log-level" cannot be a name in Python/);
});

test('a mistake is shown in the YAML file', async (t) => {
  await assert.rejects(settingsOf(t, 'a: 1\nb: [1, 2\nc: 3\n'), ({ diagnostic }) => {
    const { code, file, line, frame, plugin, hook } = diagnostic;
    assert.deepEqual(
      { code, line, plugin, hook },
      { code: 'INVALID_YAML', line: 3, plugin: 'yaml-settings', hook: 'load' },
    );
    assert.match(file, /settings\.yaml$/);
    assert.match(frame, /> 3 \| c: 3/);
    return true;
  });
});
