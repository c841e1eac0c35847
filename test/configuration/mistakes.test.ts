import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cribo, runCribo, writeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';
import { configuredBuild } from './configured-build.ts';

interface Mistake {
  readonly what: string;
  readonly file: string;
  readonly content: string;
  /** Code, message and place. */
  readonly says: RegExp;
}

const toml = (rows: string) => ({ file: 'cribo.toml', content: `# cribo\n[bundler]\nentry = "main.py"\n${rows}\n` });
const json = (content: string) => ({ file: 'cribo.config.json', content });
const module = (content: string) => ({ file: 'cribo.config.mjs', content });
const script = (content: string) => ({ file: 'cribo.config.ts', content });

const mistakes: Mistake[] = [
  {
    what: 'a number for a text',
    ...toml('output = 3'),
    says: /INVALID_OPTION: .*"output" takes a string, not 3\.\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'a text for a list',
    ...toml('external = "one"'),
    says: /"external" takes a list of strings, not "one"\.\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'a wrong item',
    ...toml('external = [\n  "a", # first\n  4,\n]'),
    says: /"external" takes .*, not a list with 4 in it\.\n  cribo\.toml:6:3\n/,
  },
  {
    what: 'a text for a truth value',
    ...toml('fail-on-warn = "yes"'),
    says: /"fail-on-warn" takes true or false, not "yes"\.\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'a list for a profile',
    ...toml('profile = []'),
    says: /"profile" takes true, false or the name of a file, not a list\.\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'an unknown severity',
    ...toml('\n[bundler.severity]\nX = "off"\nY = "loud"'),
    says: /"severity" takes a table of codes.*, not "loud" for Y\.\n  cribo\.toml:7:1\n/,
  },
  {
    what: 'an unknown level',
    ...toml('log-level = "loud"'),
    says: /"log-level" takes silent, error, warn, info, debug, not "loud"\.\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'a key twice',
    ...toml('target-python = "3.9"\ntargetPython = "3.9"'),
    says: /OPTION_GIVEN_TWICE: "target-python" and "targetPython" .*\n  cribo\.toml:5:1\n/,
  },
  {
    what: 'an option of the command line',
    ...toml('why = "x"'),
    says: /MISPLACED_OPTION: .*"why".*a configuration file\.\n  cribo\.toml:4:1\n[^]*hint: Give it on the command line: --why/,
  },
  {
    what: 'an option of the API',
    ...toml('cwd = "x"'),
    says: /MISPLACED_OPTION: .*"cwd".*\n  cribo\.toml:4:1\n[^]*hint: Only the API has it/,
  },
  {
    what: 'an unknown strategy',
    ...toml('strategy = "wrp"'),
    says: /UNKNOWN_STRATEGY: .*"wrp"\.\n  cribo\.toml:4:\d+\n[^]*hint: Did you mean "wrap"\?/,
  },
  {
    what: 'an unknown strategy of some modules',
    ...toml('strategy = { default = "wrap", "app.*" = "plain" }'),
    says: /UNKNOWN_STRATEGY: .*"plain", as "app\.\*" is to have\.\n  cribo\.toml:4:\d+\n[^]*hint: The strategies are "wrap", "flatten", "static"/,
  },
  {
    what: 'a strategy that is nearly one',
    ...toml('strategy = "flaten"'),
    says: /UNKNOWN_STRATEGY: .*"flaten"\.\n  cribo\.toml:4:\d+\n[^]*hint: Did you mean "flatten"\?/,
  },
  {
    what: 'names of flattened modules that would collide',
    ...toml('flatten = { prefix = "p_{name}" }'),
    says: /INVALID_OPTION: .*prefix.*takes a pattern with \{module\} in it, as names would collide without/,
  },
  {
    what: 'names of flattened modules that are none',
    ...toml('flatten = { prefix = "{module}.{name}" }'),
    says: /INVALID_OPTION: .*prefix.*would make names such as app\.run, no identifier/,
  },
  {
    what: 'names of flattened modules that a class would mangle',
    ...toml('flatten = { prefix = "__{module}_{name}" }'),
    says: /INVALID_OPTION: .*prefix.*would make names such as __app_run, which Python takes for private ones of a class/,
  },
  {
    what: 'no name of a strategy',
    ...toml('strategy = 3'),
    says: /INVALID_OPTION: .*"strategy" takes the name of a strategy, or a table of names by module or pattern, not 3/,
  },
  {
    what: 'two strategies',
    ...toml('strategy = "wrap"\nstatic-bundling = true'),
    says: /INVALID_OPTION: .*"staticBundling" means the strategy "static", and another one is asked for/,
  },
  { what: 'an unknown target', ...toml('target-python = "2.7"'), says: /INVALID_TARGET: "2\.7"/ },
  {
    what: 'no TOML',
    ...toml('output = bundle.py'),
    says: /CONFIGURATION_INVALID: .*\n  cribo\.toml:4:10\n(.*\n)*    > 4 \| output = bundle\.py\n/,
  },
  {
    what: 'a TOML key twice',
    ...toml('entry = "x.py"'),
    says: /CONFIGURATION_INVALID: .*redefine.*\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'no table',
    file: 'cribo.toml',
    content: 'entry = "main.py"\n',
    says: /CONFIGURATION_INVALID: .*no table \[bundler\]\.\n  cribo\.toml\n  hint: .*\[bundler\]/,
  },
  {
    what: 'an empty file',
    file: 'cribo.toml',
    content: ' \n',
    says: /CONFIGURATION_INVALID: .*empty\.\n  cribo\.toml\n/,
  },
  {
    what: 'a text for a table',
    file: 'cribo.toml',
    content: 'bundler = "main.py"\n',
    says: /CONFIGURATION_INVALID: .*table of options, not string\.\n  cribo\.toml:1:1\n/,
  },
  {
    what: 'a broken pyproject.toml',
    file: 'pyproject.toml',
    content: '[tool.cribo]\nentry = \n',
    says: /CONFIGURATION_INVALID: .*\n  pyproject\.toml:2:\d+\n/,
  },
  {
    what: 'a wrong type in pyproject.toml',
    file: 'pyproject.toml',
    content: '[project]\n[tool.cribo]\n\npath = 1\n',
    says: /INVALID_OPTION: .*\n  pyproject\.toml:4:1\n/,
  },
  {
    what: 'a wrong type in a list of tables',
    file: 'cribo.toml',
    content: '[[bundler]]\nname = "a"\n[[bundler]]\nname = 2\n',
    says: /INVALID_OPTION: .*\n  cribo\.toml:4:1\n/,
  },
  {
    what: 'a wrong type in JSON',
    ...json('{\n  "entry": "main.py",\n  "external": ["a",\n    {}]\n}'),
    says: /INVALID_OPTION: .*not a list with a table in it\.\n  cribo\.config\.json:4:5\n/,
  },
  {
    what: 'null',
    ...json('{ "entry": null }'),
    says: /INVALID_OPTION: .*"entry" takes a string, not null\.\n  cribo\.config\.json:1:3\n/,
  },
  {
    what: 'a comma too much',
    ...json('{\n  "entry": "main.py",\n}'),
    says: /CONFIGURATION_INVALID: .*\n  cribo\.config\.json:3:1\n/,
  },
  {
    what: 'a text without quotes',
    ...json('{\n  "entry": main.py\n}'),
    says: /CONFIGURATION_INVALID: .*Unexpected token 'm'\.\n  cribo\.config\.json:2:12\n/,
  },
  {
    what: 'a JSON that ends early',
    ...json('{\n  "entry": "main.py"'),
    says: /CONFIGURATION_INVALID: .*\n  cribo\.config\.json:2:21\n/,
  },
  {
    what: 'no default export',
    ...module('export const entry = "main.py";'),
    says: /CONFIGURATION_INVALID: .*no default export\.\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'no table in a module',
    ...module('export default () => 3;'),
    says: /CONFIGURATION_INVALID: .*table of options, not number\.\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'a wrong type in a module',
    ...module('export default { entry: 3 };'),
    says: /INVALID_OPTION: .*"entry" takes a string, not 3\.\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'a list of no builds',
    ...module('export default [];'),
    says: /CONFIGURATION_INVALID: .*list of builds is empty\.\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'plugins that are no list',
    ...module('export default { plugins: "x" };'),
    says: /INVALID_OPTION: .*"plugins" takes a list of plugins, not "x"/,
  },
  {
    what: 'a syntax error',
    ...module('const a = 1;\nexport default { entry: };\n'),
    says: /CONFIGURATION_INVALID: .*SyntaxError: .*\n  cribo\.config\.mjs:2:\d+\n(.*\n)*    > 2 \| export default/,
  },
  {
    what: 'a syntax error in TypeScript',
    ...script('const a: number = 1;\nexport default { entry: };\n'),
    says: /CONFIGURATION_INVALID: .*SyntaxError: .*\n  cribo\.config\.ts:2:\d+\n/,
  },
  {
    what: 'a module that throws',
    ...module('\nthrow new RangeError("too far");\n'),
    says: /CONFIGURATION_FAILED: .*RangeError: too far\n  cribo\.config\.mjs:2:7\n(.*\n)*    > 2 \| throw/,
  },
  {
    what: 'a module in TypeScript that throws',
    ...script('interface A {\n  b: 1;\n}\nthrow new Error("boo" as string);\n'),
    says: /CONFIGURATION_FAILED: .*: boo\n  cribo\.config\.ts:4:7\n/,
  },
  {
    what: 'a function that throws',
    ...module('export default () => {\n  return missing;\n};\n'),
    says: /CONFIGURATION_FAILED: .*missing is not defined\n  cribo\.config\.mjs:2:3\n/,
  },
  {
    what: 'a promise that fails',
    ...module('export default Promise.reject(new Error("later"));\n'),
    says: /CONFIGURATION_FAILED: .*: later\n  cribo\.config\.mjs:1:31\n/,
  },
  {
    what: 'what is thrown without being an error',
    ...module('throw "text";\n'),
    says: /CONFIGURATION_FAILED: .*it threw text\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'a missing import',
    ...module('import "./nowhere.js";\n'),
    says: /CONFIGURATION_FAILED: .*nowhere\.js.*\n  cribo\.config\.mjs\n/,
  },
  {
    what: 'CommonJS in a module',
    ...module('module.exports = {};\n'),
    says: /CONFIGURATION_FAILED: .*module is not defined.*\n  cribo\.config\.mjs:1:1\n/,
  },
];

test.each(mistakes)('refuses $what', async ({ file, content, says }) => {
  const outcome = await configuredBuild({ [file]: content }, { args: ['--output', 'bundle.py'] });
  expect(outcome.stderr).toMatch(says);
  expect(outcome.stderr).toMatch(/^error [A-Z_]+: /);
  expect(outcome).toMatchObject({ status: 1, stdout: '' });
});

describe('unknown keys', () => {
  test.each([
    ['cribo.toml', '[bundler]\nentry = "main.py"\ntarget-pyton = "3.9"\n', 'cribo.toml:3:1', '"target-python"'],
    ['cribo.config.json', '{ "entry": "main.py",\n "include_": [] }', 'cribo.config.json:2:2', '"include"'],
    [
      'cribo.config.mjs',
      'export default { entry: "main.py", targetPyton: "3.9" }',
      'cribo.config.mjs',
      '"targetPython"',
    ],
    ['cribo.toml', '[bundler]\nentry = "main.py"\n["bundler"."zzzzzz"]\n', 'cribo.toml:3:', 'docs/configuration.md'],
  ])('in %s are ignored with a warning', async (file, content, place, hint) => {
    const { status, stderr, modules } = await configuredBuild({ [file]: content });
    expect({ status, modules }).toEqual({ status: 0, modules: ['four', 'one', 'three', 'two'] });
    expect(stderr).toMatch(/^warning UNKNOWN_OPTION: There is no option ".*"; it is ignored\.\n/);
    expect(stderr).toContain(`\n  ${place}`);
    expect(stderr.slice(stderr.indexOf('hint:'))).toContain(hint);
  });

  test('are not even mentioned when nothing is to be printed', async () => {
    const files = { 'cribo.toml': '[bundler]\nentry = "main.py"\nxyz = 1\nlog-level = "error"\n' };
    expect(await configuredBuild(files)).toMatchObject({ status: 0, stderr: '' });
  });
});

/** A configuration with a key that nobody knows. */
const withUnknownKey = (rows: string) => ({ 'cribo.toml': `[bundler]\nentry = "main.py"\nxyz = 1\n${rows}` });

describe('a warning about the configuration', () => {
  test.each([
    ['UNKNOWN_OPTION = "off"', 0, /^$/],
    ['UNKNOWN_OPTION = "info"', 0, /^$/],
    ['UNKNOWN_OPTION = "error"', 1, /^error UNKNOWN_OPTION: .*"xyz".*\n {2}cribo\.toml:3:1\n/],
    ['UNKNOWN_OPTIONS = "off"', 0, /^warning UNKNOWN_OPTION: /],
  ])('has the severity that the configuration sets: %s', async (severity, status, message) => {
    const outcome = await configuredBuild(withUnknownKey(`[bundler.severity]\n${severity}\n`));
    expect(outcome).toMatchObject({ status, stderr: expect.stringMatching(message) });
  });

  test('fails the build where warnings do, before anything is built', async () => {
    const { status, stdout, stderr } = await configuredBuild(withUnknownKey('fail-on-warn = true\n'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^warning UNKNOWN_OPTION: [^]*\nerror CONFIGURATION_WARNINGS: There is a warning about/);
    const other = await configuredBuild(withUnknownKey('fail-on-warn = true\n'), { args: ['--no-fail-on-warn'] });
    expect(other).toMatchObject({ status: 0, stderr: expect.stringMatching(/^warning UNKNOWN_OPTION: /) });
  });

  test('is shown as well when something else is wrong', async () => {
    const { stderr } = await configuredBuild(withUnknownKey('external = 3\n'));
    expect(stderr).toMatch(/^warning UNKNOWN_OPTION: [^]*\nerror INVALID_OPTION: /);
  });
});

describe('--config', () => {
  test.each([
    ['nowhere.toml', /CONFIGURATION_NOT_FOUND: .*nowhere\.toml/],
    ['.', /CONFIGURATION_NOT_FOUND/],
    ['main.py', /CONFIGURATION_INVALID: .*"\.py" files.*\n  main\.py\n  hint: .*\.toml/],
  ])('%s is refused', async (file, message) => {
    const outcome = await configuredBuild({ 'cribo.toml': '[bundler]\n' }, { args: ['main.py', '--config', file] });
    expect(outcome).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
  });

  test('that may not be read is refused', async () => {
    const folder = writeProject({ 'main.py': '', 'cribo.toml': '[bundler]\n' });
    // As root everything may be read, so the command runs as nobody, from where nobody can reach it.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'cribo.toml'), 0);
    copyFileSync(cribo, join(folder, 'cli.mjs'));
    const outcome = await runCommand(process.execPath, ['cli.mjs', 'main.py'], { cwd: folder, uid });
    expect(outcome).toMatchObject({ status: 1, stderr: expect.stringMatching(/UNREADABLE_FILE: .*permission denied/) });
  });
});

test.each([
  [['--severity', 'x'], /MISPLACED_OPTION: .*"--severity".*the command line/],
  [['--plugins=x'], /MISPLACED_OPTION/],
  [['--confg', 'x'], /UNKNOWN_OPTION: .*\n  hint: Did you mean "--config"/],
  [['main.py', 'other.py'], /INVALID_OPTION: .*one entry, not 2/],
  [['main.py', '--fail-on-warn=no'], /INVALID_OPTION: .*"--fail-on-warn" takes no value/],
  [['main.py', '--metafile'], /INVALID_OPTION: .*"--metafile" needs a value/],
  [['main.py', '--output', 'a', '-o', 'b'], /INVALID_OPTION: .*"--output" was given twice/],
  [['main.py', '--filter-logs', 'kode:X'], /INVALID_OPTION: .*"filterLogs" .*"kode:X"/],
  [['main.py', '--filter-logs', 'code'], /INVALID_OPTION: .*"filterLogs" .*"code"/],
])('%j is refused', async (args, message) => {
  expect(await runCribo(writeProject({ 'main.py': '' }), args)).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(message),
  });
});
