import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';

const documentation = readFileSync(fileURLToPath(new URL('../../docs/configuration.md', import.meta.url)), 'utf8');

/** The examples that name a file, in order: ` ```toml cribo.toml `. */
const examples = [...documentation.matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms)].map(([, file, content], index) => ({
  file: file!,
  content: content!,
  index,
}));

const application = {
  '.git/HEAD': '',
  'app/main.py': 'import greet\nassert greet.WORD\nprint(greet.WORD)\n',
  'app/greet.py': 'WORD = "hello"\n',
  'app/tool.py': 'import greet\n',
};

/** Writes the application with the example of this number, and the plugins if it is one with plugins. */
function example(index: number) {
  const { file, content } = examples[index]!;
  const plugins = examples.filter((other) => ['hooks.ts', 'stamp.ts'].includes(other.file));
  const files = Object.fromEntries(plugins.map((plugin) => [plugin.file, plugin.content]));
  return writeProject({ ...application, ...files, [file]: content });
}

const configurations = examples.filter(({ file }) => /^(?:cribo|pyproject)\./.test(file));

test.each(configurations)('example $index, $file, builds', async ({ index }) => {
  const folder = example(index);
  expect(await runCribo(folder, [])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  const content = examples[index]!.content;
  const outputs = [...content.matchAll(/output(?: =|:) (["'`])(.*?)\1/g)].map((match) => match[2]!);
  expect(outputs.length).toBeGreaterThan(0);
  for (const output of outputs) {
    const bundle = join(folder, output.replace('${mode}', 'production'));
    expect(existsSync(bundle), bundle).toBe(true);
    const text = readFileSync(bundle, 'utf8');
    if (content.includes('stamp')) expect(text).toMatch(/^# (?:made by cribo|built for production)$/m);
    if (content.includes('hooks.ts')) expect(text).not.toContain('assert greet');
  }
});

test('there are examples of every kind', () => {
  const files = configurations.map(({ file }) => file);
  expect(files).toEqual(['cribo.toml', 'pyproject.toml', 'cribo.toml', 'cribo.config.ts', 'cribo.config.ts']);
});

test('the plugins as tables do the same', async () => {
  const folder = writeProject({
    ...application,
    'stamp.ts': examples.find(({ file }) => file === 'stamp.ts')!.content,
    'cribo.toml':
      '[bundler]\nentry = "app/main.py"\n[[bundler.plugins]]\nname = "./stamp.ts"\ntext = "made by cribo"\n',
  });
  expect((await runCribo(folder, [])).stdout).toMatch(/^# made by cribo$/m);
});

test('the script metadata includes what it says', async () => {
  const { file, content } = examples.find((each) => each.file === 'app/main.py')!;
  const data = { [file]: content, 'app/app_data.py': 'VALUE = 1\n' };
  const { status, stdout } = await runCribo(writeProject(data), [file]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^def __cribo_init_[0-9a-f]{6}_app_data/m);
});
