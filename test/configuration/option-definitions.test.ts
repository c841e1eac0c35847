import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { optionProblem } from '../../core/check-option.ts';
import { kebabCase, type optionDefinitions, optionKeys, variableOf } from '../../core/option-definitions.ts';
import type { FlattenOption } from '../../core/flatten-naming.ts';
import type { PositionsOption } from '../../core/positions-option.ts';
import {
  type BuildOptions,
  type Configuration,
  type DefinedValue,
  freezeOptions,
  type Severity,
} from '../../core/options.ts';
import type { StrategyOption } from '../../core/strategy.ts';
import { configurationSchema, optionTable } from '../../scripts/option-reference.ts';
import { runCribo, writeProject } from '../project.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Definitions = typeof optionDefinitions;
type KeysIn<Place> = {
  [Key in keyof Definitions]: Place extends Definitions[Key]['places'][number] ? Key : never;
}[keyof Definitions];

interface KindTypes {
  string: string;
  boolean: boolean;
  strings: readonly string[];
  booleanOrString: boolean | string;
  choiceOrFalse: string | false;
  choiceOrBoolean: string | boolean;
  booleanOrStrings: boolean | readonly string[];
  severities: Readonly<Record<string, Severity>>;
  strategies: StrategyOption;
  flattenNaming: FlattenOption;
  positions: PositionsOption;
  defines: Readonly<Record<string, DefinedValue>>;
  rules: NonNullable<BuildOptions['rules']>;
  plugins: NonNullable<BuildOptions['plugins']>;
  function: (...parameters: never[]) => unknown;
}

/** Keys of options whose type is not what their kind says. */
type WrongKinds<Options> = {
  [Key in keyof Options & keyof Definitions]: NonNullable<Options[Key]> extends KindTypes[Definitions[Key]['kind']]
    ? never
    : Key;
}[keyof Options & keyof Definitions];

test('the table has the keys and types of the options', () => {
  expectTypeOf<KeysIn<'api'>>().toEqualTypeOf<keyof BuildOptions>();
  expectTypeOf<KeysIn<'file'>>().toEqualTypeOf<keyof Configuration>();
  expectTypeOf<WrongKinds<Required<BuildOptions>>>().toEqualTypeOf<never>();
  expectTypeOf<WrongKinds<Required<Configuration>>>().toEqualTypeOf<never>();
  expect(optionKeys('api').every((key) => optionProblem(key, Symbol('nothing takes this')) !== undefined)).toBe(true);
});

test.each([
  ['entry', 3],
  ['output', ''.length],
  ['path', 'lib'],
  ['external', [1]],
  ['execFree', false],
  ['execFree', 1],
  ['flatten', 'always'],
  ['flatten', { prefix: 1 }],
  ['flatten', { rename: 'never' }],
  ['flatten', { prefixes: '{module}_{name}' }],
  ['positions', 'on'],
  ['positions', { mode: 'on' }],
  ['positions', { root: [''] }],
  ['positions', { roots: ['..'] }],
  ['severity', { X: 'loud' }],
  ['severity', 'off'],
  ['profile', 3],
  ['onLog', 'console'],
  ['plugins', 'cribo-plugin-x'],
  ['write', null],
  ['logLevel', 'info'],
  ['deduplicate', true],
  ['deduplicate', 'files'],
  ['include', ['*']],
  ['exclude', ['a..b']],
  ['rules', [3]],
  ['comments', 'some'],
  ['docstrings', false],
  ['define', ['DEBUG=1']],
  ['define', { DEBUG: [1] }],
  ['targetPlatform', 'linux'],
  ['externel', []],
])('build() refuses %s: %j', (key, value) => {
  expect(() => freezeOptions({ entry: 'main.py', [key]: value })).toThrow(
    expect.objectContaining({
      diagnostic: expect.objectContaining({ code: expect.stringMatching(/_OPTION$|_ENTRY$/) }),
    }),
  );
});

test('options are frozen with absolute paths and defaults', () => {
  const options = {
    entry: 'main.py',
    cwd: '/project',
    output: 'a.py',
    path: ['lib'],
    profile: 'trace.json',
    metafile: 'm',
  };
  const frozen = freezeOptions({ ...options, severity: { X: 'off' } });
  expect(frozen).toEqual({
    entry: 'main.py',
    cwd: '/project',
    output: '/project/a.py',
    path: ['/project/lib'],
    external: [],
    inline: [],
    inlineDependencies: true,
    python: undefined,
    resources: [],
    extract: [],
    include: [],
    exclude: [],
    rules: [],
    deduplicate: 'file',
    targetPython: undefined,
    targetPlatform: [],
    define: {},
    treeShaking: 'safe',
    minify: false,
    comments: 'keep',
    docstrings: 'keep',
    name: undefined,
    severity: { X: 'off' },
    flatten: { prefix: '{module}__{name}', rename: 'conflicts' },
    positions: { mode: 'native', roots: [] },
    strategy: { default: 'wrap', patterns: [] },
    failOnWarn: false,
    sourceMap: false,
    sourceMapRoot: undefined,
    sourcesContent: false,
    metafile: '/project/m',
    requirements: false,
    scriptMetadata: false,
    pinRequirements: false,
    profile: '/project/trace.json',
    write: true,
  });
  for (const value of [frozen, frozen.path, frozen.external, frozen.severity])
    expect(Object.isFrozen(value)).toBe(true);
  const byStrategy = { default: 'wrap', 'app.*': 'static' } as const;
  expect(freezeOptions({ entry: 'x', strategy: byStrategy }).strategy).toEqual({
    default: 'wrap',
    patterns: [['app.*', 'static']],
  });
  const { strategy } = freezeOptions({ entry: 'x', staticBundling: true, strategy: { app: 'wrap' } });
  expect(strategy).toEqual({ default: 'static', patterns: [['app', 'wrap']] });
  expect(() => freezeOptions({ entry: 'x', staticBundling: true, strategy: 'wrap' })).toThrow(
    /another one is asked for/,
  );
  expect(() => freezeOptions({ entry: 'x', strategy: { 'a..b': 'wrap' } })).toThrow(/"a\.\.b" is not a dotted name/);
  expect(() => freezeOptions({ entry: 'x', strategy: { a: 'statik' as never } })).toThrow(
    /"statik", as "a" is to have/,
  );
  expect(freezeOptions({ entry: 'x', staticBundling: false, execFree: true })).toMatchObject({ profile: false });
  expect(freezeOptions({ entry: 'x', deduplicate: 'off' })).toEqual(freezeOptions({ entry: 'x', deduplicate: false }));
});

describe('what is made from the table', () => {
  test('the help text has every flag', async () => {
    const { stdout } = await runCribo(writeProject({}), ['--help']);
    const shown = [...stdout.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map((match) => match[1]);
    expect(shown).toEqual([...optionKeys('flag').map(kebabCase), 'help', 'version']);
  });

  test('the schema is up to date, and knows the keys of a file', () => {
    const text = readFileSync(join(root, 'schema/cribo.schema.json'), 'utf8');
    expect(JSON.parse(text), 'npm run reference writes it').toEqual(configurationSchema());
    const { definitions } = JSON.parse(text) as { definitions: { build: { properties: Record<string, unknown> } } };
    expect(Object.keys(definitions.build.properties)).toEqual(optionKeys('file').map(kebabCase));
  });

  test('the documentation has the table', () => {
    const documentation = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
    expect(documentation, 'npm run reference writes it').toContain(`\n${optionTable()}\n\n`);
    for (const key of optionKeys('variable')) expect(documentation).toContain(`\`${variableOf(key)}\``);
  });
});
