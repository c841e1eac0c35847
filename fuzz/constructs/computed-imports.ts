import type { Choices } from '../choices.ts';
import { leafOf, parentOf } from '../layout.ts';
import { type Construct, knownModules, type Scope, show } from '../scope.ts';

/** Imports by names that are strings, of modules that are sure to be in the bundle. */
export const computedImports: readonly Construct[] = [
  {
    name: 'import_module',
    weight: 5,
    write(scope, choices) {
      const name = someName(scope, choices);
      if (name === undefined) return undefined;
      const alias = scope.fresh('module');
      const call = parentOf(name) && choices.chance(2) ? `('.${leafOf(name)}', '${parentOf(name)}')` : `('${name}')`;
      return {
        lines: ['import importlib', `${alias} = importlib.import_module${call}`, show('by name', alias)],
        risky: true,
      };
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
        `__import__('${name}', globals(), locals(), ('missing', '*'), 0)`,
        `[__import__(name) for name in ['${name}']]`,
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

function someName({ modules, includesAll, module }: Scope, choices: Choices): string | undefined {
  const others = modules.filter((other) => other !== module && other.kind !== 'entry');
  return includesAll && others.length > 0 ? choices.from(others).name : undefined;
}
