import type { Choices } from '../choices.ts';
import { type Construct, type Definition, type PlannedModule, knownModules, type Scope, show } from '../scope.ts';

/** How programs change modules from outside, for the strict mode: what is called afterwards has to see it. */
export const strictPatches: readonly Construct[] = [
  {
    name: 'patch and call',
    weight: 12,
    write(scope, choices) {
      const attribute = someAttribute(scope, choices);
      if (attribute === undefined) return undefined;
      const { module, target, definition } = attribute;
      const name = `${module}.${definition.name}`;
      const patches = choices.from([
        [`${name} = 'patched'`],
        [`${name} = lambda *args: ('patched', args)`],
        [`setattr(${module}, '${definition.name}', type('Patched', (), {}))`],
        [`vars(${module}).update({'${definition.name}': 'updated'})`],
        [`del ${name}`],
        [`delattr(${module}, '${definition.name}')`],
        [`${name}: int = 5`],
        [`for ${name} in range(2): pass`],
        [`with memoryview(b'') as ${name}: pass`],
        [`(${name}, *others) = 'abc'`],
        [`${module}.added_${scope.fresh('name')} = ${name}`],
      ]);
      return { lines: [...patches, ...callAll(module, target)], risky: true };
    },
  },
  {
    name: 'patch and put back',
    weight: 8,
    write(scope, choices) {
      const attribute = someAttribute(scope, choices);
      if (attribute === undefined) return undefined;
      const { module, target, definition } = attribute;
      const { name } = definition;
      const opening = choices.from([
        `with mock.patch('${target.name}.${name}'):`,
        `with mock.patch('${target.name}.${name}', 'patched'):`,
        `with mock.patch.object(${module}, '${name}', 'patched'):`,
        `with mock.patch.object(${module}, '${name}_new', 'patched', create=True):`,
        `with mock.patch.dict(vars(${module}), {'${name}': 'patched'}):`,
        `with mock.patch.dict('${target.name}.__dict__', ${name}='patched'):`,
        `with mock.patch.multiple('${target.name}', ${name}='patched'):`,
      ]);
      const calls = callAll(module, target);
      return {
        lines: [
          'from unittest import mock',
          opening,
          `    ${show('patched', `type(${module}.${name}).__name__`)}`,
          ...calls.map((line) => `    ${line}`),
          show('put back', `'${name}' in vars(${module})`),
          ...calls,
        ],
        risky: true,
      };
    },
  },
  {
    name: 'patch by string',
    weight: 3,
    write(scope, choices) {
      const attribute = someAttribute(scope, choices);
      if (attribute === undefined) return undefined;
      const { target, definition } = attribute;
      const { name } = definition;
      // Python would import modules to look there, which nothing else may import by these names.
      const isElsewhere = scope.modules.some((module) => module.isOtherName || `.${module.name}`.endsWith(`.${name}`));
      const lines = choices.from([
        [
          'import sys',
          `setattr(sys.modules['${target.name}'], '${name}', 'by string')`,
          show('set', `sys.modules['${target.name}'].${name}`),
        ],
        isElsewhere ? ['pass'] : ['import pydoc', show('located', `pydoc.locate('${target.name}.${name}')`)],
        [
          'from unittest import mock',
          `mock.patch('${target.name}.${name}', 'by string').start()`,
          'mock.patch.stopall()',
        ],
      ]);
      return { lines, risky: true };
    },
  },
  {
    name: 'reload and compare',
    weight: 6,
    write(scope, choices) {
      const attribute = someAttribute(scope, choices);
      if (attribute === undefined) return undefined;
      const { module, definition } = attribute;
      const name = `${module}.${definition.name}`;
      // A module that reloads what imports it back would never end.
      return {
        lines: [
          'import importlib, sys',
          "if not getattr(sys, 'reloading', 0):",
          '    sys.reloading = 1',
          `    before, ${module}.extra = ${name}, 'stays'`,
          '    try:',
          `        importlib.reload(${module})`,
          `        ${show('reloaded', `${name} is before`, `type(${name}).__name__`, `${module}.extra`, `isinstance(before, type) and isinstance(before(), ${name})`)}`,
          '    finally: del sys.reloading',
        ],
        risky: true,
      };
    },
  },
  {
    name: 'another class of module',
    weight: 3,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind !== 'entry');
      if (modules.length === 0) return undefined;
      const { expression, target } = choices.from(modules);
      const name = scope.fresh('Watched');
      return {
        lines: [
          'import types',
          `class ${name}(types.ModuleType):`,
          '    def __setattr__(self, name, value):',
          "        print('set', name, type(value).__name__)",
          '        super().__setattr__(name, value)',
          '    @property',
          "    def watched(self): return 'watched ' + self.__name__",
          `${expression}.__class__ = ${name}`,
          `${expression}.number = 1`,
          show('watched', `${expression}.watched`, `type(${expression}).__qualname__`),
          ...callAll(expression, target),
        ],
        risky: true,
      };
    },
  },
];

/** Calls the functions and classes of a module, so that they read its names. */
function callAll(module: string, { definitions }: PlannedModule): string[] {
  const callables = definitions.filter(({ kind }) => kind !== 'value').slice(0, 2);
  return callables.flatMap(({ name }) => [
    'try:',
    `    ${show(`call ${name}`, `${module}.${name}()`)}`,
    'except Exception as error:',
    `    ${show('failed', 'type(error).__name__', 'error')}`,
  ]);
}

/** A definition that some module known here should have. */
function someAttribute(
  scope: Scope,
  choices: Choices,
): { module: string; target: PlannedModule; definition: Definition } | undefined {
  const modules = knownModules(scope).filter(({ target }) => target.definitions.length > 0);
  if (modules.length === 0) return undefined;
  const { expression, target } = choices.from(modules);
  return { module: expression, target, definition: choices.from(target.definitions) };
}
