import { expect, test } from 'vitest';
import { facts } from '../../core/python/facts.ts';
import type { Module } from '../../core/module.ts';
import { LinkedModule } from '../../plugins/tree-shake/linked-module.ts';
import { findModuleClass } from '../../plugins/tree-shake/module-classes.ts';

/** The module's text where its class is found, by the statements that put it in the module's place. */
function found(text: string): (readonly [statement: string, names: readonly string[]])[] | undefined {
  const module = { text, name: 'm', package: '', imports: [], importingCalls: [] } as unknown as Module;
  const linked = new LinkedModule(module, facts(text, true));
  const { replacing } = findModuleClass(linked) ?? {};
  const statements = linked.statements.map(({ start, end }) => text.slice(start, end));
  return replacing && [...replacing].map(([index, names]) => [statements[index]!, names]);
}

const head = 'import sys\nfrom types import ModuleType\n';
const getter = '    def __getattr__(self, name): return load(name)\n';
const plain = `class Lazy(ModuleType):\n${getter}`;
const set = 'sys.modules[__name__].__class__ = Lazy';

test('a class is set, or an object of it put in the place of its module', () => {
  expect(found(`${head}${plain}${set}\n`)).toEqual([[set, []]]);
  const lines = [
    'old = sys.modules[__name__]',
    'new = (Lazy(__name__))  # "new"',
    'new.__dict__.update(\n    old.__dict__\n)',
    'sys.modules[__name__] = new',
    'del old, new.helper, new',
  ];
  const expected = lines.map((line) => [line.replace('  # "new"', ''), line.startsWith('del') ? ['helper'] : []]);
  expect(found(`${head}${plain}${lines.join('\n')}\n`)).toEqual(expected);
});

const isNone = {
  'another class': `class Lazy(dict):\n${getter}${set}`,
  'a class with keywords': `class Lazy(ModuleType, metaclass=Meta):\n${getter}${set}`,
  'a decorated class': `@register\n${plain}${set}`,
  'a further method': `${plain}    def __call__(self): pass\n${set}`,
  'a value behind a docstring': `class Lazy(ModuleType):\n    "Lazy."; __setattr__ = lambda *given: noted(given)\n${getter}${set}`,
  'what a string does': `class Lazy(ModuleType):\n    "{}".format(noted())\n${getter}${set}`,
  'a decorated method': `class Lazy(ModuleType):\n    @noted\n${getter}${set}`,
  'a string': `${plain}x = """\n${set}\n"""`,
  'another module': `${plain}sys.modules[__name__ + ".lazy"].__class__ = Lazy`,
  'a use elsewhere': `${plain}${set}\nlazy = Lazy`,
  'no copy': `${plain}new = Lazy(__name__)\nsys.modules[__name__] = new`,
};

test.each(Object.entries(isNone))('%s is none', (_, text) => {
  expect(found(`${head}${text}\n`)).toBeUndefined();
});
