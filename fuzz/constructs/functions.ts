import type { Choices } from '../choices.ts';
import { flush } from '../model.ts';
import { type Scope, show, type Written } from '../scope.ts';

/** A function that can be called without arguments, and prints what it saw of its module. */
export function writeFunction(name: string, scope: Scope, choices: Choices): Written {
  const values = scope.module.definitions.filter(({ kind }) => kind === 'value').map((definition) => definition.name);
  // Unknown names raise NameError when called, whose text and suggestion have to be the same.
  const read = choices.from([...values, '__name__', 'len', 'unknown']);
  const counter = choices.from([...values, 'counter']);
  const call = choices.chance(3) ? [] : [show(`${name}()`, `${name}()`)];
  const facts = show(name, `${name}.__module__`, `${name}.__qualname__`, `${name}.__doc__`);
  const shapes: Written[] = [
    { construct: 'function', lines: [`def ${name}(): return ${read}`] },
    {
      construct: 'function with docstring',
      lines: [
        `def ${name}(a=1, /, *args, b='${name}', **kwargs):`,
        `    '''Returns what it got.`,
        `${flush}`,
        `${flush}    Indented.`,
        `    '''`,
        `    return a, args, b, kwargs, ${read}`,
      ],
    },
    {
      construct: 'function with global',
      lines: [
        `def ${name}():`,
        `    global ${counter}`,
        `    ${counter} = '${name} was here'`,
        `    return ${counter}, '${counter}' in globals()`,
      ],
    },
    {
      construct: 'function with global deleted',
      lines: [
        `def ${name}():`,
        `    global temporary, ${name}_made`,
        `    temporary = ${name}_made = 1`,
        '    del temporary',
        `    return 'temporary' in globals()`,
      ],
    },
    {
      construct: 'function with closure',
      lines: [
        `def ${name}(count=0):`,
        '    def increase():',
        '        nonlocal count',
        '        count += 1',
        `        return count, increase.__qualname__, ${read}`,
        '    increase()',
        '    return increase()',
      ],
    },
    {
      construct: 'generator function',
      lines: [
        `def ${name}():`,
        '    def items():',
        `        yield ${read}`,
        `        yield from (__name__ for _ in 'ab')`,
        `    return list(items())`,
      ],
    },
    {
      construct: 'async function',
      lines: [
        `def ${name}():`,
        '    async def work():',
        `        return [number async for number in numbers()], ${read}`,
        '    async def numbers():',
        '        yield 1',
        '    task = work()',
        '    try: task.send(None)',
        '    except StopIteration as stop: return stop.value, task.__qualname__',
      ],
    },
    { construct: 'lambda', lines: [`${name} = lambda *args, **kwargs: (__name__, ${read}, [item for item in args])`] },
    {
      construct: 'decorated function',
      lines: [
        `def ${name}_decorator(function):`,
        `    ${show('decorating', 'function.__qualname__')}`,
        '    return lambda *args: function(*args)',
        `@${name}_decorator`,
        '# between',
        `@${name}_decorator`,
        `def ${name}():`,
        `    return ${read}`,
      ],
    },
    {
      construct: 'function with exception',
      lines: [
        `def ${name}():`,
        '    try:',
        `        raise KeyError(${read})`,
        '    except (KeyError, NameError) as error:',
        '        return error.__class__.__name__, str(error)',
        '    finally:',
        `        ${show('finally')}`,
      ],
    },
    {
      construct: 'function reading locals',
      lines: [
        `def ${name}(first=1):`,
        `    second = ${read}`,
        `    return sorted(locals()), __name__ in globals().values()`,
      ],
    },
    {
      construct: 'function with annotations',
      lines: [
        `def ${name}(first: int = 1, *rest: 'str', key: ${choices.from(['list', 'Later', "'Later'"])} = None) -> (lambda: 0): return first`,
        `print(${name}.__annotations__)`,
      ],
      risky: true,
    },
    {
      construct: 'function with strings',
      lines: [
        `def ${name}():`,
        `    return f'''{__name__}`,
        `${flush}  {[`,
        `${flush}    word for word in """a`,
        `${flush}b""".split()]!r:>20}`,
        `${flush}'''`,
      ],
    },
    {
      construct: 'function with frame',
      lines: [
        'import sys',
        `def ${name}():`,
        '    frame = sys._getframe()',
        '    return frame.f_code.co_name, frame.f_lineno, frame.f_code.co_firstlineno, frame.f_globals is globals()',
      ],
    },
  ];
  const shape = choices.from(shapes);
  // The entry's text really stands in the bundle, so that its line numbers do.
  const chosen = scope.module.kind === 'entry' && shape.construct === 'function with frame' ? shapes[0] : shape;
  return { ...chosen, lines: [...chosen.lines, facts, ...call], risky: true };
}
