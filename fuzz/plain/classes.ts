import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { functionLines } from './functions.ts';
import { anyName, anyOperand, bind, type PlainScope } from './scope.ts';

/** A class of some kind, with attributes that are named like other modules' names. */
export function writeClass(scope: PlainScope, choices: Choices): Statement {
  const name = anyName(choices);
  const tag = scope.tag();
  const { lines, isException = false } = choices.from<() => { lines: string[]; isException?: boolean }>([
    () => ({ lines: plainClass(scope, choices, name) }),
    () => ({ lines: plainClass(scope, choices, name) }),
    () => ({ lines: plainClass(scope, choices, name) }),
    () => ({ lines: exceptionClass(scope, choices, name), isException: true }),
    () => ({
      lines: [
        'import dataclasses',
        '@dataclasses.dataclass',
        `class ${name}:`,
        `    ${anyName(choices)}: int = ${tag}`,
        `    label: str = 'a'`,
        ...methods(scope, choices, name),
      ],
    }),
    () => ({
      lines: ['import enum', `class ${name}(enum.Enum):`, "    '''Colours.'''", `    RED = ${tag}`, '    BLUE = 2'],
    }),
    () => ({
      lines: choices.chance(8)
        ? ['from typing import NamedTuple', `class ${name}(NamedTuple):`, `    first: int = ${tag}`, '    x: int = 0']
        : [`class ${name}(Exception, metaclass=type):`, `    first = ${tag}`],
    }),
    () => ({ lines: [`class ${name}: pass`] }),
    () => ({ lines: [`class ${name}: x = ${tag}; data = ${anyOperand(scope, choices, 'value')}  # both`] }),
    () => ({ lines: [`class ${name}(list if ${tag} else dict): 'Told.'; kind = ${tag}`] }),
    () => ({
      lines: [
        'from abc import ABC, abstractmethod',
        `class ${name}(ABC):`,
        '    @abstractmethod',
        `    def ${anyName(choices)}(self): ...`,
        '',
        '    kind = 1',
      ],
    }),
  ])();
  // An enumeration has no subclasses.
  bind(scope, name, isException ? 'exception' : lines.some((line) => line.includes('enum.Enum')) ? 'value' : 'class');
  return { construct: 'class', lines };
}

function plainClass(scope: PlainScope, choices: Choices, name: string): string[] {
  const base = choices.chance(2) ? anyOperand(scope, choices, 'class') : '0';
  const generic = scope.version[1] >= 12 && choices.chance(8) ? '[T]' : '';
  const bases = base === '0' || base === name ? choices.from(['', '', '()', '(object)']) : `(${base})`;
  const decorator = choices.chance(6) ? anyOperand(scope, choices, 'decorator') : '0';
  return [
    ...(decorator === '0' ? [] : [`@${decorator}`]),
    `class ${name}${generic}${bases}:`,
    ...choices.from([
      [],
      ['    """One of them."""'],
      ["    'short'"],
      ["    r'''", "    raw \\d'''", ''],
      ['    # comment', ''],
    ]),
    ...attributes(scope, choices),
    ...methods(scope, choices, name),
  ];
}

function exceptionClass(scope: PlainScope, choices: Choices, name: string): string[] {
  const base = choices.chance(2) ? anyOperand(scope, choices, 'exception') : '0';
  return [
    `class ${name}(${base === '0' || base === name ? choices.from(['Exception', 'ValueError', 'KeyError']) : base}):`,
    ...choices.from([['    pass'], ['    """Wrong."""'], [`    code = ${scope.tag()}`]]),
  ];
}

function attributes(scope: PlainScope, choices: Choices): string[] {
  const name = anyName(choices);
  const operand = anyOperand(scope, choices);
  return choices.from<() => string[]>([
    () => [`    ${name} = ${operand}`],
    () => [`    ${name}: int = 4`, `    other = ${name}`],
    () => [`    ${name} = [item for item in range(2)]`],
    () => [`    __secret = ${operand}`, '    @property', `    def ${name}(self): return self.__secret`],
    () => [`    for ${name} in (1, 2): pass`],
    () => [`    class ${name}:`, `        deep = ${operand}`],
    () => (scope.known.has(name) && scope.known.get(name) !== 'module' ? [`    ${name} = ${name}`] : []),
    () => [`    print(${scope.tag()}, ${operand})`],
    () => [`    def __init_subclass__(cls, **more): print(${scope.tag()}, cls, cls.__qualname__)`],
    () => [`    __slots__ = ('x', '__hidden')`],
  ])();
}

function methods(scope: PlainScope, choices: Choices, name: string): string[] {
  const operand = anyOperand(scope, choices);
  const method = functionLines(scope, choices, anyName(choices), 'self').map((line) => `    ${line}`);
  return choices.from<() => string[]>([
    () => ['', ...method],
    () => [`    def __repr__(self): return f"<{type(self).__qualname__} {${operand}}>"`],
    () => ['    @staticmethod', `    def build(x=${operand}): return x`],
    () => ['    @classmethod', `    def build(cls, *rest): return cls, ${operand}`],
    () => ['    def __init__(self, *rest, **more):', '        super().__init__()', '        self.__secret = rest'],
    () => [`    def again(self): return ${name}, ${operand}`],
    () => ['    kind = 0'],
  ])();
}
