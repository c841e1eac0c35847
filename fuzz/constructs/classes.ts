import type { Choices } from '../choices.ts';
import { flush } from '../model.ts';
import { knownNames, type Scope, show, type Written } from '../scope.ts';

/** A class that can be made without arguments; often derived from one that the module has imported. */
export function writeClass(name: string, scope: Scope, choices: Choices): Written {
  const bases = knownNames(scope, 'class')
    .map(({ expression }) => expression)
    .filter((expression) => expression !== name);
  const base = choices.from(['', ...bases, ...bases, ...bases]);
  const header = `class ${name}${base && `(${base})`}:`;
  const values = scope.module.definitions.filter(({ kind }) => kind === 'value').map((definition) => definition.name);
  const read = choices.from(['__name__', ...values]);
  const facts = show(
    name,
    name,
    `${name}.__module__`,
    `${name}.__qualname__`,
    `[each.__qualname__ for each in ${name}.__mro__]`,
  );
  const shapes: Written[] = [
    {
      construct: 'class',
      lines: [
        header,
        `    made_by = __name__`,
        `    def __repr__(self): return f'<{type(self).__name__} of {self.made_by}>'`,
      ],
    },
    {
      construct: 'class with private names',
      lines: [
        header,
        '    __secret = 1',
        '    def __hide(self): return self.__secret',
        `    def reveal(self, __argument=2): return self.__hide(), __argument`,
        show('private', `sorted(key for key in vars(${name}) if 'secret' in key or 'hide' in key)`),
        show('reveal', `${name}().reveal()`),
      ],
    },
    {
      construct: 'class nested',
      lines: [
        header,
        '    class Inner:',
        `        '''Inner docstring.'''`,
        `        class Deep: where = __qualname__`,
        show('nested', `${name}.Inner.Deep.where`, `${name}.Inner.Deep`, `${name}.Inner.__doc__`),
      ],
    },
    {
      construct: 'class reading names',
      lines: [
        header,
        `    seen = ${read}`,
        `    both = [seen for seen in [${read}]]`,
        `    name = __name__, __module__, __qualname__`,
        show('read', `${name}.seen`, `${name}.both`, `${name}.name`),
      ],
    },
    {
      construct: 'class with super',
      lines: [
        header,
        '    def __init__(self, *args):',
        '        super().__init__()',
        `        self.kind = __class__.__name__`,
        `    @classmethod`,
        `    def create(cls): return cls()`,
        `    @property`,
        `    def doubled(self): return self.kind * 2`,
        show('super', `${name}.create().doubled`),
      ],
    },
    {
      construct: 'class with hooks',
      lines: [
        header,
        '    def __init_subclass__(cls, **options):',
        `        ${show('subclass', 'cls.__qualname__', 'cls.__module__', 'options')}`,
        '        super().__init_subclass__()',
        '    def __class_getitem__(cls, item): return item',
        `class ${name}Derived(${name}, key='option'): pass`,
      ],
    },
    {
      construct: 'metaclass',
      lines: [
        `class ${name}Meta(type):`,
        '    def __new__(meta, name, bases, namespace, **options):',
        `        ${show('metaclass', 'name', 'sorted(key for key in namespace if key[:2] != "__")', 'namespace.get("__module__")')}`,
        '        return super().__new__(meta, name, bases, namespace)',
        `class ${name}(metaclass=${name}Meta):`,
        '    member = 1',
        '    def method(self): return __class__',
      ],
    },
    {
      construct: 'class with global',
      lines: [
        header,
        `    global ${name}_global`,
        `    ${name}_global = 1`,
        '    local = 2',
        show('class global', `'${name}_global' in globals()`, `hasattr(${name}, '${name}_global')`),
      ],
    },
    {
      construct: 'class with annotations',
      lines: [
        header,
        '    first: int',
        `    second: ${choices.from(['str', "'Later'", 'Later'])} = 2`,
        `    __third: 'private' = 3`,
        show('annotations', `${name}.__annotations__`),
      ],
    },
    {
      construct: 'dataclass',
      lines: [
        'import dataclasses',
        '@dataclasses.dataclass(order=True)',
        `class ${name}:`,
        '    first: int = 1',
        `    second: ${choices.from(['list', "'dataclasses.InitVar[int]'", 'dataclasses.InitVar[int]', "'ClassVar[int]'"])} = None`,
        show(
          'dataclass',
          `${name}()`,
          `${name}(3) > ${name}()`,
          `[field.name for field in dataclasses.fields(${name})]`,
        ),
      ],
    },
    {
      construct: 'enum',
      lines: [
        'import enum',
        `class ${name}(enum.Enum):`,
        '    RED = 1',
        `    GREEN = __name__`,
        '    def __str__(self): return self.name.lower()',
        show('enum', `list(${name})`, `str(${name}.RED)`, `${name}(1) is ${name}.RED`),
      ],
    },
    {
      construct: 'named tuple',
      lines: [
        'from typing import NamedTuple',
        `class ${name}(NamedTuple):`,
        '    first: int = 1',
        `    second: 'str' = __name__`,
        show('named tuple', `${name}()`, `${name}.__annotations__`),
      ],
    },
    {
      construct: 'class exception',
      lines: [
        `class ${name}(${base || 'ValueError'}, ${base ? 'ValueError' : 'LookupError'}):`,
        `    def __str__(self): return f'''text of`,
        `${flush}{type(self).__name__}'''`,
        'try:',
        `    raise ${name}('argument') from KeyError(__name__)`,
        'except ValueError as error:',
        `    ${show('raised', 'error', 'repr(error.__cause__)')}`,
      ],
    },
    {
      construct: 'class with slots',
      lines: [
        header,
        `    __slots__ = ('first', '__second')`,
        '    def __init__(self): self.__second = 2',
        show('slots', `${name}.__slots__`, `sorted(key for key in vars(${name}) if 'second' in key)`),
      ],
    },
  ];
  const chosen = choices.from(shapes);
  return { ...chosen, lines: [...chosen.lines, facts], risky: true };
}
