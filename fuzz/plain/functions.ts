import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { importInFunction } from './imports.ts';
import { anyName, anyOperand, bind, type PlainScope } from './scope.ts';

/** A function, whose parameters and locals have the names that modules have. */
export function writeFunction(scope: PlainScope, choices: Choices): Statement {
  const name = anyName(choices);
  const decorator = choices.chance(4) ? decoratorOf(scope, choices) : [];
  const lines = functionLines(scope, choices, name);
  bind(scope, name, 'function');
  return { construct: 'function', lines: [...decorator, ...lines] };
}

/** A function that gives the function back that it was given. */
export function writeDecorator(scope: PlainScope, choices: Choices): Statement {
  const name = anyName(choices);
  const parameter = anyName(choices);
  const operand = anyOperand(scope, choices, 'value');
  bind(scope, name, 'decorator');
  return {
    construct: 'decorator',
    lines: [
      `def ${name}(${parameter}):`,
      `    print(${scope.tag()}, ${parameter}.__name__, ${parameter}.__qualname__, ${operand === name ? 0 : operand})`,
      `    return ${parameter}`,
    ],
  };
}

function decoratorOf(scope: PlainScope, choices: Choices): string[] {
  const known = anyOperand(scope, choices, 'decorator');
  if (known !== '0') return [`@${known}`];
  const isNew = scope.version[1] >= 9;
  return isNew && choices.chance(3) ? [`@(lambda ${anyName(choices)}: _wrapped)`.replace('_wrapped', 'print')] : [];
}

/** The lines of a `def` statement. */
export function functionLines(scope: PlainScope, choices: Choices, name: string, self?: string): string[] {
  const parameters = choices.some(['first', anyName(choices), anyName(choices)], 2);
  const own = [...new Set(parameters)].map((parameter, index) => {
    const annotation = choices.chance(7) ? `: ${annotationOf(scope, choices)}` : '';
    const value = index === 0 && choices.chance(2) ? '1' : anyOperand(scope, choices);
    return `${parameter}${annotation}=${value}`;
  });
  const more = choices.from([[], [], ['*rest'], ['*', 'key=3'], ['**more']]);
  const generic = scope.version[1] >= 12 && choices.chance(8) ? `[${choices.from(['T', anyName(choices)])}]` : '';
  const result = choices.chance(8) ? ` -> ${annotationOf(scope, choices)}` : '';
  const header = [...(self === undefined ? [] : [self]), ...own, ...more].join(', ');
  const all = new Set([...parameters, ...(self === undefined ? [] : [self])]);
  const body = bodyLines(scope, choices, all);
  return [`def ${name}${generic}(${header})${result}:`, ...body.map((line) => `    ${line}`)];
}

function annotationOf(scope: PlainScope, choices: Choices): string {
  const operand = anyOperand(scope, choices, 'class');
  return choices.from([
    'int',
    'str',
    operand === '0' ? 'float' : operand,
    choices.chance(3) ? `'${choices.from(['int', 'Box'])}'` : 'str',
  ]);
}

function bodyLines(scope: PlainScope, choices: Choices, parameters: ReadonlySet<string>): string[] {
  const lines: string[] = choices.chance(5) ? [choices.from(['"""What it does."""', "'Box'", '# nothing to say'])] : [];
  const rebound = choices.chance(3) ? [anyName(choices)].filter((name) => !parameters.has(name)) : [];
  lines.push(...rebound.flatMap((name) => [`global ${name}`, `${name} = ${scope.tag()}`]));
  const count = 1 + choices.number(3);
  for (let index = 0; index < count; index++) lines.push(...bodyPart(scope, choices));
  const results = [anyOperand(scope, choices), anyOperand(scope, choices, 'value'), [...parameters][0]];
  lines.push(`return (${scope.tag()}, ${choices.some(results, 3).join(', ')})`);
  return lines;
}

function bodyPart(scope: PlainScope, choices: Choices): string[] {
  const name = anyName(choices);
  const operand = anyOperand(scope, choices);
  const value = anyOperand(scope, choices, 'value');
  const tag = scope.tag();
  return choices.from<() => string[]>([
    () => [`print(${tag}, ${operand})`],
    () => [`${name} = ${value}`, `print(${tag}, ${name}, ${operand})`],
    () => ['try:', `    ${name} += 1`, 'except (TypeError, UnboundLocalError):', `    ${name} = 0`],
    () => [`def inner(${name}=${value}):`, `    return ${name}, ${operand}`, `print(${tag}, inner(), inner(2))`],
    () => [`print(${tag}, [(${name}, ${value}) for ${name} in range(2)], ${operand})`],
    () => [`print(${tag}, (lambda ${name}: (${name}, ${value}))(1), ${operand})`],
    () => ['try:', "    raise ValueError('here')", `except ValueError as ${name}:`, `    print(${tag}, repr(${name}))`],
    () => [`for ${name} in (1, 2):`, `    print(${tag}, ${name})`, `del ${name}`],
    () => [`print(${tag}, f"{${operand}!s:>{12}} {[${name} for ${name} in 'ab']} {(${value})}")`],
    () => [
      `class Local:`,
      `    ${name} = ${value}`,
      `    def show(self): return ${operand}`,
      `print(${tag}, Local.${name}, Local().show())`,
    ],
    () => {
      const found = importInFunction(scope, choices);
      if (found === undefined) return [];
      return [
        found.line,
        ...(found.uses.length > 0 ? [`print(${tag}, ${choices.some(found.uses, 2).join(', ')})`] : []),
      ];
    },
    () => [
      `def outer():`,
      `    ${name} = 1`,
      '    def inside():',
      `        nonlocal ${name}`,
      `        ${name} += 1`,
      `        return ${name}`,
      '    return inside()',
      `print(${tag}, outer())`,
    ],
    () => [`print(${tag}, __name__)`],
    () => [`if (${name} := ${value}):`, `    print(${tag}, ${name})`],
    () => [`print(${tag}, max([1, 2]), len(list('ab')), sum([${tag}]))`],
  ])();
}
