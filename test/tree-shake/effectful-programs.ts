import { type Random, seededRandom } from '../random.ts';

/** What statements of a module may use: things that are silent, and things that say so when they run. */
const definitions = `
import abc, collections, dataclasses, enum, functools, os.path, re, typing
from dataclasses import dataclass, field
from functools import lru_cache, partial, wraps
from typing import Dict, Generic, List, NamedTuple, Optional, TypeVar

T = TypeVar("T")
known = []
names = {}
count = 3
text = "one two"
pair = (1, "two")

def noisy(*args, **kwargs):
    print("noisy", len(args))
    return 1

def same(value): return value

def add(one, two=2): return one + two

def greet(name, *rest, punctuation="!"):
    greeting = f"hello {name}"
    if rest:
        greeting = greeting + "s"
    return greeting + punctuation

def remember(function):
    known.append(function)
    return function

def name_it(function):
    names[function.__name__] = function
    return function

def mark(function):
    function.mark = len(known)
    return function

def doubled(function):
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs) * 2
    return inner

def tagged(tag=None, *, loud=False):
    def decorate(function):
        if loud:
            print("loud", tag)
        function.tag = tag
        return function
    return decorate

def optional(function=None, *, size=1):
    if function is None:
        return partial(optional, size=size)
    if isinstance(function, str):
        raise TypeError(function)
    function.size = size
    return function

def strict(value):
    if not isinstance(value, str):
        raise TypeError(type(value))
    return value

def positive(value):
    if value < 0:
        raise ValueError(value)
    return value

def collect(*values):
    found = {}
    for value in values:
        found[value] = 1
    return found

def filled(value):
    found = []
    found.append(value)
    other = {"a": value}
    other["b"] = found
    return other

def counting():
    global count
    count += 1
    return count

class Plain: pass

class Point:
    __slots__ = ("x", "y")
    kind = "point"
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def moved(self, by): return Point(self.x + by, self.y)

class Point3(Point):
    __slots__ = ("z",)
    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z

class Named:
    def __init__(self, name=None):
        self.name = name or type(self).__name__
        self.parts = {}
        self._register(name)
    def _register(self, name):
        self.parts[name] = 1

class Kept:
    all = []
    def __init__(self):
        self.all.append(self)

class Noisy:
    def __init__(self, *args): print("made", len(args))

class Setting:
    def __setattr__(self, name, value): print("set", name)

class Properties:
    def __init__(self, x): self.x = x
    @property
    def x(self): return 1
    @x.setter
    def x(self, value): print("x is", value)

class Gone:
    def __del__(self): print("gone")

class Hook:
    def __init_subclass__(cls, **kwargs): print("subclass", cls.__name__)

class Watching:
    def __set_name__(self, owner, name): print("name", name)

class Equal:
    def __eq__(self, other): print("equal"); return True
    def __hash__(self): print("hash"); return 1
    def __bool__(self): print("bool"); return True
    def __str__(self): print("str"); return "x"
    def __add__(self, other): print("plus"); return self
    def __getattr__(self, name): print("get", name); return 1
    def __getitem__(self, name): print("item", name); return 1
    def __call__(self, *args): print("call"); return args and args[0]
    def __iter__(self): print("iter"); return iter("ab")
    def __mro_entries__(self, bases): print("bases"); return ()

class Checking(type):
    def __instancecheck__(cls, other): print("is"); return True
    def __call__(cls, *args): print("instance"); return type.__call__(cls, *args)

class Loud(type):
    def __new__(meta, *args, **kwargs): print("class", args[0]); return type.__new__(meta, *args)

class Checked(metaclass=Checking): pass

class Box(Generic[T]): pass

class AbstractProperty(abc.ABC):
    @property
    @abc.abstractmethod
    def x(self): ...

class AbstractWrapped(abc.ABC):
    @doubled
    @abc.abstractmethod
    def x(self): ...

class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self): ...

equal = Equal()
made = Point(1)
`;

const simple = [
  '1',
  '-2',
  '1.5',
  '"a"',
  '""',
  '"%s"',
  'None',
  'True',
  '()',
  '[]',
  '{}',
  'b"x"',
  '...',
  'text',
  'count',
  'pair',
  'known',
  'same',
  'Plain',
  'equal',
  'made',
  'Point',
  'names',
  'Checked',
  'missing',
  'os.path.sep',
  're.X',
];
const callees = [
  'same',
  'add',
  'greet',
  'strict',
  'positive',
  'collect',
  'filled',
  'counting',
  'noisy',
  'Plain',
  'Point',
  'Point3',
  'Named',
  'Kept',
  'Noisy',
  'Setting',
  'Properties',
  'Gone',
  'Checked',
  'Abstract',
  'AbstractProperty',
  'AbstractWrapped',
  'Box',
  'equal',
  'made.moved',
  'list',
  'tuple',
  'set',
  'dict',
  'frozenset',
  'sorted',
  'len',
  'str',
  'int',
  'bool',
  'isinstance',
  'callable',
  'partial',
  're.compile',
  'collections.namedtuple',
  'collections.defaultdict',
  'collections.OrderedDict',
  'TypeVar',
  'typing.cast',
  'text.split',
  'text.replace',
  '", ".join',
  '"%s".upper',
  'known.append',
  'names.get',
  'lru_cache',
  'tagged',
  'optional',
  'property',
  'staticmethod',
  'range',
  'repr',
  'super',
  'object',
  'chr',
  'field',
];
const operators = [
  '+',
  '-',
  '*',
  '|',
  '&',
  '%',
  '<<',
  '==',
  '!=',
  '<',
  'in',
  'is',
  'is not',
  'not in',
  'and',
  'or',
  '/',
  '//',
  '@',
  '**',
];
const decorators = [
  'same',
  'remember',
  'name_it',
  'mark',
  'doubled',
  'tagged',
  'tagged()',
  'tagged("a")',
  'tagged(loud=True)',
  'tagged("b", loud=False)',
  'optional',
  'optional()',
  'optional(size=2)',
  'optional("x")',
  'noisy',
  'equal',
  'staticmethod',
  'property',
  'lru_cache',
  'lru_cache()',
  'lru_cache(maxsize=None)',
  'wraps(same)',
  'missing',
  'abc.abstractmethod',
  'typing.overload',
  'dataclass',
  'dataclass(frozen=True)',
  'dataclass(order=True)',
  'typing.final',
  'typing.runtime_checkable',
  'positive',
  'Point',
  'functools.total_ordering',
  'partial(same)',
];
const bases = [
  'Plain',
  'Point',
  'Point3',
  'Hook',
  'object',
  'Exception',
  'OSError',
  'KeyError',
  'dict',
  'str',
  'int',
  'tuple',
  'Checked',
  'Abstract',
  'abc.ABC',
  'Box',
  'Box[int]',
  'Generic[T]',
  'Named',
  'equal',
  'enum.Enum',
  'enum.IntEnum',
  'enum.Flag',
  'typing.Protocol',
  'NamedTuple',
  'collections.OrderedDict',
  'collections.namedtuple("P", "a b")',
  'missing',
  'made',
];
const keywords = ['metaclass=Checking', 'metaclass=Loud', 'metaclass=abc.ABCMeta', 'metaclass=type', 'flag=1'];
const members = [
  'pass',
  'x = EXPRESSION',
  'y = EXPRESSION',
  'a = 1',
  'b = "b"',
  'c = EXPRESSION',
  'x: int',
  'x: int = 1',
  'y: List[int] = []',
  'z: str = EXPRESSION',
  'w: Optional[missing] = None',
  '__slots__ = ("x", "q")',
  '__slots__ = EXPRESSION',
  '__hash__ = None',
  'x = Watching()',
  'def method(self): return missing',
  '@DECORATOR\n    def method(self): return 1',
  '@property\n    def x(self): return 1',
  'def __init_subclass__(cls): print("sub")',
  'def __eq__(self, other): return True',
  'def method(self, x=EXPRESSION): return x',
  'def early(self=1): return 2\n    x = early()',
  'class Inner(BASE): pass',
  'print("body")',
  'if count: x = 1',
  'if EXPRESSION: z = 1',
  'for i in range(2): pass',
  'mro = 1',
  'name = 1',
  'x = 3',
  'd = 4',
  'e = 6',
  'f = -1',
  '_private = 1',
  'def __new__(cls, *args): print("new"); return object.__new__(cls)',
  'a = 2',
  'x: int = field(default_factory=list)',
  'y: list = field(EXPRESSION)',
  'z: int = field(default=EXPRESSION, repr=False)',
  'auto = enum.auto()',
];

function expression(random: Random, depth: number): string {
  if (depth === 0 || random.chance(0.3)) return random.from(simple);
  const inner = (): string => expression(random, depth - 1);
  switch (random.below(14)) {
    case 0:
    case 1:
    case 2:
      return `${random.from(callees)}(${some(random, 3, inner)})`;
    case 3:
      return `(${inner()} ${random.from(operators)} ${inner()})`;
    case 4:
      return `[${some(random, 3, inner)}]`;
    case 5:
      return `{${inner()}: ${inner()}, "k": ${inner()}}`;
    case 6:
      return `{${inner()}, ${inner()}}`;
    case 7:
      return `(${inner()} if ${inner()} else ${inner()})`;
    case 8:
      return `f"{${random.from(['text', 'count', 'equal', 'missing', 'made', 'pair'])}}"`;
    case 9:
      return `(lambda a=${inner()}: missing)`;
    case 10:
      return `[${random.from(['each', '(each, 1)', 'str(each)', 'noisy(each)', 'each.x'])} for each in ${inner()} if ${random.from(['each', 'True', 'each in text'])}]`;
    case 11:
      return `(${inner()}).${random.from(['x', 'name', 'kind', '__name__', '__doc__', 'upper()', 'y', 'append(1)', 'parts', 'mark'])}`;
    case 12:
      return `(${inner()})[${random.from(['0', '"a"', '1:', '-1', 'int', '5'])}]`;
    default:
      return `(not ${inner()})`;
  }
}

function some(random: Random, most: number, one: () => string): string {
  return Array.from({ length: random.below(most) }, one).join(', ');
}

/** A module whose last statement, which nothing needs, may raise or do something, or not. */
export function effectfulModule(seed: number): string {
  const random = seededRandom(seed);
  const decorated = (): string =>
    Array.from({ length: random.below(3) }, () => `@${random.from(decorators)}\n`).join('');
  const fill = (text: string): string =>
    text
      .replaceAll('EXPRESSION', () => expression(random, 2))
      .replaceAll('DECORATOR', () => random.from(decorators))
      .replaceAll('BASE', () => random.from(bases));
  let statement: string;
  switch (random.below(5)) {
    case 0:
      statement = `${decorated()}def UNUSED(a: ${expression(random, 1)} = ${expression(random, 1)}): return missing`;
      break;
    case 1:
    case 2: {
      const given = [
        ...Array.from({ length: random.below(3) }, () => random.from(bases)),
        ...(random.chance(0.2) ? [random.from(keywords)] : []),
      ];
      const body = Array.from({ length: 1 + random.below(3) }, () => `    ${fill(random.from(members))}`).join('\n');
      const decorator = random.chance(0.3) ? decorated() : '';
      statement = `${decorator}class UNUSED(${given.join(', ')}):\n${body}`;
      break;
    }
    default:
      statement = `UNUSED = ${expression(random, 3)}`;
  }
  return `${definitions}\n${statement}\n`;
}
