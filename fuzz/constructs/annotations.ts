import { type Construct, knownModules, knownNames, show } from '../scope.ts';

const types = [
  'int',
  "'int'",
  'list',
  'Later',
  "'Later'",
  "'not valid here'",
  '[int, str]',
  '(lambda: int)',
  'first + 1',
  "f'{__name__}'",
  '{0: "key"}[0]',
  'None',
  'dict[int]',
  'print("evaluated")',
  '(yes := 1)',
  '-1',
  'a.b[c:d, ...]',
  'lambda x, *y, z=(1,): (x, *y)',
  'int if str else None',
  '[each for each in int]',
  '"a" "b"',
  'not x',
  '1_000.0',
  "b'\\x00'",
];

/** Annotations: evaluated, kept as text where the module asks for it, or dropped. */
export const annotations: readonly Construct[] = [
  {
    name: 'annotated name',
    weight: 4,
    write(_scope, choices) {
      const type = choices.from(types.filter((text) => !text.includes(':=')));
      // Whether annotations of other targets than names are evaluated depends on the version, so theirs say nothing.
      const line = choices.from([
        `annotated: ${type}`,
        `annotated: ${type} = 1`,
        `(annotated): int = 1`,
        `holder = type('Holder', (), {}); holder.member: 'text' = 2`,
        `_private: ${type}; __mangled: ${type}`,
      ]);
      return { lines: [line], risky: true };
    },
  },
  {
    name: 'annotations of a module',
    weight: 4,
    levels: ['module'],
    // Up to 3.13 a module without annotations has no such name, and gets one by being asked as an attribute.
    write: () => ({ lines: [show('annotations', "globals().get('__annotations__')")] }),
  },
  {
    name: 'annotations of another module',
    weight: 2,
    write(scope, choices) {
      const modules = knownModules(scope);
      if (modules.length === 0) return undefined;
      return { lines: [show('annotations', `${choices.from(modules).expression}.__annotations__`)], risky: true };
    },
  },
  {
    name: 'annotated function',
    weight: 4,
    write(scope, choices) {
      const name = scope.fresh('annotated');
      const parameters = choices.from([
        '',
        'first: TYPE, ',
        'first: TYPE = 1, /, second: int = 2, ',
        '*rest: TYPE, ',
        '**rest: TYPE',
      ]);
      const returns = choices.from(['', ' -> TYPE', ' -> "text"']);
      const text = `${choices.from(['', 'async '])}def ${name}(${parameters}): pass`.replace('):', `)${returns}:`);
      const usable = types.filter((type) => !type.includes(':='));
      const type = choices.from(usable);
      return {
        lines: [text.replaceAll('TYPE', () => type), show('annotated', `${name}.__annotations__`)],
        risky: true,
      };
    },
  },
  {
    name: 'annotated class',
    weight: 3,
    write(scope, choices) {
      const name = scope.fresh('Annotated');
      const [first, second] = [choices.from(types), choices.from(types)].map((type) =>
        type.includes(':=') ? 'int' : type,
      );
      return {
        lines: [
          `class ${name}:`,
          `    member: ${first}`,
          `    other: ${second} = 1`,
          `    def method(self, argument: ${second} = 1) -> '${name}':`,
          `        local: Never.evaluated = 1`,
          '        return local',
          show('class', `${name}.__annotations__`, `${name}.method.__annotations__`, `${name}().method()`),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'type hints',
    weight: 2,
    write(scope, choices) {
      const name = scope.fresh('hinted');
      const known = knownNames(scope, 'class').map(({ expression }) => expression);
      const type = choices.from(['int', "'int'", ...known, ...known.map((expression) => `'${expression}'`)]);
      return {
        lines: [
          'import typing',
          `def ${name}(argument: ${type}, other: 'typing.Optional[${name}]' = None) -> ${type}: pass`,
          show(
            'hints',
            `{key: str(value) for key, value in typing.get_type_hints(${name}, localns={'${name}': int}).items()}`,
          ),
        ],
        risky: true,
      };
    },
  },
  {
    name: 'future in exec',
    weight: 2,
    levels: ['module', 'function'],
    write(scope) {
      // The entry's code runs before anything can give it flags that not every module asked for.
      if (scope.module.kind === 'entry') return undefined;
      const program = "exec('def inherited(argument: Undefined.name): pass', namespace)";
      const inherited = show('inherited', "namespace['inherited'].__annotations__");
      return { lines: ['namespace = {}', program, inherited], risky: true };
    },
  },
];
