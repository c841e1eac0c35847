import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { anyName, anyOperand, bind, forget, type PlainScope } from './scope.ts';

/** A statement that binds names of the module to values. */
export function writeValue(scope: PlainScope, choices: Choices): Statement {
  const [name, other] = [anyName(choices), anyName(choices)];
  const value = anyOperand(scope, choices, 'value');
  const operand = anyOperand(scope, choices);
  const tag = scope.tag();
  const lines = choices.from<() => string[]>([
    () => [`${name} = ${tag}`],
    () => [`${name} = ${value}`],
    () => [`${name}: int = ${tag}`],
    () => [`${name} = ${other} = ${value}`],
    () => [`${name}, ${other} = ${tag}, ${value}`],
    () => [`${name} = 1`, `${name} += ${tag}`],
    () => [`for ${name} in range(2): print(${tag}, ${name}, ${operand === name ? 0 : operand})`],
    () => [`${name} = [(${other}, ${value}) for ${other} in range(2)]`],
    () => [`print(${tag}, (${name} := ${value}))`],
    () => [`${name} = [${other}_ for ${other}_ in range(3) if (${name} := ${other}_)]`],
    () => [`${name} = {'a': ${value}, **{'b': ${operand}}}`],
    () => ['import contextlib', `with contextlib.nullcontext(${value}) as ${name}:`, `    print(${tag}, ${name})`],
    () => [`if ${value}:`, `    ${name} = ${tag}`, 'else:', `    ${name} = 0`],
    () => ['try:', `    ${name} = ${value}`, 'except Exception:', `    ${name} = 0`],
    () => [`${name} = (lambda ${other}=${operand}: (${other}, ${value}))()`],
    () => [`(${name}), *rest = [${value}, ${tag}]`],
    () => [`${name} = f"{${operand}!r:<4}{${tag}:0{3}}{'${tag}'}"`],
    () => [`${name} = ${tag};  ${other} = ${value}`],
    () => [`${name} = (`, `    ${value},  # first`, `    ${tag}`, ')'],
    () => [`${name} = """`, `\0  Box of {value}`, `\0"""`],
    () =>
      scope.version[1] >= 10
        ? [`match ${value}:`, `    case [${name}, *_]: pass`, `    case ${name}: pass`]
        : [`${name} = 0`],
    () => (scope.version[1] >= 12 ? [`type Alias = ${operand}`, `${name} = str(Alias)`] : [`${name} = 0`]),
  ])();
  const isBoth = lines.some(
    (line) => line.includes(`${name} = ${other} = `) || line.startsWith(`${name}, ${other} = `),
  );
  if (isBoth || lines[0].includes(`;  ${other} = `)) bind(scope, other, 'value');
  bind(scope, name, 'value');
  if (!lines.some((line) => line.startsWith(name) || line.startsWith('try'))) scope.uncertain.add(name);
  return { construct: 'value', lines };
}

/** A name that is rebound, deleted, or changed from a function. */
export function writeChange(scope: PlainScope, choices: Choices): Statement | undefined {
  const names = [...scope.known.keys()];
  if (names.length === 0) return undefined;
  const name = choices.from(names);
  const tag = scope.tag();
  const lines = choices.from<() => string[]>([
    () => [`${name} = ${tag}`],
    () => ['try:', `    ${name} += 1`, 'except TypeError:', `    ${name} = 0`],
    () => [`del ${name}`, `${name} = ${tag}`],
    () => [`def change_${tag}(changed=2):`, `    global ${name}`, `    ${name} = changed`, `change_${tag}()`],
    () => [`saved_${tag} = ${name}`, `${name} = ${tag}`],
    () => [
      'try:',
      "    raise KeyError('k')",
      `except KeyError as ${name}:`,
      `    print(${tag}, ${name})`,
      `${name} = 1`,
    ],
    () => [`del ${name}`],
  ])();
  if (lines.length === 1 && lines[0].startsWith('del')) forget(scope, name);
  else bind(scope, name, 'value');
  if (lines.some((line) => /^(?:del|except|def)/.test(line))) scope.uncertain.add(name);
  return { construct: 'change', lines };
}
