import { describe, expect, test } from 'vitest';
import { configuredBuild, program } from './configured-build.ts';

const all = ['four', 'one', 'three', 'two'];
const without = (...names: string[]) => all.filter((name) => !names.includes(name));

describe('files', () => {
  const toml = 'entry = "main.py"\nexternal = ["one"]\n';
  const object = `{ entry: 'main.py', external: ['one'] }`;
  test.each([
    ['cribo.toml', `[bundler]\n${toml}`],
    ['pyproject.toml', `[project]\nname = "x"\n[tool.cribo]\n${toml}`],
    ['cribo.config.json', '{ "entry": "main.py", "external": ["one"] }'],
    ['cribo.config.mjs', `export default ${object}`],
    ['cribo.config.js', `export default ${object}`],
    ['cribo.config.js', `module.exports = ${object}`],
    ['cribo.config.ts', `export default ${object} satisfies object`],
    ['cribo.config.mts', `const value: unknown = ${object}; export default value`],
    ['cribo.toml', '\uFEFF[bundler]\r\nentry = "main.py"\r\nexternal = ["one"]\r\n'],
    ['cribo.toml', 'bundler = { "entry" = \'main.py\', external = [\n  "one", # comment\n] }'],
  ])('%s: %j, found and named', async (name, content) => {
    expect(await configuredBuild({ [name]: content })).toMatchObject({
      status: 0,
      stderr: '',
      modules: without('one'),
    });
    const other = name === 'pyproject.toml' ? 'other/pyproject.toml' : `other/some${/\.\w+$/.exec(name)![0]}`;
    const files = Object.fromEntries(Object.entries(program).map(([path, text]) => [`other/${path}`, text]));
    const named = await configuredBuild({ ...files, [other]: content }, { args: ['-c', other] });
    expect(named).toMatchObject({ status: 0, stderr: '', modules: without('one') });
  });

  test.each([
    ['a function', '({ command, mode }) => ({ entry: "main.py", external: [command === "build" && mode] })'],
    ['an asynchronous function', 'async ({ mode }) => ({ entry: "main.py", external: [mode] })'],
    ['a promise', 'Promise.resolve({ entry: "main.py", external: ["two"] })'],
    ['a promise of a function', 'Promise.resolve(({ mode }) => ({ entry: "main.py", external: [mode] }))'],
    ['a list of one', '[{ entry: "main.py", external: ["two"] }]'],
    ['keys with dashes', '{ entry: "main.py", external: ["two"], "target-python": "3.9" }'],
    ['keys without a value', '{ entry: "main.py", external: ["two"], output: undefined }'],
  ])('take %s', async (_, value) => {
    const outcome = await configuredBuild(
      { 'cribo.config.mjs': `export default ${value}` },
      { args: ['--mode', 'two'] },
    );
    expect(outcome).toMatchObject({ status: 0, stderr: '', modules: without('two') });
  });

  test('get the mode production where none is given', async () => {
    const files = { 'cribo.config.mjs': 'export default ({ mode }) => ({ entry: "main.py", output: `${mode}.py` })' };
    expect(await configuredBuild(files, { args: ['--log-level', 'info'] })).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('-> production.py'),
    });
  });

  test('have paths relative to themselves, whatever the working folder', async () => {
    const files = {
      'cribo.toml': '[bundler]\nentry = "main.py"\npath = ["lib"]\nexternal = ["one"]\n',
      'main.py': 'import one, two, inner\n',
      'lib/inner.py': '',
      'deep/er/empty.txt': '',
    };
    const outcome = await configuredBuild(files, { from: 'deep/er' });
    expect(outcome).toMatchObject({ status: 0, stderr: '', modules: ['inner', 'two'] });
  });

  test('are overridden by an entry and an output relative to the working folder', async () => {
    const files = {
      'cribo.toml': '[bundler]\nentry = "nowhere.py"\noutput = "nowhere/x.py"\n',
      'deep/er.py': 'x = 1\n',
    };
    const args = ['er.py', '--output', 'out.py', '--log-level', 'info'];
    const outcome = await configuredBuild(files, { from: 'deep', args });
    expect(outcome).toMatchObject({ status: 0, stderr: expect.stringMatching(/^bundled 1 module, .* -> out\.py\n$/) });
  });
});

describe('precedence', () => {
  const sources = [
    { args: ['--external', 'one'] },
    { environment: { CRIBO_EXTERNAL: 'two' } },
    { metadata: '# /// script\n# [tool.cribo]\n# external = ["three"]\n# ///\n' },
    { file: 'external = ["four"]\n' },
  ];
  const names = ['one', 'two', 'three', 'four'];
  const subsets = Array.from({ length: 16 }, (_, bits) => names.filter((__, index) => bits & (1 << index)));

  test.each(subsets.map((subset) => [subset]))('of %j the first wins, and lists are not joined', async (subset) => {
    const used = sources.filter((_, index) => subset.includes(names[index]));
    const metadata = used.find((source) => source.metadata)?.metadata ?? '';
    const outcome = await configuredBuild(
      {
        'main.py': `${metadata}${program['main.py']}`,
        'cribo.toml': `[bundler]\nentry = "main.py"\n${used.find((source) => source.file)?.file ?? ''}`,
      },
      {
        args: used.find((source) => source.args)?.args ?? [],
        environment: used.find((source) => source.environment)?.environment ?? {},
      },
    );
    expect(outcome).toMatchObject({ status: 0, stderr: '', modules: without(...subset.slice(0, 1)) });
  });

  test('a flag unsets what a variable or a file sets', async () => {
    const files = { 'cribo.toml': '[bundler]\nentry = "main.py"\nstatic-bundling = true\n' };
    const environment = { CRIBO_STATIC_BUNDLING: '1' };
    expect((await configuredBuild(files, { args: ['--explain=one'] })).stderr).toContain('one is static');
    const wrapped = await configuredBuild(files, { environment, args: ['--explain=one', '--strategy', 'wrap'] });
    expect(wrapped.stderr).toContain('one is wrap');
    expect(await configuredBuild(files, { environment: { CRIBO_STATIC_BUNDLING: 'false' } })).toMatchObject({
      status: 0,
    });
    const unset = await configuredBuild(files, { environment, args: ['--no-static-bundling'] });
    expect(unset).toMatchObject({ status: 0, stderr: '', modules: all });
  });
});

describe('variables', () => {
  test.each([
    [{ CRIBO_ENTRY: 'main.py' }, []],
    [{ CRIBO_ENTRY: 'main.py', CRIBO_EXTERNAL: 'one, two,' }, ['one', 'two']],
    [{ CRIBO_ENTRY: 'main.py', CRIBO_EXTERNAL: '' }, []],
    [{ CRIBO_ENTRY: 'main.py', CRIBO_EXEC_FREE: '1', CRIBO_TARGET_PYTHON: '3.10' }, []],
  ])('%j', async (environment, external) => {
    const outcome = await configuredBuild({}, { environment });
    expect(outcome).toMatchObject({ status: 0, stderr: '', modules: without(...external) });
  });

  test.each([
    [{ CRIBO_STRATEGY: 'pkg.*=static,rap' }, /UNKNOWN_STRATEGY: .*"rap".*\n  hint: Did you mean "wrap"/],
    [{ CRIBO_FAIL_ON_WARN: 'maybe' }, /INVALID_OPTION: .*"CRIBO_FAIL_ON_WARN" takes true or false, not "maybe"/],
    [{ CRIBO_LOG_LEVEL: 'loud' }, /INVALID_OPTION: .*"CRIBO_LOG_LEVEL" takes silent, error, .*, not "loud"/],
    [{ CRIBO_EXEC_FREE: 'false' }, /INVALID_OPTION: .*"execFree" can only be true/],
    [{ CRIBO_CONFIG: 'nowhere.toml' }, /CONFIGURATION_NOT_FOUND: .*nowhere\.toml/],
  ])('%j is refused', async (environment, message) => {
    const outcome = await configuredBuild({}, { args: ['main.py'], environment });
    expect(outcome).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('that nobody reads get a warning when they resemble one', async () => {
    const environment = { CRIBO_EXTERNEL: 'one', CRIBO_SOURCE_ROOT: 'x', CRIBO_TREE_SITTER: 'wasm' };
    const { stderr } = await configuredBuild({}, { args: ['main.py'], environment });
    expect(stderr).toBe(
      'warning UNKNOWN_VARIABLE: The environment has a variable CRIBO_EXTERNEL, which cribo does not read.\n' +
        '  hint: Did you mean CRIBO_EXTERNAL?\n',
    );
  });

  test('choose a file, or none', async () => {
    const files = { 'cribo.toml': '[bundler]\nexternal = ["one"]\n', 'other.toml': '[bundler]\nexternal = ["two"]\n' };
    const run = (environment: Record<string, string>, ...args: string[]) =>
      configuredBuild(files, { args: ['main.py', ...args], environment });
    expect((await run({})).modules).toEqual(without('one'));
    expect((await run({ CRIBO_NO_CONFIG: '1' })).modules).toEqual(all);
    expect((await run({ CRIBO_CONFIG: 'other.toml' })).modules).toEqual(without('two'));
    expect((await run({ CRIBO_NO_CONFIG: '1' }, '--config', 'other.toml')).modules).toEqual(without('two'));
    expect((await run({ CRIBO_CONFIG: 'other.toml' }, '--no-config')).modules).toEqual(all);
  });
});

/** Builds an entry that begins with a block of script metadata. */
const buildScript = (block: string) =>
  configuredBuild({ 'main.py': `#!/usr/bin/env python3\n${block}${program['main.py']}` }, { args: ['main.py'] });

describe('script metadata', () => {
  test.each([
    ['options', '# /// script\n# dependencies = []\n#\n# [tool.cribo]\n# external = ["one"]\n# ///\n', ['one']],
    ['carriage returns', '# /// script\r\n# [tool.cribo]\r\n# external = ["one"]\r\n# ///\r\n', ['one']],
    [
      'a closing line inside',
      '# /// script\n# [tool.cribo]\n# external = ["""\n# ///\n# """, "one"]\n# ///\n',
      ['one'],
    ],
    ['no table of ours', '# /// script\n# [tool.other]\n# cribo = 1\n# ///\n', []],
    ['a block of another kind', '# /// other\n# [tool.cribo]\n# external = 3\n# ///\n', []],
    ['no end', '# /// script\n# [tool.cribo]\n# external = 3\n', []],
  ])('with %s', async (_, block, external) => {
    expect(await buildScript(block)).toMatchObject({ status: 0, stderr: '', modules: without(...external) });
  });

  test.each([
    [
      'plugins',
      '# plugins = ["./x.js"]',
      /MISPLACED_OPTION: .*"plugins" cannot be given in the entry's script metadata.*\n  main\.py:4:3\n/,
    ],
    ['an entry', '# entry = "x.py"', /MISPLACED_OPTION: .*"entry"/],
    [
      'a wrong type',
      '# external = 3',
      /INVALID_OPTION: .*takes a list of strings, not 3\.\n  main\.py:4:3\n(.*\n)*.*> 4 \| # external = 3\n/,
    ],
    ['no TOML', '# external = ', /CONFIGURATION_INVALID: .*\n  main\.py:4:\d+\n(.*\n)*.*> 4 \| # external =/],
    ['two blocks', '# ///\n#\n\n# /// script\n# x = 1', /CONFIGURATION_INVALID: .*two blocks.*\n  main\.py:7:1\n/],
  ])('refuses %s', async (_, line, message) => {
    const outcome = await buildScript(`# /// script\n# [tool.cribo]\n${line}\n# ///\n`);
    expect(outcome).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('warns of unknown keys', async () => {
    const { status, stderr } = await buildScript('# /// script\n# [tool.cribo]\n# externl = ["one"]\n# ///\n');
    expect(status).toBe(0);
    expect(stderr).toMatch(
      /^warning UNKNOWN_OPTION: .*"externl".*\n  main\.py:4:3\n(.*\n)*  hint: Did you mean "external"\?\n$/,
    );
  });
});
