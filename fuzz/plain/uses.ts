import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { anyName, anyOperand, type PlainScope } from './scope.ts';

/** A statement that shows what names mean. */
export function writeUse(scope: PlainScope, choices: Choices): Statement {
  const operand = anyOperand(scope, choices);
  const value = anyOperand(scope, choices, 'value');
  const tag = scope.tag();
  const found = anyOperand(scope, choices, 'function', 'class');
  const called = found === '0' ? 'int' : found;
  const name = anyName(choices);
  const shown = (expression: string): string[] => [
    'try:',
    `    print(${tag}, ${expression})`,
    `except Exception as ${choices.chance(12) ? name : 'error'}:`,
    `    print(${tag}, 'failed')`,
  ];
  const lines = choices.from<() => string[]>([
    () => [`print(${tag}, ${operand}, ${value})`],
    () => [`print(${tag}, ${operand})  # shown`],
    () => shown(`${called}()`),
    () => shown(`${called}(2)`),
    () => shown(`${called}(*[1, ${value}])`),
    () => shown(`${called}(key=${value})`),
    () => shown(`${called}.__name__, ${called}.__qualname__, ${called}`),
    () => shown(`repr(${called}()), ${called}().again()`),
    () => shown(`${called}.build(3), ${called}.kind`),
    () => [`print(${tag}, f"{${operand}!s:>9} {${value}} {'%s' % (${value},)}")`],
    () => [`print(${tag}, f"{${value}!r:>{3 + 4}}", f"""{${operand}}`, `\0  more {${value}=}""")`],
    () => [`print(${tag}, f"{${operand}=}")`],
    () => [`print(${tag}, [(${name}, ${operand}) for ${name} in range(2)], (lambda ${name}: ${name})(1))`],
    () => [`print(${tag}, {${tag}: ${operand}}, [*[${value}], ${operand}][0:2], ${value} if ${operand} else 0)`],
    () => [`print(${tag}, __name__, __name__ == 'main')`],
    () => ["if __name__ == '__main__':", `    print(${tag}, ${operand})`],
    () => ["if __name__ == '__main__':", `    ${name}_main = ${value}`, 'else:', `    print(${tag}, ${operand})`],
    () => shown(`isinstance(${value}, ${called}), type(${operand})`),
    () => shown(`max(1, 2), id, list((1, 2)), sum([1])`),
    () => [`assert ${tag}, ${operand}`],
    () => ['while True:', `    print(${tag}, ${operand})`, '    break'],
    () => [`def ask_${tag}(${name}=${value}):`, `    return ${operand}`, `print(${tag}, ask_${tag}())`],
    () => shown(`${value} + ${value}`),
    () => raising(scope, choices, tag),
    () => matching(scope, choices, tag, operand),
    () => [`"""A string between statements."""`],
    () => ['# A comment', ''],
    () => ['', `print(${tag}, ${operand}, \\`, `    ${value})`],
  ])();
  return { construct: 'use', lines };
}

function raising(scope: PlainScope, choices: Choices, tag: number): string[] {
  const exception = anyOperand(scope, choices, 'exception');
  const raised = exception === '0' ? 'ValueError' : exception;
  const name = choices.from(['error', anyName(choices)]);
  const isKept = scope.known.has(name);
  return [
    'try:',
    `    raise ${raised}(${tag})`,
    `except ${raised} as ${isKept ? 'error' : name}:`,
    `    print(${tag}, repr(${isKept ? 'error' : name}), type(${isKept ? 'error' : name}))`,
  ];
}

function matching(scope: PlainScope, choices: Choices, tag: number, operand: string): string[] {
  if (scope.version[1] < 10) return [`print(${tag})`];
  const dotted = [...scope.modules].flatMap(([expression, { exports }]) =>
    [...exports].filter(([, kind]) => kind === 'value' && expression !== '_').map(([name]) => `${expression}.${name}`),
  );
  const pattern = dotted.length > 0 ? choices.from(dotted) : 'None';
  const type = anyOperand(scope, choices, 'class');
  return [
    `match ${operand}:`,
    `    case ${pattern}: print(${tag}, 1)`,
    ...(type === '0' || type.split('.')[0] === '_' ? [] : [`    case ${type}(): print(${tag}, 2)`]),
    `    case _: print(${tag}, 3)`,
  ];
}

/** What ends an entry now and then: an exception that nobody catches. */
export function writeEnd(scope: PlainScope, choices: Choices): Statement | undefined {
  if (!choices.chance(5)) return undefined;
  const exception = anyOperand(scope, choices, 'exception');
  return { construct: 'uncaught', lines: [`raise ${exception === '0' ? 'LookupError' : exception}(${scope.tag()})`] };
}
