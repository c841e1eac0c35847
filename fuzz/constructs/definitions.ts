import type { Choices } from '../choices.ts';
import { leafOf, parentOf, type Place } from '../layout.ts';
import { type Definition, type NameKind, type Scope, show, type Written } from '../scope.ts';
import { writeClass } from './classes.ts';
import { writeFunction } from './functions.ts';
import { anyExpression } from './values.ts';

const names: Record<NameKind, readonly string[]> = {
  value: ['first', 'second', 'limit', '_hidden', 'max', 'id', '__', '__all', 'data', 'naïve'],
  function: ['make', 'work', 'run', '_helper', 'sum', 'value'],
  class: ['Box', 'Node', 'Item', '_Inner', 'Error', '__Private'],
};

/** What a module will define: modules share names, so that they hide each other, and a package's hide its submodules. */
export function planDefinition(place: Place, places: readonly Place[], choices: Choices): Definition {
  const kind = choices.from<NameKind>(['value', 'function', 'class']);
  const children = places.filter(({ name }) => parentOf(name) === place.name).map(({ name }) => leafOf(name));
  return { kind, name: choices.from(children.length > 0 && choices.chance(8) ? children : names[kind]) };
}

/** The statement that defines a planned name. */
export function writeDefinition(definition: Definition, scope: Scope, choices: Choices): Written {
  const { name, kind } = definition;
  const writers = { value: writeValue, function: writeFunction, class: writeClass };
  const written = writers[kind](name, scope, choices);
  scope.known.push({ expression: name, kind });
  return written;
}

function writeValue(name: string, scope: Scope, choices: Choices): Written {
  const [first, ...rest] = anyExpression(scope, choices);
  const after = [...rest, show(name, name)];
  const shapes: Written[] = [
    { construct: 'value', lines: [`${name} = ${first}`, ...after] },
    {
      construct: 'value annotated',
      lines: [`${name}: ${choices.from(['int', "'text'", 'list', 'dict[0]'])} = ${first}`, ...after],
      risky: true,
    },
    { construct: 'value chained', lines: [`${name} = ${name}_too = ${first}`, ...after] },
    {
      construct: 'value unpacked',
      lines: [`(${name}, *others), last = [[1, 2, 3], ${first}`, ...rest, ']', show(name, name, 'others', 'last')],
    },
    { construct: 'value walrus', lines: [`(${name} := ${first}`, ...rest, ')', show(name, name)] },
    {
      construct: 'value of a loop',
      lines: [`for ${name} in [1, ${first}`, ...rest, ']:', `    ${show('loop', name)}`],
    },
    {
      construct: 'value in branches',
      lines: [
        `if __name__ == '__main__': ${name} = 0`,
        'else:',
        `    ${name} = ${first}`,
        ...rest.map(indentOutside),
        show(name, name),
      ],
    },
    { construct: 'value after a semicolon', lines: [`${name} = 0; ${name} = ${first}`, ...after] },
    {
      construct: 'value augmented',
      lines: [
        `${name} = [${name}_item for ${name}_item in 'ab']`,
        `${name} += [${first}`,
        ...rest,
        ']',
        show(name, name),
      ],
    },
    {
      construct: 'value deleted and made again',
      lines: [`${name} = 1`, `del ${name}`, `${name} = ${first}`, ...after],
    },
    {
      construct: 'value through globals()',
      lines: [`globals()['${name}'] = ${first}`, ...rest, `print(__name__, globals().get('${name}'))`],
    },
  ];
  // Assigning through `globals()` binds nothing for the code of a function or of a class body.
  return choices.from(scope.level === 'module' ? shapes : shapes.slice(0, -1));
}

function indentOutside(line: string): string {
  return line.startsWith('\0') ? line : `    ${line}`;
}
