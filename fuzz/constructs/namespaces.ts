import type { Choices } from '../choices.ts';
import { type Construct, knownModules, knownNames, type Scope, show } from '../scope.ts';

/** What programs do to modules from outside, and to their own namespace from inside. */
export const namespaces: readonly Construct[] = [
  {
    name: 'rebind from outside',
    weight: 10,
    write(scope, choices) {
      const { expression, name } = someAttribute(scope, choices) ?? {};
      if (expression === undefined) return undefined;
      const line = choices.from([
        `${expression}.${name} = 'rebound'`,
        `setattr(${expression}, '${name}', __name__)`,
        `${expression}.${name} += 1`,
        `vars(${expression})['${name}'] = 7`,
        `for ${expression}.${name} in 'ab': pass`,
      ]);
      return { lines: [line, show('rebound', `${expression}.${name}`)], risky: true };
    },
  },
  {
    name: 'delete from outside',
    weight: 3,
    write(scope, choices) {
      const { expression, name } = someAttribute(scope, choices) ?? {};
      if (expression === undefined) return undefined;
      const line = choices.from([`del ${expression}.${name}`, `delattr(${expression}, '${name}')`]);
      return { lines: [line, show('deleted', `hasattr(${expression}, '${name}')`)], risky: true };
    },
  },
  {
    name: 'use of a module',
    weight: 10,
    write(scope, choices) {
      const { expression, name, kind } = someAttribute(scope, choices) ?? {};
      if (expression === undefined) return undefined;
      return {
        lines: [show(`${expression}.${name}`, `${expression}.${name}${kind === 'value' ? '' : '()'}`)],
        risky: true,
      };
    },
  },
  {
    name: 'missing attribute',
    weight: 3,
    write(scope, choices) {
      const { expression, name } = someAttribute(scope, choices) ?? {};
      if (expression === undefined) return undefined;
      return {
        lines: [`${expression}.${name}${choices.from(['', 'x', '_missing'])}`, `${expression}.missing`],
        risky: true,
      };
    },
  },
  {
    name: 'module __getattr__',
    weight: 2,
    levels: ['module'],
    write(_scope, choices) {
      const missing = choices.from([
        "raise AttributeError(f'module {__name__!r} lacks {name}')",
        "return ['made', name]",
        'import importlib; return importlib.import_module(f"{__name__}.{name}")',
      ]);
      return {
        lines: [
          'def __getattr__(name):',
          `    if name[:2] != '__': ${show('asked for', 'name')}`,
          "    if name[:2] == '__': raise AttributeError(name)",
          `    ${missing}`,
        ],
      };
    },
  },
  {
    name: 'module __dir__',
    weight: 1,
    levels: ['module'],
    write: () => ({ lines: ['def __dir__():', "    return ['made', 'up']"] }),
  },
  {
    name: '__all__',
    weight: 5,
    levels: ['module'],
    write(scope, choices) {
      const own = scope.module.definitions.map(({ name }) => `'${name}'`);
      if (own.length === 0) return undefined;
      const names = choices.some(own, 3).join(', ');
      const lines = choices.from([
        [`__all__ = [${names}]`],
        [`__all__ = (${names},)`],
        [`__all__ = [${names}]`, `__all__ += ['__name__']`],
        [`__all__ = sorted(name for name in globals() if name[:1] != '_')`],
        [`__all__ = [`, `    ${names},  # some`, `]`, `__all__.extend(('__doc__',))`],
        [`__all__: list = [${names}]`],
        [`__all__ = [${names}, 'never_defined']`],
        [`__all__ = [${names}, 1]`],
        [`__all__ = ()`],
        [`__all__ = '${scope.module.definitions[0].name[0]}'`],
      ]);
      return { lines };
    },
  },
  {
    name: '__all__ of submodules',
    weight: 2,
    levels: ['module'],
    write(scope) {
      if (scope.module.kind !== 'package') return undefined;
      const children = scope.modules.filter(
        ({ name }) =>
          name.startsWith(`${scope.module.name}.`) && !name.slice(scope.module.name.length + 1).includes('.'),
      );
      if (children.length === 0) return undefined;
      return {
        lines: [
          `__all__ = [${children.map(({ name }) => `'${name.slice(scope.module.name.length + 1)}'`).join(', ')}]`,
        ],
      };
    },
  },
  {
    name: 'delete a name',
    weight: 1,
    write(scope, choices) {
      const names = knownNames(scope, 'value', 'function', 'class')
        .map(({ expression }) => expression)
        .filter((name) => /^\w+$/.test(name));
      if (names.length === 0) return undefined;
      const name = choices.from(names);
      return { lines: [`del ${name}`, show('deleted', name)], risky: true };
    },
  },
  {
    name: 'own namespace',
    weight: 2,
    levels: ['module'],
    write({ version }, choices) {
      // Limits: type parameters put a name into the locals of 3.12; and they are a copy there, but for the bundle, where a
      // star import has bound the variable of an inlined comprehension (PEP 709; _PyFrame_LocalsToFast).
      const is312 = version[1] === 12;
      const expressions = choices.some(
        [
          "sorted(name for name in globals() if name[:2] != '__')",
          is312 ? 'locals() == globals()' : 'locals() is globals()',
          is312 ? 'vars() == globals()' : 'vars() is globals()',
          is312 ? 'dir() == sorted(locals())' : 'len(dir()) == len(globals())',
          "eval('__name__')",
          "exec('made_by_exec = 1') or made_by_exec",
          "[name for name in globals() if name[:2] == '__']",
          "[name for name in locals() if name[:2] != '__']",
          `${is312 ? 'globals' : 'locals'}().update(updated=1) or updated`,
          `__import__('sys')._getframe().f_locals ${is312 ? '==' : 'is'} globals()`,
        ],
        4,
      );
      return { lines: [show('namespace', ...expressions)] };
    },
  },
];

/** An attribute that some module known here is likely to have. */
function someAttribute(scope: Scope, choices: Choices): { expression: string; name: string; kind: string } | undefined {
  const modules = knownModules(scope).filter(({ target }) => target.definitions.length > 0);
  if (modules.length === 0) return undefined;
  const { expression, target } = choices.from(modules);
  return { expression, ...choices.from(target.definitions) };
}
