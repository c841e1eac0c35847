import { type Construct, flagsOf, knownModules, knownNames, show } from '../scope.ts';

/** Whether things stay one and the same over all ways to them. */
export const identity: readonly Construct[] = [
  {
    name: 'isinstance over paths',
    weight: 6,
    write(scope, choices) {
      const classes = knownNames(scope, 'class');
      if (classes.length === 0) return undefined;
      const first = choices.from(classes).expression;
      const second = choices.from(classes).expression;
      return {
        lines: [
          show(
            'isinstance',
            `isinstance(${first}(), ${second})`,
            `issubclass(${first}, ${second})`,
            `${first} is ${second}`,
          ),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'class of sys.modules',
    weight: 3,
    write(scope, choices) {
      const classes = knownNames(scope, 'class', 'function');
      if (classes.length === 0) return undefined;
      const { expression } = choices.from(classes);
      return {
        lines: [
          'import sys',
          show(
            'found by name',
            `getattr(sys.modules[${expression}.__module__], ${expression}.__qualname__) is ${expression}`,
            `${expression}.__module__ == __name__`,
          ),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'pickle',
    weight: 3,
    write(scope, choices) {
      const named = knownNames(scope, 'class', 'function');
      if (named.length === 0) return undefined;
      const { expression, kind } = choices.from(named);
      const value = kind === 'class' ? choices.from([expression, `${expression}()`]) : expression;
      return {
        lines: [
          'import pickle',
          `text = pickle.dumps(${value}, 2)`,
          show('pickled', 'text', `type(pickle.loads(text)) is type(${value})`),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'functions of one module',
    weight: 2,
    write(scope, choices) {
      const functions = knownNames(scope, 'function');
      if (functions.length === 0) return undefined;
      const { expression } = choices.from(functions);
      return {
        lines: [
          show(
            'function',
            `${expression}.__globals__['__name__']`,
            `${expression}.__globals__ is globals()`,
            `${expression}.__code__.co_name`,
            `${expression}.__code__.co_filename.rpartition('/')[2]`,
            `${expression}.__code__.co_names`,
            `${expression}.__code__.co_freevars`,
            flagsOf(expression),
          ),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'call',
    weight: 5,
    write(scope, choices) {
      const callables = knownNames(scope, 'class', 'function');
      if (callables.length === 0) return undefined;
      const { expression } = choices.from(callables);
      return { lines: [show(`call ${expression}`, `${expression}()`, `repr(${expression})`)], risky: true };
    },
  },
  {
    name: 'module identity',
    weight: 2,
    write(scope, choices) {
      const modules = knownModules(scope);
      if (modules.length === 0) return undefined;
      const { expression, target } = choices.from(modules);
      return {
        lines: ['import sys', show('module', `sys.modules['${target.name}'] is ${expression}`, expression)],
        risky: true,
      };
    },
  },
  {
    name: 'subclasses',
    weight: 1,
    write(scope, choices) {
      const classes = knownNames(scope, 'class');
      if (classes.length === 0) return undefined;
      const { expression } = choices.from(classes);
      return {
        lines: [show('subclasses', `[(each.__module__, each.__name__) for each in ${expression}.__subclasses__()]`)],
        risky: true,
      };
    },
  },
  {
    name: 'singledispatch',
    weight: 2,
    write(scope, choices) {
      const classes = knownNames(scope, 'class');
      if (classes.length === 0) return undefined;
      const { expression } = choices.from(classes);
      return {
        lines: [
          'import functools',
          '@functools.singledispatch',
          "def dispatch(value): return 'default'",
          `@dispatch.register(${expression})`,
          `def dispatch_known(value): return '${expression}'`,
          show('dispatch', `dispatch(${expression}())`, 'dispatch(1)'),
        ],
        risky: true,
      };
    },
  },
];
