import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPythons } from '../pythons.ts';
import { runCribo, writeProject } from '../project.ts';
import { runCommand } from '../run-command.ts';

const newest = findPythons().at(-1)!.path;

/** The text of the bundle of a program, which does what the program does. */
async function shaken(files: Readonly<Record<string, string>>, python = newest, strategy = 'wrap'): Promise<string> {
  const folder = writeProject(files);
  const { status, stderr } = await runCribo(folder, [
    'main.py',
    '-o',
    'out/bundle.py',
    '--tree-shaking',
    'safe',
    '--strategy',
    strategy,
    '--no-config',
  ]);
  expect(status, stderr).toBe(0);
  const wanted = await runCommand(python, ['main.py'], { cwd: folder });
  const got = await runCommand(python, ['-I', 'bundle.py'], { cwd: join(folder, 'out') });
  expect({ status: got.status, stdout: got.stdout }).toEqual({ status: wanted.status, stdout: wanted.stdout });
  // What is looked for is the program's own text.
  return readFileSync(join(folder, 'out/bundle.py'), 'utf8').replace(
    /^def __cribo_install\([^]*?(?=^__cribo_modules = )/m,
    '',
  );
}

/** Statements of a module that go, when the program is `import m; m.used()` or as given. */
const goes: Record<string, string> = {
  'a function': 'def GONE(): pass',
  'a function with defaults and annotations':
    'import typing\ndef GONE(a: typing.List[int] = [], *, b=None) -> int: pass',
  'a class': 'class GONE:\n    x = 1\n    def method(self): pass',
  'a class with bases of its module': 'class Base: pass\nclass GONE(Base):\n    def method(self): pass',
  'an exception': 'class GONE(ValueError):\n    """What failed."""',
  'an abstract class':
    'from abc import ABC, abstractmethod\nclass GONE(ABC):\n    @abstractmethod\n    def method(self): ...',
  properties: 'class GONE:\n    @property\n    def x(self): pass\n    @x.setter\n    def x(self, value): pass',
  'a literal': 'GONE = {"a": [1, 2, (3, None)], 4: -5}',
  'a lambda': 'GONE = lambda a, b=1: a + len(b)',
  'a type variable': 'from typing import TypeVar\nGONE = TypeVar("GONE")',
  'a named tuple': 'from collections import namedtuple\nGONE = namedtuple("GONE", "a b")',
  'an alias': 'def f(): pass\nGONE = f',
  'what only it used': 'def GONE(): return GONE_too()\ndef GONE_too(): pass',
};

test.each(Object.entries(goes))('%s goes where nothing needs it', async (_, statement) => {
  const files = { 'main.py': 'import m\nm.used()\n', 'm.py': `${statement}\ndef used(): print("used")\n` };
  expect(await shaken(files)).not.toContain('GONE');
});

const stays: Record<string, string> = {
  'a call': 'STAYS = print("called")',
  'a decorated function': 'def register(f):\n    print(f.__name__)\n    return f\n@register\ndef STAYS(): pass',
  'a class with a metaclass':
    'class Meta(type):\n    def __init__(cls, *rest): print(rest[0])\nclass STAYS(metaclass=Meta): pass',
  'a subclass of what registers subclasses':
    'class Base:\n    def __init_subclass__(cls): print(cls.__name__)\nclass STAYS(Base): pass',
  'what has a __set_name__':
    'class D:\n    def __set_name__(self, owner, name): print(name)\ndescriptor = D()\nclass C:\n    STAYS = descriptor',
  'what is read through a string': 'def STAYS(): return 1\ndef used():\n    print(globals()["STA" + "YS"]())',
  'a default that calls': 'def f(STAYS=print("default")): pass',
  'an annotation that fails': 'try:\n    def STAYS(a: missing): pass\nexcept NameError as error:\n    print(error)',
  'a pattern that is none': 'import re\ntry:\n    STAYS = re.compile("(")\nexcept re.error as error:\n    print(error)',
  operators: 'class N:\n    def __add__(self, other): print("added")\nn = N()\nSTAYS = n + 1',
  'an attribute of a class': 'class STAYS: pass\nSTAYS.x = 1\nprint(vars(STAYS)["x"])',
  'what a pickle may name':
    'import pickle\nclass STAYS: pass\ndef used():\n    print(type(pickle.loads(b"cm\\nSTA" b"YS\\n)\\x81.")).__name__)',
  'what is nested too deeply to be looked at': `STAYS = (1 - ${Array.from({ length: 20_000 }, () => 'len("a")').join(' - ')})`,
  'an import of the environment': 'import xml.dom.minidom as STAYS',
  'an import in a class': 'class C:\n    from xml.dom import minidom as STAYS',
};

test.each(Object.entries(stays))('%s stays', async (_, statement) => {
  const used = statement.includes('def used') ? '' : 'def used(): print("used")\n';
  const files = { 'main.py': 'import m\nm.used()\n', 'm.py': `${statement}\n${used}` };
  expect(await shaken(files)).toContain('STAYS');
});

const lined = `\
import inspect, linecache, sys, traceback
events = []
def trace(frame, event, argument):
    if frame.f_code.co_filename.endswith('m.py') and event == 'line':
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)
        if line.split(' ')[0].strip() in ('import', 'limit', '', 'if', 'number', 'missing_attribute'):
            events.append((frame.f_code.co_name, frame.f_lineno, line))
    return trace
# Who says what it does keeps everything.
set_trace = getattr(__import__('sy' + 's'), 'set' + 'trace')
set_trace(trace)
try:
    import m
finally:
    set_trace(None)
print([event for event in events if 'text' not in event[2] and '1,' not in event[2]])
print(inspect.getsource(m.used), inspect.getsource(m.Late), getattr(m.Late, '__firstlineno__', 0))
for call, *given in (m.used,), (m.Late().method,), (m.number, 0):
    try:
        call(*given)
    except Exception as error:
        print([(frame.name, frame.lineno, frame.line) for frame in traceback.extract_tb(error.__traceback__)][1:])
print(m.used.__code__.co_firstlineno, m.Late.method.__code__.co_firstlineno)
`;

/** A module with things that go between things that stay, so many lines each. */
const withGaps = (height: number): string => `\
"""A module."""
import os

def gone():
    """Over
${'    lines\n'.repeat(height)}    """

# About what is used.
def used():
    raise ValueError("here")
GONE = [
${'    1,\n'.repeat(height)}]
limit = max(1,
    2)

class Gone:
    text = """
${'lines\n'.repeat(height)}"""

if limit:
    rest = limit  # the last
number = lambda x: (
    1 / x)
class Late:
    def method(self):
        return missing_attribute(self.x
            + 1)
missing_attribute = str
`;

describe.each(findPythons())('Python $version', ({ path }) => {
  test.each([
    [1, 'wrap'],
    [130, 'wrap'],
    [300, 'wrap'],
    [1, 'static'],
    [300, 'static'],
  ])('has the lines of the file where %i are left out, under %s', async (height, strategy) => {
    const bundle = await shaken({ 'main.py': lined, 'm.py': withGaps(height) }, path, strategy);
    expect(bundle.includes('class __cribo_module_m:')).toBe(strategy === 'static');
    expect(bundle).not.toMatch(/gone|GONE|Gone|lines\n/);
  });
});

test('imported names go from lists of names, modules from the bundle', async () => {
  const bundle = await shaken({
    'main.py': 'from lib import used\nused()\n',
    'lib/__init__.py':
      'from .core import (gone,\n    used,  # kept\n    gone_too)\nfrom .core import gone as gone_again, \\\n    used as also\nfrom .alone import nothing\n',
    'lib/core.py': 'def used(): print("used")\ndef gone(): pass\ndef gone_too(): pass\n',
    'lib/alone.py': 'def nothing(): pass\n',
  });
  expect(bundle).not.toMatch(/gone|alone/);
});

test('star imports may go round in a circle', async () => {
  const bundle = await shaken({
    'main.py': 'from one import *\nprint(sorted({1, 2}))\n',
    'one.py': 'from two import *\nGONE = absent = 1\n',
    'two.py': 'from one import *\nx = sorted\n',
  });
  expect(bundle).not.toContain('GONE');
});

test('a star import gives all to who looks at its own namespace', async () => {
  const bundle = await shaken({
    'main.py': 'from one import *\nprint(sorted(name for name in dir() if "__" not in name))\n',
    'one.py': 'def STAYS(): pass\n',
  });
  expect(bundle).toContain('STAYS');
});
