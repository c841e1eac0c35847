import abc, collections, contextlib, dataclasses, enum, functools, os.path, re, sys, typing
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

def showing(value):
    print("showing")
    return value

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

class PickedMeta(type):
    def __hash__(cls): print("hash of class"); return 1
    def __bool__(cls): print("truth of class"); return True
    @property
    def kind(cls): print("kind"); return 2

class Picked(metaclass=PickedMeta):
    kind = "picked"

class Private:
    __secret = "a"
    def __init__(self): self.__hidden = "b"
    def see(self): return self.__secret
    def name(self): return __name

class MorePrivate(Private):
    def hidden(self): return self.__hidden
    def secret(self): return self.__secret

class Giver:
    def __get__(self, instance, owner): print("get"); return "given"

class Holder:
    giver = Giver()
    all = []
    kinds = ("a", ["b"])
    text = "held"

class Color(enum.Enum):
    x = 1
    text = "g"

class Record(NamedTuple):
    x: int = 1
    kind: str = "r"

class Unfinished(abc.ABC):
    @showing
    @abc.abstractmethod
    def method(self): ...
    @mark
    @abc.abstractmethod
    def x(self): ...

@dataclass
class Data:
    x: int = 0
    parts: list = field(default_factory=list)

@dataclass(frozen=True)
class Frozen:
    x: int = 0

__name = "private"
nested = (["a"], {"k": "v"})
numbers = [1, 2]
large = -(1 << 2000)
sentinel = object()

Holder.all.append(1)
nested[0].append(1)

def color_of(cls):
    cls.extra = 1
    return cls

def hidden_of(value): return value.__hidden

def private(): return __name

def default_twice(x=None, y=None): return x

def default_named(x=1, *, flag=False): return flag

def lazily(text):
    found = [text]
    upper = (each.upper() for each in found)
    found.append(1)
    return ",".join(upper)

def viewing(key):
    found = {}
    keys = found.keys()
    found[key] = 1
    return sorted(keys)

def one_of_two(key):
    found, other = {}, {}
    either = found if len(names) else other
    found[key] = 1
    return sorted(either)

def choosing(key):
    found = ["a"]
    chosen = found if count else ["b"]
    found.append(key)
    return ",".join(chosen)

def growing(value):
    found = []
    return [",".join(found) or found.append(each) for each in [value, value]]

def passing(**options):
    options["x"] = 1
    return default_twice(**options)

def resetting(**options):
    return default_twice(x=1, **options)

def annotating(value):
    noisy().x: int
    return value

def declaring(value):
    if not value:
        global count
    count = value
    return count

def multiplying(number):
    return number * number * number * number * 1.5

def times(number): return (number << 900) * (number << 900) * 1.0

def hashing(value): return {value: 1}

def comparing(value): return value == "a" or value in ("a", "b")

def reading(value): return value.x

equal = Equal()
made = Point(1)
