import { describe, expect, test } from 'vitest';
import { configuredBuild } from './configured-build.ts';

/** A plugin in TypeScript or JavaScript that writes a comment into the entry. */
const stamp = (text: string) =>
  `{ name: 'stamp', transform(source, module) { if (module.isEntry) source.insert(0, '# ' + ${text} + '\\n'); } }`;

describe('a configuration in code', () => {
  test.each([
    [
      'has types and enums',
      'cribo.config.ts',
      `import type { Plugin } from 'cribo';
enum Word { Hello = 'hello' }
interface Named { readonly word: string }
const named: Named = { word: Word.Hello as string };
const plugin: Plugin = ${stamp('named.word')};
export default { entry: 'main.py', plugins: [plugin] };`,
    ],
    [
      'defines itself with the running cribo',
      'cribo.config.ts',
      `import { defineConfig } from 'cribo';
export default defineConfig({ entry: 'main.py', plugins: [${stamp(`'hello'`).replace('(source, module)', '(source, module)')}] });`,
    ],
    [
      'does so as an ES module',
      'cribo.config.mjs',
      `import { defineConfig } from 'cribo';
export default defineConfig(() => ({ entry: 'main.py', plugins: [${stamp(`'hello'`)}] }));`,
    ],
    [
      'imports a sibling with its extension',
      'cribo.config.ts',
      `import { word } from './sibling.ts';
export default { entry: 'main.py', plugins: [${stamp('word')}] };`,
    ],
    [
      'imports a sibling without extension',
      'cribo.config.mts',
      `import { word } from './sibling';
export default { entry: 'main.py', plugins: [${stamp('word')}] };`,
    ],
    [
      'imports a package',
      'cribo.config.ts',
      `import { word } from 'words';
export default { entry: 'main.py', plugins: [${stamp('word')}] };`,
    ],
    [
      'awaits at its top level, and knows where it is',
      'cribo.config.ts',
      `import { readFile } from 'node:fs/promises';
const word = await readFile(new URL('word.txt', import.meta.url), 'utf8');
export default { entry: 'main.py', plugins: [${stamp('word')}] };`,
    ],
    [
      'is a list of plugins in promises',
      'cribo.config.mjs',
      `const plugins = async () => [${stamp(`'hello'`)}];
export default async () => ({ entry: 'main.py', plugins: await plugins() });`,
    ],
  ])('%s', async (_, name, content) => {
    const files = {
      'sibling.ts': `export interface Unused {}\nexport const word: string = 'hello';\n`,
      'word.txt': 'hello',
      'node_modules/words/package.json': '{ "name": "words", "type": "module", "exports": { "import": "./words.js" } }',
      'node_modules/words/words.js': `export const word = 'hello';\n`,
      [name]: content,
    };
    for (const type of ['{}', '{ "type": "module" }', '{ "type": "commonjs" }']) {
      const { status, stderr, stdout } = await configuredBuild({ ...files, 'package.json': type });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^# hello$/m);
    }
  });

  test('in a CommonJS project is CommonJS or not, as it is written', async () => {
    const compiled = `Object.defineProperty(exports, '__esModule', { value: true }); exports.default =`;
    for (const head of ['export default', 'module.exports =', compiled]) {
      const content = `${head} { entry: 'main.py', plugins: [${stamp(`'hello'`)}] }`;
      const outcome = await configuredBuild({ 'package.json': '{}', 'cribo.config.js': content });
      expect(outcome).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^# hello$/m) });
      const explicit = { 'package.json': '{ "type": "commonjs" }', 'cribo.config.js': content };
      expect(await configuredBuild(explicit)).toMatchObject({ stderr: '', stdout: outcome.stdout });
    }
  });

  test('whose plugin throws ends the build with the plugin named', async () => {
    const plugin = `{ name: 'thrower', transform() { throw new TypeError('not today'); } }`;
    const outcome = await configuredBuild({
      'cribo.config.ts': `export default { entry: 'main.py', plugins: [${plugin}] }`,
    });
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toMatch(/^error PLUGIN_FAILED: .*"thrower".*transform.*not today/);
    expect(outcome.stderr).toContain('in plugin thrower, hook transform');
  });
});

const toml = (rows: string) => ({ 'cribo.toml': `[bundler]\nentry = "main.py"\n${rows}\n` });

describe('plugins of TOML and JSON', () => {
  const plugin = `export default ({ text = 'plain', ...rest } = {}) => (${stamp('text + Object.keys(rest)')});\n`;
  const packaged = {
    'node_modules/cribo-plugin-x/package.json': '{ "type": "module", "exports": { "import": "./index.js" } }',
    'node_modules/cribo-plugin-x/index.js': plugin,
  };

  test.each([
    ['a package', packaged, toml('plugins = ["cribo-plugin-x"]'), 'plain'],
    [
      'a package with options',
      packaged,
      toml('plugins = [{ name = "cribo-plugin-x", text = "own", to-do = 1 }]'),
      'ownto-do',
    ],
    ['a package as a table', packaged, toml('[[bundler.plugins]]\nname = "cribo-plugin-x"\ntext = "own"'), 'own'],
    [
      'a package in JSON',
      packaged,
      { 'cribo.config.json': '{ "entry": "main.py", "plugins": [{ "name": "cribo-plugin-x", "text": "own" }] }' },
      'own',
    ],
    [
      'a package in pyproject.toml',
      packaged,
      { 'pyproject.toml': '[tool.cribo]\nentry = "main.py"\nplugins = ["cribo-plugin-x"]\n' },
      'plain',
    ],
    [
      'a CommonJS package',
      {
        'node_modules/p/package.json': '{ "name": "p", "main": "p.cjs" }',
        'node_modules/p/p.cjs': `module.exports = () => (${stamp(`'common'`)});`,
      },
      toml('plugins = ["p"]'),
      'common',
    ],
    [
      'a scoped package, by a sub-path',
      {
        'node_modules/@a/b/package.json': '{ "name": "@a/b", "exports": { "./c": "./c.mjs" } }',
        'node_modules/@a/b/c.mjs': plugin,
      },
      toml('plugins = ["@a/b/c"]'),
      'plain',
    ],
    ['a file', { 'hooks.mjs': plugin }, toml('plugins = ["./hooks.mjs"]'), 'plain'],
    [
      'a file in TypeScript',
      {
        'hooks.ts': `import { type Plugin } from 'cribo';\nconst plugin: Plugin = ${stamp(`'typed'`)};\nexport default plugin;`,
      },
      toml('plugins = ["./hooks.ts"]'),
      'typed',
    ],
    [
      'an asynchronous factory of a list',
      { 'hooks.mjs': `export default async () => [null, [${stamp(`'listed'`)}]];` },
      toml('plugins = ["./hooks.mjs"]'),
      'listed',
    ],
    [
      'nothing and something',
      { 'no.mjs': 'export default () => undefined;', 'hooks.mjs': plugin },
      toml('plugins = ["./no.mjs", "./hooks.mjs"]'),
      'plain',
    ],
  ])('%s', async (_, files, configuration, text) => {
    const { stderr, stdout } = await configuredBuild({ ...files, ...configuration });
    expect(stderr).toBe('');
    expect(stdout.startsWith(`# ${text}\n`) || stdout.includes(`\n# ${text}\n`)).toBe(true);
  });

  test('are found from the folder of the configuration file', async () => {
    const files = {
      ...packaged,
      ...toml('plugins = ["cribo-plugin-x", "./hooks.mjs"]'),
      'hooks.mjs': 'export default () => null;',
    };
    const outcome = await configuredBuild({ ...files, 'sub/x.txt': '' }, { from: 'sub' });
    expect(outcome).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^# plain$/m) });
  });

  test.each([
    [
      'a package that is not there',
      {},
      '"cribo-plugin-y"',
      /PLUGIN_NOT_FOUND: .*"cribo-plugin-y".*\n  cribo\.toml:3:12\n(.*\n)*  hint: .*npm install --save-dev cribo-plugin-y/,
    ],
    [
      'a file that is not there',
      {},
      '"./hooks.ts"',
      /PLUGIN_NOT_FOUND: .*"\.\/hooks\.ts".*no such file.*\n  cribo\.toml:3:12\n/,
    ],
    ['a JavaScript file that is not there', {}, '"./hooks.js"', /PLUGIN_NOT_FOUND: .*no such file/],
    [
      'no default export',
      { 'x.mjs': 'export const a = 1;' },
      '"./x.mjs"',
      /PLUGIN_INVALID: "\.\/x\.mjs" .*neither a factory nor a plugin.*\n  cribo\.toml:3:12\n/,
    ],
    [
      'a default export that is no plugin',
      { 'x.mjs': 'export default {};' },
      '"./x.mjs"',
      /PLUGIN_INVALID: .*neither a factory nor a plugin/,
    ],
    ['a factory of no plugin', { 'x.mjs': 'export default () => ({});' }, '"./x.mjs"', /PLUGIN_INVALID: .*has no name/],
    [
      'options for no factory',
      { 'x.mjs': `export default { name: 'x' };` },
      '{ name = "./x.mjs", a = 1 }',
      /PLUGIN_INVALID: .*takes no options.*\n  cribo\.toml:3:14\n/,
    ],
    [
      'a factory that throws',
      { 'x.mjs': '\nexport default () => { throw new Error("no luck"); };' },
      '"./x.mjs"',
      /PLUGIN_FAILED: .*"\.\/x\.mjs".*no luck\n  in plugin \.\/x\.mjs\n  x\.mjs:2:30\n/,
    ],
    [
      'a module that throws',
      { 'x.mjs': 'throw new Error("no luck");' },
      '"./x.mjs"',
      /PLUGIN_INVALID: .*no luck\.\n  x\.mjs:1:7\n/,
    ],
    [
      'a module with a syntax error',
      { 'x.mjs': 'let a;\nlet a;' },
      '"./x.mjs"',
      /PLUGIN_INVALID: .*SyntaxError.*\n  x\.mjs:2:/,
    ],
    [
      'a module whose import is missing',
      { 'x.mjs': 'import "nothing-there";' },
      '"./x.mjs"',
      /PLUGIN_INVALID: .*cannot be loaded.*nothing-there/,
    ],
    ['a number', {}, '3', /INVALID_OPTION: .*"plugins" takes names.*\n  cribo\.toml:3:12\n/],
    ['a table without name', {}, '{ a = 1 }', /INVALID_OPTION: .*"plugins" takes names.*\n  cribo\.toml:3:12\n/],
    [
      'an unknown hook',
      { 'x.mjs': `export default { name: 'x', transfrom() {} };` },
      '"./x.mjs"',
      /unknown hook "transfrom"/,
    ],
  ])('refuse %s', async (_, files, plugins, message) => {
    const outcome = await configuredBuild({ ...files, ...toml(`plugins = [${plugins}]`) });
    expect(outcome.stderr).toMatch(message);
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
  });
});
