/** Statements of which the tree says something: each construct, and what is special about it. */
export const statementSources: readonly string[] = String.raw`
pass; x = 1; y = 2

x = y = z, = 1,

x += 1; y -= (yield_ := 2)

x @= y; x //= y; x **= 2; x >>= 1

x: int

x.y: int = 3, *z

x[0]: 'str'

*a, b = c

(a, *b), [c] = d

not x

-x.y

lambda: (yield)

True, 1

await_ = 1; async_ = 2

del a

del a, b.c, d[e],

del (a, b), [c]

assert a

assert a, 'b'

global a, b

import a

import a.b.c as d, e

import \
  a . b

from . import a

from ... import a as b, c

from .... a.b import (c, d as e,)

from a import *

if a: pass

if (a := b): x = 1
elif c: x = 2
elif d:
    x = 3
else: x = 4

for a in b: pass

for a, in 1, 2,:
    continue
else:
    pass

for (a, *b), c[0], d.e in f: break

for *a, b in *c, d: pass

while a := b(): break
else: c

try: a
except: b

try:
    a
except (B, C) as d:
    e
except f.g: h
else:
    i
finally: j

try: a
finally: b

try:
    a
except* B as c:
    d
except *E: f

try: a
except A, B: b
except C, D,: c

with a: b

with a as b, c as (d, *e), f: g

with (a): b

with (a, b): c

with (a, b), c: d

with (a, b) as c: d

with (a as b, c, d as e.f,):
    g

with (a, *b): c

with (a := b, c): d

with (a), b as c[0]: d

with (a).b as c, (d): e

with (yield_): a

async def f(a, /, b: int = 1, *c: str, d, e=2, **f) -> g:
    async with a as b: await c
    async for d in e: yield
    [f async for f in g]

def f(*, a): return

def f[T: int, *U = *tuple[int], **P = [int]](a: T): raise

class A[T = b](c, *d, e=f, **g): x = 1

class A: "doc"; x: int

type A[T] = list[T]

type = 1; type.a = 2; type (x); type [0] = 1; type

type A = 'b'

match = 1; match.a, b = 2; match (x); match [0]

match x:
    case 1 | -2.5 | 1+2j | 'a' 'b' | None | True: pass
    case a.b.c | _ if d: pass
    case [a, *_, [b]] | (b, *a) as e: f
    case (a) if b: c
    case (a,): b
    case (): b
    case []: b
    case {}: b
    case {'a': b, c.d: _, -1: 2, **rest}: e
    case A() | b.C(1, d=E()): i
    case b.C(1, x, d=E(f), g=[h],): i
    case a, *b: c
    case *_, : d
    case _: e

match a, *b,:
    case c: pass

@a
@b.c(d)[0]
class E:
    @property
    def f(self): return lambda x, *y, z=1, **k: x

@a.b if c else d
def f(): nonlocal_ = 1

def f():
    x = 1
    def g():
        nonlocal x
        return *a, b
    raise A from b

x = f"{a!r:>{b}}" 'c' f'{d=}{e:{f}{g}}' rf"{h}\{{"

x = f'''{
a:b}''' f"{'{' + x}"

x = t'{a}{b:c}'

f(*a, b, *c, d=e, **f, g=h)(i for i in j)[k:l, ::m, ...]

x = {**a, b: c, **d}; y = {*a, b}; z = {a: b for a, b in c if d if e}

a if b else c or d and not e

`
  .trim()
  .split('\n\n');
