import type { Choices } from '../choices.ts';
import { topLevelNames } from '../layout.ts';
import { type Construct, knownModules, knownNames, type Scope, show } from '../scope.ts';

/** What modules, functions, classes and exceptions say of themselves, for the strict mode. */
export const strictNames: readonly Construct[] = [
  {
    name: 'names of a definition',
    weight: 14,
    write(scope, choices) {
      const definition = someDefinition(scope, choices, 'function', 'class');
      if (definition === undefined) return undefined;
      const names = [
        '__module__',
        '__qualname__',
        '__name__',
        '__doc__',
        '__dict__.keys()',
        '__class__',
        '__annotations__',
        ...(scope.version[1] >= 12 ? ['__type_params__'] : []),
      ];
      const values = choices.some(names, 4).map((name) => `${definition}.${name}`);
      return { lines: [show('names', ...values, `repr(${definition})`)], risky: true };
    },
  },
  {
    name: 'anatomy of a function',
    weight: 6,
    write(scope, choices) {
      const definition = someDefinition(scope, choices, 'function');
      if (definition === undefined) return undefined;
      const names = [
        '__defaults__',
        '__kwdefaults__',
        '__closure__',
        '__globals__["__name__"]',
        '__code__.co_name',
        '__code__.co_varnames',
        '__code__.co_cellvars',
        '__code__.co_names',
        '__code__.co_argcount',
        ...(scope.version[1] >= 11 ? ['__code__.co_qualname'] : []),
      ];
      const values = choices.some(names, 4).map((name) => `${definition}.${name}`);
      return {
        lines: ['import inspect', show('anatomy', ...values, `str(inspect.signature(${definition}))`)],
        risky: true,
      };
    },
  },
  {
    name: 'anatomy of a class',
    weight: 6,
    write(scope, choices) {
      const definition = someDefinition(scope, choices, 'class');
      if (definition === undefined) return undefined;
      const expressions = choices.some(
        [
          '[(base.__module__, base.__qualname__) for base in X.__mro__]',
          "sorted(name for name in vars(X) if name != '__firstlineno__')",
          "[(name, value.__qualname__, value.__module__) for name, value in vars(X).items() if hasattr(value, '__code__')]",
          'X.__subclasses__()',
          'repr(X())',
          'sorted(vars(X()))',
          "X() == X(), str(X), f'{X!r:>60}'",
          'X.__init__.__qualname__, X.__bases__, X.__dict__.get("__slots__")',
        ],
        3,
      );
      return { lines: [show('anatomy', ...expressions.map((each) => each.replaceAll('X', definition)))], risky: true };
    },
  },
  {
    name: 'names and kinds of a module',
    weight: 10,
    write(scope, choices) {
      const modules = knownModules(scope).filter(({ target }) => target.kind !== 'entry');
      // Of a package that is run, `python -m` makes some names another thing than a script has.
      const own =
        scope.module.kind === 'entry'
          ? "{name: globals()[name] for name in globals() if name[:2] != '__'}"
          : 'globals()';
      const space = modules.length === 0 || choices.chance(3) ? own : `vars(${choices.from(modules).expression})`;
      const rows = choices.from([
        `[(name, type(${space}[name]).__name__) for name in sorted(${space})]`,
        `[(name, type(value).__name__) for name, value in ${space}.items()]`,
        `[(name, getattr(value, '__module__', ''), getattr(value, '__qualname__', '')) for name, value in list(${space}.items())]`,
      ]);
      return { lines: [show('kinds', rows)], risky: true };
    },
  },
  {
    name: 'loaded modules of the program',
    weight: 5,
    write(scope, choices) {
      const own = JSON.stringify(topLevelNames(scope.modules));
      const row = choices.from(['name', '(name, type(sys.modules[name]).__name__)', '(name, repr(sys.modules[name]))']);
      return {
        lines: [
          'import sys',
          show('loaded', `[${row} for name in list(sys.modules) if name.partition('.')[0] in ${own}]`),
        ],
      };
    },
  },
  {
    name: 'pickles there and back',
    weight: 8,
    write(scope, choices) {
      const definition = someDefinition(scope, choices, 'function', 'class');
      if (definition === undefined) return undefined;
      const value = choices.from([definition, `${definition}()`, `[${definition}, {'key': ${definition}}]`]);
      const protocol = choices.from(['0', '1', '2', '3', '4', '-1']);
      const lines = choices.from([
        [
          'import pickle',
          `text = pickle.dumps(${value}, ${protocol})`,
          show(
            'text',
            'text',
            'repr(pickle.loads(text))',
            'pickle.dumps(pickle.loads(text), 2) == pickle.dumps(pickle.loads(text), 2)',
          ),
        ],
        ['import copy', show('copies', `repr(copy.copy(${value}))`, `repr(copy.deepcopy(${value}))`)],
        [
          'import pickletools, pickle',
          show(
            'opcodes',
            `[(code.name, given) for code, given, _ in pickletools.genops(pickle.dumps(${value}, ${protocol}))]`,
          ),
        ],
      ]);
      return { lines, risky: true };
    },
  },
  {
    name: 'texts of exceptions',
    weight: 10,
    write(scope, choices) {
      // An entry that is imported by its name as well has, in a bundle of that name, the bundle's lines for Python.
      const whole = scope.module.kind === 'entry' ? [] : ['traceback.format_exc().splitlines()[-1]'];
      const names = knownNames(scope, 'function', 'class', 'value').map(({ expression }) => expression);
      const modules = knownModules(scope).map(({ expression }) => expression);
      const statement = choices.from([
        'missing_name',
        'print.missing',
        ...names.flatMap((name) => [
          `${name}(1, 2, 3, unknown=4)`,
          `${name}.missing`,
          `${name} + None`,
          `${name}[0:1]`,
        ]),
        ...modules.flatMap((module) => [
          `${module}.missing`,
          `${module}()`,
          `${module}.__missing__ += 1`,
          `del ${module}.nothing`,
        ]),
      ]);
      return {
        lines: [
          'import traceback',
          'try:',
          `    ${statement}`,
          'except Exception as error:',
          `    ${show('text', ...whole, 'traceback.format_exception_only(type(error), error)')}`,
        ],
      };
    },
  },
  {
    name: 'uncaught in a thread or hook',
    weight: 2,
    write: (scope) => ({
      lines: [
        'import sys, threading',
        'def raises(*args):',
        '    raise ValueError(__name__)',
        'hook, threading.excepthook = threading.excepthook, lambda args: print(args.exc_type.__name__, args.exc_value)',
        'thread = threading.Thread(target=raises, name="worker")',
        'thread.start()',
        'thread.join()',
        'threading.excepthook = hook',
        show(
          'thread',
          'thread.name',
          'raises.__module__',
          ...(scope.level === 'module' ? ['raises.__qualname__'] : []),
        ),
      ],
    }),
  },
  {
    name: 'own frame',
    weight: 5,
    write(scope, choices) {
      const facts = [
        'f_code.co_name',
        'f_globals["__name__"]',
        'f_globals is globals()',
        'f_builtins is __import__("builtins").__dict__',
        'f_code.co_argcount',
        ...(scope.version[1] >= 11 && scope.level !== 'module' ? ['f_code.co_qualname'] : []),
        // The entry stands at other lines in the bundle.
        ...(scope.module.kind === 'entry' ? [] : ['f_lineno', 'f_code.co_firstlineno', 'f_back.f_code.co_name']),
      ];
      const values = choices.some(facts, 3).map((fact) => `sys._getframe().${fact}`);
      return { lines: ['import sys', show('frame', ...values)] };
    },
  },
];

/** An expression for something that the place knows, or for an attribute that a known module should have. */
function someDefinition(scope: Scope, choices: Choices, ...kinds: ('function' | 'class')[]): string | undefined {
  const known = knownNames(scope, ...kinds).map(({ expression }) => expression);
  const ofModules = knownModules(scope).flatMap(({ expression, target }) =>
    target.definitions
      .filter(({ kind }) => kinds.some((each) => each === kind))
      .map(({ name }) => `${expression}.${name}`),
  );
  const all = [...known, ...ofModules];
  return all.length === 0 ? undefined : choices.from(all);
}
