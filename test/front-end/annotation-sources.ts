/** Expressions whose spelling by PEP 563 says something: each construct, and what is special about it. */
export const annotationSources: readonly string[] = String.raw`
x . y
Dict[str,int]
"Forward"
...
None
𝔘
ﬁ.ﬀ(ﬁ=1)
lambda ﬁ: ﬁ
__private.__name
(((a, b)))
()
(1,)
d[(1,2)]
d[1,2:3]
d[()]
d[(1,2):3]
d[1,]
d[1, (2, 3)]
d[1:2, (2, 3)]
d[1:2,]
d[::]
d[::2]
d[a:b:c]
d[(a:=1)]
d[x:=1]
d[lambda: 1]
d[1 if a else b]
d[*a]
d[*a, b]
d[b, *a]
d[a, *b, 1:2]
*Ts
*Tuple[int, ...]
Literal['a', "b"]
Literal[-1, 0]
Callable[..., int]
Callable[[int, str], (None)]
int|None
Annotated[int, Field(gt=0, le=0x10), *rest]
0x10
1_000
0o17
0B11
00
0xffffffffffffffffffffffffffffffff
1_0.0_1e1_0
1e15
1e16
1e21
1e22
1e23
1e400
9007199254740993.0
123456789012345678.0
0.0001
0.00001
123e-7
1E5
.5
5.
0.1e1
09.5
5e-324
1.7976931348623157e308
0j
1.5J
010j
1e15j
1e16j
1e400j
-1e400j
-0j
-0
-0.0
1if 2else 3
0x1for x in y
[0x1for x in y]
(1).real
1.5.real
1j.imag
1e400.real
(-1).real
-1 .real
(-1)[0]
(-1) ** x
2**-1
(-2)**2
-2**2
-(-1)
- -x
~+-x
+1
-True
not 1
not-1
1 + 2
"abc"[0]
"a" * 3
(1, ...)
(a, ...)
__debug__
(a**b)**c
a**b**c
a ** -b
a ** (not b)
(-a) ** b
a-b-c
a-(b-c)
a * (b @ c) / d // e % f
a << b >> c
a & b | c ^ d
a | (b | c)
(a | b) | c
(a + b) * c
a + (b * c)
not (not a)
not a == b
(not a) == b
not (a and b)
not (a if b else c)
(a<b)<c
a<(b<c)
a<b<c
a<-b
a != b >= c <= d > e
a is not b not in c
not a in b
not a is b
a in (b, c)
a in [1, 2]
a in [b, *c]
a in {1, 2}
a in {b}
(a or b) or c
a or (b or c)
a and b or c and d
a or b and (c or d)
(a and b) == c
(a if b else c) if d else e
a if (b if x else y) else c
a if b else c if d else e
(lambda: 1) if a else b
a if b else lambda: 1
lambda: 0
lambda *a: 0
lambda *, a: 0
lambda **k: 0
lambda x, /: x
lambda x=1, /, *y: x
lambda a, /, b=1, *c, d, e=2, **f: 0
lambda a=1, *, b=(lambda: 2): a
lambda: lambda: 0
lambda: (a, b)
lambda: (yield)
(lambda: 1)()
(a if b else c)()
a.b[c](d)
(a+b).c
(a, b).c
[a].b
{a}.b
{a: b}.b
"a".b
f"a".b
f(a, *b, c, d=1, *e, **g, h=2)
f(*a, **(x or y))
f(**(x if y else z))
f(**(lambda: 1))
f(*(a or b))
f(*(a if b else c))
f(*a | b)
f(a:=1)
f((a:=1))
f(x for x in y)
f((x for x in y))
f((x for x in y), 1)
f((x for x in y), a=1)
f(a=(x for x in y))
(a:=1)
(a:=(b,c))
(a:=lambda: 1)
(a:=b+1)
[(a:=1)]
(yield)
(yield x, y)
(yield from x)
[(yield)]
await x
await (x.y)
(await x).y
(await x) ** 2
-await x
a ** await b
(*a, b)
[*a, *b]
[*(a or b)]
{*a, b}
{(a, b)}
{}
{1: 2, **a, 3: 4}
{**(a or b)}
{**(lambda: 1)}
{a: (b, c)}
{a: lambda: 1}
{a: b for a, b in c}
{a for a in b}
[x for x in y if a if b]
[x for x, in y]
[x for (x, y) in y]
[x for (x, (y, z)) in z]
[x for [x, y] in z]
[x for x.a in y]
[x for x[0], *y in z]
[x for (*x,) in z]
[x for x in (a if b else c)]
[x for x in a or b]
[x for x in [1, 2]]
[x for x in y if (lambda: 1)]
[x for x in y if lambda: 1]
[x for x in y if lambda: lambda: z or 1 if w]
[x for x in y if (a if b else c)]
[x for x in y for z in w if z]
[x async for x in y]
[lambda: x for x in y]
'a' "b" r'\n' u'c'
u'a'
U'a'
u'a' 'b'
u'a' f'{x}'
'' ''
''''a"'''
'''"'''
"'"
'a"' "'"
R"a'b" 'c"'
'\q\8\400'
'\a\b\f\v\0\1\12\123\x41\u0041\U00000041\t\r\n\\\'\"'
'\ud83d\ude00\ud800'
'\x7f\x80\x9f\t\r'
'é\xa0\xad\u200b\u3000\U0001f600'
'𝔘\U000e0001\ufeff\u2028\u0378'
'\N{DIGIT ONE}\N{BULLET}'
'\\N{x}'
b'\x00\n\'"'
b"'"
b"a" b'"' b"'"
b'\q\8\400\377'
b'\a\b\f\v\0\1\12\123\x41\u0041\N{DIGIT ONE}\xff'
b'a' rb'\n' Rb'\x'
f''
f'' 'a'
f'a'
f'{{'
f'{x}' '{'
f'a' 'b' f'{x}'
f"{x!r:{y}}" f"{z}"
f"{x}{{}}"
f'{x!r:>{w}} {{ {y=}'
f'{y = }'
f'{y = :>5}'
f'{y = !s}'
f'{ y  +  1 = }b'
f'{x=!r:{y}}'
f'{x !r}'
f'{x!r:}'
f'{x:}'
f'{1}'
f'{0x10=}'
f'{a if b else c}'
f'{not a}'
f'{x,}'
f'{*a, *b}'
f'{[a]}'
f'{ {1:2}[1] }{x:{y}}'
f'{ {a for a in b} }'
f'{(lambda x:1)}'
f'{(x for x in y)}'
f'{x for x in y}'
f'{x:=5}'
f'{(x:=5)}'
f'{(yield)}'
f'{await x}'
f'{x:{{}}}'
f'{x:a{{b}}c}'
f'{x:\n{y}}'
f"{x:'}"
f'{x:"}' "'"
f'{x:{y!r:{z}}}'
f'{x:{y=}}'
f"{x:\x7b\x7d}"
f'\x7b{x}'
f'\{6*7}'
f'\{{x}}'
rf"\{x}\n{y}"
rf'{x:\d}'
rf'\{{x}}'
rf'\N{x}'
f'{x}\n'
f'{x}"' "'"
f'{x:\N{DIGIT ONE}{y}}'
f'\N{LEFT CURLY BRACKET}{x}'
f'{a["b"]}'
f'{"a"}'
f'{"a" "b"}'
f'{"{"}'
f'{f"{x}"}'
f'{a["b"]=}'
f'{f"{y=}#"=}'
f'{"#" = }'
f'{"#"  "}" = }'
f'{a["\n"]=}'
f'{a["\'b"]}'
f"{'\n'}"
f'{x:>{"a"}{b!r}}'
f'{x!r }'
t''
t'{x}'
t'{x + 1 !r:>5} a' t'b{ y = }'
t'{ "#" =  !s:{y=}}'
t'{ {1} }{{}}'
t'{f"{a}"}'
t"{'a'}'"
f'{t"{x}"}'
`
  .trim()
  .split('\n');

/** Expressions over several lines. */
export const longAnnotationSources: readonly string[] = [
  'x\\\n.y',
  '(a\n # comment\n + b)',
  'Dict[\n    str,  # key\n    int,\n]',
  "'''a\\\nb\nc'''",
  '"\\\n"',
  "b'\\\na'",
  "r'\\\na'",
  "f'{x}\\\nb'",
  "f'{x:\\\n}'",
  "f'''{x\n =\n }'''",
  "f'''{\n# one\nx # two\n # three\n = # four\n }'''",
  "f'''{'''a\nb'''}'''",
  'f"{x\n}"',
  "f'{x # comment\n}'",
  "f'{x # comment\n=}'",
  "f'{x = # comment\n !r}'",
  "f'{x # = # comment\n :5}'",
  'f\'{x["#"] # comment \' "\n = # another\n }\'',
  "t'{x # comment\n }'",
  't\'{"#" # comment\n}\'',
];
