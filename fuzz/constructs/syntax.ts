import { flush } from '../model.ts';
import { type Construct, flagsOf, show } from '../scope.ts';
import { anyExpression } from './values.ts';

/** Syntax for its own sake: everything that may stand in a module, of each version. */
export const syntax: readonly Construct[] = [
  {
    name: 'expression',
    weight: 5,
    write(scope, choices) {
      const [first, ...rest] = anyExpression(scope, choices);
      return { lines: [`print(__name__, ${first}`, ...rest, ')'], risky: true };
    },
  },
  {
    name: 'text at odd places',
    weight: 3,
    write: (_scope, choices) => ({
      lines: choices.from([
        ['# a comment', `${flush}# a comment at the margin`, '            # and far out'],
        ['', '', '"a string of its own"', ''],
        ["'''a longer string", `${flush}def not_code(): pass`, `${flush}    # not a comment`, "'''"],
        ['if __name__: pass; pass', 'else: pass'],
        ['odd = (1,', `${flush}2,`, '        3', `${flush})`, 'print(__name__, odd)'],
        ['odd = 1 + \\', `${flush}  2; print(__name__, odd)`],
        ['def odd(): print(__name__,', `${flush}# comment`, `${flush}'in odd')`, 'odd()'],
        ['class Odd: member = 1; other = [', `${flush}2]`, 'print(__name__, Odd.other)'],
        ['... ; 1; None'],
        ['for odd in 1, 2: print(__name__, odd);'],
        ['while True: break', 'else: print("never")'],
        [`print(__name__, '''a\\`, `${flush}b''', 'c\\`, `${flush}d')`],
      ]),
    }),
  },
  {
    name: 'names that cribo may use',
    weight: 2,
    write: (_scope, choices) => ({
      lines: choices.from([
        ['__ = 5', 'def underscores(): return __', show('underscores', 'underscores()', '__')],
        ['___ = __ = 6', 'def underscores(): return ___, (lambda: __)()', show('underscores', 'underscores()')],
        [
          'class __:',
          '    __private = 1',
          '    def get(self): return self.__private',
          show('class', '__', '__().get()'),
        ],
        ['def __cribo_modules(): return 1', show('cribo', '__cribo_modules()', '__cribo_modules.__name__')],
        [
          'def reads():',
          '    return __class',
          'try: reads()',
          'except NameError as error:',
          `    ${show('read', 'error')}`,
        ],
        [
          'def mangles():',
          '    __name = 1',
          '    global __made',
          '    __made = 2',
          '    return locals()',
          show('mangles', 'mangles()', "globals().get('__made')"),
        ],
      ]),
    }),
  },
  {
    name: 'global at module level',
    weight: 1,
    levels: ['module'],
    write: (scope) => {
      const name = scope.fresh('declared');
      return { lines: [`global ${name}`, `${name} = 1`, show('global', name)] };
    },
  },
  {
    name: 'match statement',
    weight: 2,
    since: 10,
    write: () => ({
      lines: [
        "match = {'case': [1, 2, {'deep': __name__}]}",
        'match match:',
        "    case {'case': [first, *rest, {'deep': str() as deep}], **others} if deep:",
        `        ${show('matched', 'first', 'rest', 'deep', 'others')}`,
        '    case _:',
        `        ${show('not matched')}`,
      ],
    }),
  },
  {
    name: 'except* statement',
    weight: 1,
    since: 11,
    write: () => ({
      lines: [
        'try:',
        "    raise ExceptionGroup('group', [ValueError(1), TypeError(__name__)])",
        'except* ValueError as group:',
        `    ${show('values', 'group.exceptions')}`,
        'except* (TypeError, KeyError) as group:',
        `    ${show('types', 'repr(group)')}`,
      ],
    }),
  },
  {
    name: 'type parameters',
    weight: 2,
    since: 12,
    write: (_scope, choices) => ({
      lines: choices.from([
        [
          'type Pair[T] = tuple[T, Later]',
          show('alias', 'Pair', 'Pair.__name__', 'Pair.__type_params__', 'Pair.__module__'),
          'Pair.__value__',
        ],
        [
          'def generic[T: (int, str), *Rest, **Named](first: T) -> T:',
          '    return first, T.__name__',
          show('generic', 'generic(1)', 'generic.__type_params__', 'generic.__qualname__', 'generic.__annotations__'),
        ],
        [
          'class Generic[T: Later]:',
          '    def method[U](self, argument: T | U) -> "U": return self',
          '    type Inner = T',
          show(
            'generic',
            'Generic.__type_params__',
            'Generic.__orig_bases__',
            'Generic.method.__annotations__',
            'Generic[int]',
            'Generic.Inner.__value__',
          ),
          'Generic.__type_params__[0].__bound__',
        ],
      ]),
      risky: true,
    }),
  },
  {
    name: 'unpacking and starred',
    weight: 1,
    write: () => ({
      lines: [
        "first, *middle, (last,) = *'ab', *range(2), [3]",
        show('unpacked', 'first', 'middle', 'last', "{**{'a': 1}, 'b': 2}", '[*middle, last]'),
      ],
    }),
  },
  {
    name: 'coroutines',
    weight: 1,
    write: () => ({
      lines: [
        'class Managed:',
        '    async def __aenter__(self): return __name__',
        '    async def __aexit__(self, *args): return False',
        'async def managed():',
        '    async with Managed() as name:',
        '        return [each async for each in agen()], name',
        'async def agen():',
        '    yield (lambda: __name__)()',
        'try: managed().send(None)',
        'except StopIteration as stop:',
        `    ${show('coroutine', 'stop.value', 'managed.__qualname__', 'agen().__qualname__', 'Managed.__aexit__.__qualname__')}`,
      ],
      risky: true,
    }),
  },
  {
    name: 'names of code',
    weight: 2,
    write(_scope, choices) {
      const expressions = [
        // Each another number: CPython makes equal functions of one line, at one depth, a single code object.
        '(lambda: 1).__qualname__',
        '(lambda: (lambda: 0))().__qualname__',
        '(each for each in "a").__qualname__',
        '[lambda: 2][0]',
        '(lambda: 0).__code__.co_consts',
        flagsOf('(lambda: 0)'),
        '(lambda: __name__).__code__.co_names',
        '(lambda: 0).__code__.co_firstlineno > 0',
        '(lambda: 0).__module__',
      ];
      return { lines: [show('code', ...choices.some(expressions, 4))] };
    },
  },
];
