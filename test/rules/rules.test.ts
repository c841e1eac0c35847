import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { build, type BuildOptions, type Plugin, type Rule } from '../../core/index.ts';
import { namePatternTest } from '../../core/name-pattern.ts';
import { ruleProblem } from '../../plugins/rules/read-rules.ts';
import { RuleBook } from '../../plugins/rules/rule-book.ts';
import data from '../../plugins/rules/rules.json' with { type: 'json' };
import { rulesSchema } from '../../scripts/option-reference.ts';
import { writeProject } from '../project.ts';

const rules: readonly Rule[] = data;

describe('the rules of cribo', () => {
  test.each(rules.map((rule) => [rule.package, rule] as const))('for %s are well-formed', (_, rule) => {
    expect(ruleProblem(rule)).toBeUndefined();
    expect(Object.keys(rule).length).toBeGreaterThan(1);
  });

  test('are for at least forty packages, in the order of their names', () => {
    const names = rules.map((rule) => rule.package.toLowerCase());
    expect(new Set(names).size).toBeGreaterThan(40);
    expect(names).toEqual(names.toSorted());
  });

  test('do not contradict each other', () => {
    for (const { package: name, external, versions } of rules) {
      const others = rules.filter((rule) => rule.package === name && rule.versions === versions);
      expect(others.length, name).toBe(1);
      if (external !== undefined) expect(rules.filter((rule) => rule.package === name).length, name).toBe(1);
    }
    for (const { package: name, exclude = [] } of rules) {
      const own = rules.filter((rule) => rule.package === name);
      const included = own.flatMap(({ imports = {} }) => Object.values(imports).flat());
      for (const pattern of exclude) expect(included.filter(namePatternTest(pattern))).toEqual([]);
    }
  });

  test('have a schema that is as written', () => {
    const written = readFileSync(new URL('../../schema/cribo-rules.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(rulesSchema());
  });
});

test.each([
  [3, 'is no table'],
  [{}, 'has no "package"'],
  [{ package: 'a', hidden: [] }, 'has an unknown key "hidden"'],
  [{ package: 'a', imports: ['a.b'] }, 'has a "imports" that is not a table of lists'],
  [{ package: 'a', imports: { b: [] } }, 'is for "a" and says what "b" imports'],
  [{ package: 'a', exclude: ['a.**.b'] }, 'is wrong: in "a.**.b", ** can only be the last part'],
  [{ package: 'a', versions: 'new' }, 'has "versions" that are no range of PEP 440: new'],
  [{ package: 'a', imports: { a: ['a.b'] }, exclude: ['a.*'] }, 'contradicts itself: a.b'],
  [{ package: 'a', external: 'No.', extract: true }, 'contradicts itself: what is external brings nothing in'],
])('%j is no rule', (value, problem) => {
  expect(ruleProblem(value)).toContain(problem);
});

test('rules hold for the version that is installed, and for any where that is not known', () => {
  const book = new RuleBook((name) => ({ old: '1.9', new: '2.0rc1' })[name]);
  for (const name of ['old', 'new', 'unknown']) {
    book.add([{ package: name, versions: '>=2.0rc0,<3', imports: { [name]: [`${name}.hidden`] } }]);
  }
  expect(book.importsOf('old')).toBeUndefined();
  expect(book.importsOf('new')).toEqual(['new.hidden']);
  expect(book.importsOf('unknown')).toEqual(['unknown.hidden']);
});

test('rules add up, unless one replaces those before it', () => {
  const book = new RuleBook(() => undefined);
  book.add([{ package: 'a', imports: { 'a.*': ['a.one'] } }]);
  book.add([{ package: 'a', imports: { 'a.b': ['a.two'] } }]);
  expect(book.importsOf('a.b')).toEqual(['a.one', 'a.two']);
  expect(book.importsOf('a')).toBeUndefined();
  book.add([{ package: 'a', imports: { 'a.b': [] }, replaces: true }]);
  expect(book.importsOf('a.b')).toEqual([]);
});

/** Names of the modules that a program gets besides its entry, with the codes of the messages. */
async function built(
  files: Record<string, string>,
  options: Partial<BuildOptions> = {},
): Promise<{ names: string[]; codes: string[] }> {
  const { graph, diagnostics } = await build({ entry: 'main.py', cwd: writeProject(files), ...options });
  return { names: graph.dependencies.map(({ name }) => name), codes: diagnostics.map(({ code }) => code) };
}

const loader = 'import importlib\ndef load(name):\n    return importlib.import_module(name)\n';
const program = {
  'main.py': 'import app.loader\n',
  'app/__init__.py': '',
  'app/loader.py': loader,
  'app/hidden.py': 'import app.left\n__import__("app.left")\n',
  'app/left.py': '',
};

describe('rules are applied', () => {
  test('from the configuration, when the module that they are about is bundled', async () => {
    expect(await built(program)).toEqual({ names: ['app', 'app.loader'], codes: ['DYNAMIC_IMPORT'] });
    const rule = { package: 'app', imports: { 'app.loader': ['app.hidden'] }, exclude: ['app.left'] };
    const { names, codes } = await built(program, { rules: [rule] });
    expect(names).toEqual(['app', 'app.loader', 'app.hidden']);
    expect(codes).not.toContain('DYNAMIC_IMPORT');
    const unused = await built({ ...program, 'main.py': 'import app\n' }, { rules: [rule] });
    expect(unused.names).toEqual(['app']);
  });

  test('from a file in the folder of the package', async () => {
    const shipped = JSON.stringify([{ package: 'app', imports: { 'app.loader': ['app.hidden'] } }]);
    const { names } = await built({ ...program, 'app/cribo-rules.json': shipped });
    expect(names).toEqual(['app', 'app.loader', 'app.hidden', 'app.left']);
    const own = [{ package: 'app', imports: { 'app.loader': [] }, replaces: true }];
    expect((await built({ ...program, 'app/cribo-rules.json': shipped }, { rules: own })).names).toEqual([
      'app',
      'app.loader',
    ]);
  });

  test.each([
    ['what is no JSON', '{', 'no list'],
    ['what is no list', '{}', 'no list'],
    ['a rule that is none', '[{}]', 'has no "package"'],
    ['a rule about another package', '[{ "package": "os" }]', 'which is not in "app"'],
  ])('%s in that file is an error', async (_, text, message) => {
    const result = built({ ...program, 'app/cribo-rules.json': text });
    await expect(result).rejects.toMatchObject({ diagnostic: { code: 'INVALID_RULE' } });
    await expect(result).rejects.toThrow(message);
  });

  test('of the configuration that are none are an error', async () => {
    const result = built(program, { rules: [{ package: 'app', versions: '?' }] });
    await expect(result).rejects.toMatchObject({ diagnostic: { code: 'INVALID_RULE' } });
  });
});

test('what is external by a rule is left outside where it is installed, with the reason', async () => {
  const own = { 'main.py': 'import pylint\n', 'pylint.py': '' };
  expect((await built(own)).names).toEqual(['pylint']);
  const site = 'environment/lib/python3.12/site-packages';
  const installed = {
    'main.py': 'import pylint\n',
    [`${site}/pylint.py`]: '',
    [`${site}/pylint-4.0.dist-info/METADATA`]: 'Name: pylint\nVersion: 4.0\n',
    [`${site}/pylint-4.0.dist-info/RECORD`]: 'pylint.py,,\n',
  };
  const { names, codes } = await built(installed, { inline: true, python: 'environment' });
  expect(names).toEqual([]);
  expect(codes).toContain('EXTERNAL_BY_RULE');
});

test('other plugins can ask for what rules say', async () => {
  let answers: unknown;
  const asking: Plugin = {
    name: 'asking',
    link(_, context) {
      const api = context.api('cribo:rules')!;
      answers = [api.isExtracted('babel'), api.resourcesOf('certifi'), api.externalReason('pylint') !== undefined];
    },
  };
  await built({ 'main.py': '' }, { plugins: [asking] });
  expect(answers).toEqual([true, ['cacert.pem'], true]);
});
