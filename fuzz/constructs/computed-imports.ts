import type { Choices } from '../choices.ts';
import { leafOf, parentOf } from '../layout.ts';
import { type Construct, knownModules, type Scope, show } from '../scope.ts';

/** Imports by names that are strings: constant ones, and computed ones of modules that are sure to be in the bundle. */
export const computedImports: readonly Construct[] = [
  {
    name: 'import_module',
    weight: 5,
    write(scope, choices) {
      const name = someName(scope, choices);
      if (name === undefined) return undefined;
      const alias = scope.fresh('module');
      const [setup, called] = choices.from([
        ['import importlib', 'importlib.import_module'],
        ['import importlib as library', 'library.import_module'],
        ['from importlib import import_module', 'import_module'],
        ['from importlib import import_module as load', 'load'],
        ['import importlib; load_too = importlib.import_module', 'load_too'],
      ]);
      const spelled = choices.from([
        `'${name}'`,
        `"${name.slice(0, 2)}" '${name.slice(2)}'`,
        `('${name.slice(0, 1)}' + f'${name.slice(1)}')`,
      ]);
      const call =
        parentOf(name) && choices.chance(2) ? `('.${leafOf(name)}', package='${parentOf(name)}')` : `(${spelled})`;
      return { lines: [setup, `${alias} = ${called}${call}`, show('by name', alias)], risky: true };
    },
  },
  {
    name: '__import__ by name',
    weight: 3,
    write(scope, choices) {
      const name = someName(scope, choices);
      if (name === undefined) return undefined;
      const calls = [
        `__import__('${name}')`,
        `__import__('${name}', fromlist=['__name__'])`,
        `__import__('${parentOf(name) ?? name}', fromlist=['${leafOf(name)}'])`,
        ...(scope.includesAll
          ? [
              `__import__('${name}', globals(), locals(), ('missing', '*'), 0)`,
              `[__import__(name) for name in ['${name}']]`,
            ]
          : []),
      ];
      return { lines: [show('by name', ...choices.some(calls, 3))], risky: true };
    },
  },
  {
    name: 'pkgutil',
    weight: 3,
    write(scope, choices) {
      const packages = knownModules(scope).filter(
        ({ target }) => target.kind === 'package' || target.kind === 'namespace',
      );
      if (packages.length === 0 || !scope.includesAll) return undefined;
      const { expression, target } = choices.from(packages);
      const call = choices.from([
        `pkgutil.iter_modules(${expression}.__path__)`,
        `pkgutil.iter_modules(${expression}.__path__, 'prefix.')`,
        `pkgutil.walk_packages(${expression}.__path__, '${target.name}.', onerror=print)`,
      ]);
      return {
        lines: ['import pkgutil', show('modules', `sorted((each.name, each.ispkg) for each in ${call})`)],
        risky: true,
      };
    },
  },
  {
    name: 'import from all submodules',
    weight: 1,
    write(scope, choices) {
      const packages = knownModules(scope).filter(({ target }) => target.kind === 'package');
      if (packages.length === 0 || !scope.includesAll) return undefined;
      const { expression } = choices.from(packages);
      return {
        lines: [
          'import importlib, pkgutil',
          `for each in pkgutil.iter_modules(${expression}.__path__, ${expression}.__name__ + '.'):`,
          `    ${show('found', 'each.name', 'importlib.import_module(each.name)')}`,
        ],
        risky: true,
      };
    },
  },
];

function someName({ modules, module, oddNames }: Scope, choices: Choices): string | undefined {
  const others = modules.filter((other) => other !== module && other.kind !== 'entry').map(({ name }) => name);
  const names = [...others, ...oddNames];
  return names.length > 0 ? choices.from(names) : undefined;
}
