import { topLevelNames } from '../layout.ts';
import { type Construct, knownModules, knownNames, show } from '../scope.ts';

/** What programs ask of the import system and of module objects. */
export const importSystem: readonly Construct[] = [
  {
    name: 'own dunders',
    weight: 4,
    write(scope, choices) {
      const always = ['__package__', '__doc__', '__name__.rpartition(".")', 'type(__builtins__).__name__'];
      const imported = [
        '__spec__.name',
        '__spec__.parent',
        '__spec__.origin',
        '__spec__.has_location',
        '__file__',
        '__loader__.name',
        'type(__loader__).__name__',
        '__spec__.loader is __loader__',
        '__loader__.is_package(__name__)',
        'type(__loader__).__module__',
        '__loader__.get_filename()',
        '__loader__.path',
      ];
      const ofPackage = [
        '__path__',
        '__spec__.submodule_search_locations',
        '__path__ is __spec__.submodule_search_locations',
      ];
      const { kind } = scope.module;
      const names = [...always, ...(kind === 'entry' ? [] : imported), ...(kind === 'package' ? ofPackage : [])];
      return { lines: [show('dunders', ...choices.some(names, 4))] };
    },
  },
  {
    name: 'dunders of a module',
    weight: 8,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind !== 'entry');
      if (modules.length === 0) return undefined;
      const { expression, target } = choices.from(modules);
      const names = [
        '__name__',
        '__doc__',
        '__package__',
        '__spec__.name',
        '__spec__.parent',
        '__spec__.cached is not None',
        "__dict__['__name__']",
        '__class__',
        ...(target.kind === 'namespace'
          ? ['__path__._path', '__file__', '__loader__.__class__.__name__']
          : ['__file__', '__loader__.path', '__spec__', '__spec__.submodule_search_locations']),
      ];
      return {
        lines: [show('dunders of', expression, ...choices.some(names, 3).map((name) => `${expression}.${name}`))],
        risky: true,
      };
    },
  },
  {
    name: 'reload',
    weight: 5,
    write(scope, choices) {
      const modules = knownModules(scope);
      if (modules.length === 0) return undefined;
      const { expression } = choices.from(modules);
      // A module that reloads what imports it back would never end.
      return {
        lines: [
          'import importlib, sys',
          "if not getattr(sys, 'reloading', 0):",
          '    sys.reloading = 1',
          `    try: ${show('reloaded', `importlib.reload(${expression}) is ${expression}`)}`,
          '    finally: del sys.reloading',
        ],
        risky: true,
      };
    },
  },
  {
    name: 'sys.modules',
    weight: 3,
    write(scope, choices) {
      const own = topLevelNames(scope.modules);
      const { name } = choices.from(scope.modules.slice(1));
      const lines = choices.from([
        [show('loaded', `[name for name in sys.modules if name.partition('.')[0] in ${JSON.stringify(own)}]`)],
        [show('in sys.modules', `'${name}' in sys.modules`, `sys.modules.get('${name}')`)],
        [show('self', `sys.modules[__name__].__dict__ is globals()`)],
        [show('popped', `sys.modules.pop('${name}', None)`)],
        [`sys.modules['${name}'] = None`, show('blocked')],
        [`sys.modules['alias_of_it'] = sys.modules['${name}']`, 'import alias_of_it', show('alias', 'alias_of_it')],
        [`type(sys)('${name}').attribute = 1`, show('made', `type(sys)('${name}')`)],
      ]);
      return { lines: ['import sys', ...lines], risky: true };
    },
  },
  {
    name: 'submodule set on its parent',
    weight: 3,
    write(scope, choices) {
      const nested = scope.modules.filter(({ name, kind }) => name.includes('.') && kind !== 'entry');
      if (nested.length === 0) return undefined;
      const { name } = choices.from(nested);
      const [parent, leaf] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
      return {
        lines: [
          'import sys',
          show(
            'on parent',
            `getattr(sys.modules.get('${parent}'), '${leaf}', None)`,
            `getattr(sys.modules.get('${parent}'), '${leaf}', 0) is sys.modules.get('${name}')`,
          ),
        ],
      };
    },
  },
  {
    name: 'find_spec',
    weight: 3,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind !== 'entry');
      if (modules.length === 0) return undefined;
      const { name } = choices.from(modules).target;
      const asked = choices.from([name, name, `${name}.missing`, 'missing_module']);
      return {
        lines: [
          'import importlib.util',
          `found = importlib.util.find_spec('${asked}')`,
          show(
            'spec',
            'found and (found.name, found.origin, found.parent, found.submodule_search_locations and list(found.submodule_search_locations))',
          ),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'module from spec',
    weight: 1,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind === 'module' || target.kind === 'package');
      if (modules.length === 0) return undefined;
      const { name } = choices.from(modules).target;
      return {
        lines: [
          'import importlib.util',
          `spec = importlib.util.find_spec('${name}')`,
          'twin = importlib.util.module_from_spec(spec)',
          'spec.loader.exec_module(twin)',
          show('twin', 'twin', `twin is __import__('sys').modules['${name}']`),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'get_source',
    weight: 2,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind === 'module' || target.kind === 'package');
      // Text that came through standard input cannot be read again.
      if (modules.length === 0 || scope.form === 'stdin') return undefined;
      const { expression, target } = choices.from(modules);
      return { lines: [show('source', `${expression}.__loader__.get_source('${target.name}')`)], risky: true };
    },
  },
  {
    name: 'inspect.getsource',
    weight: 1,
    write(scope, choices) {
      const definitions = knownNames(scope, 'function', 'class');
      // The entry's text stands in the bundle as it had to be rewritten; imported too, it shares the bundle's file name.
      if (definitions.length === 0 || scope.form === 'stdin' || scope.module.kind === 'entry') return undefined;
      const { expression } = choices.from(definitions);
      const facts = ['getsource(X)', 'getsourcelines(X)[1]', 'getmodule(X).__name__'];
      const values = facts.map((fact) => `inspect.${fact.replace('X', expression)}`);
      return {
        lines: ['import inspect, sys', `if 'main' not in sys.modules: ${show('source', ...values)}`],
        risky: true,
      };
    },
  },
];
