import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { anyName, bind, type PlainKind, type PlainModule, type PlainScope } from './scope.ts';

/** One part of an import statement, and what it binds. */
interface Written {
  readonly text: string;
  readonly bound: readonly (readonly [name: string, what: PlainKind | PlainModule])[];
}

const parentOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')));
const leafOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** An import of a module of the program at the top of a module. */
export function writeImport(scope: PlainScope, target: PlainModule, choices: Choices): Statement {
  const { text, bound } = importOf(scope, target, choices);
  const isKnown = [...scope.modules.values()].includes(target);
  const place = choices.number(isKnown || choices.chance(6) ? 16 : 13);
  const statement = (construct: string, lines: string[]): Statement => {
    for (const [name, what] of bound) note(scope, name, what);
    return { construct, lines };
  };
  if (place === 15) return statement('import in try', ['try:', `    ${text}`, 'except ImportError:', '    pass']);
  if (place === 14 && !text.endsWith('*')) {
    return {
      construct: 'import for types',
      lines: ['from typing import TYPE_CHECKING', 'if TYPE_CHECKING:', `    ${text}`],
    };
  }
  if (place === 13) return statement('import beside others', [`import math; ${text}; print(${scope.tag()})`]);
  return statement(text.endsWith('*') ? 'star import' : 'import', [text]);
}

/** Lines of an import in a function; gives expressions that can be used below it. */
export function importInFunction(scope: PlainScope, choices: Choices): { line: string; uses: string[] } | undefined {
  // Most of them have run by then.
  const reachable = choices.chance(12) ? scope.later : [...new Set(scope.modules.values())];
  if (reachable.length === 0) return undefined;
  const { text, bound } = importOf(scope, choices.from(reachable), choices);
  if (text.endsWith('*')) return undefined;
  const uses = bound.flatMap(([name, what]) => {
    if (typeof what === 'string') return [name];
    return [...what.exports].filter(([, kind]) => kind !== 'module').map(([attribute]) => `${name}.${attribute}`);
  });
  return { line: text, uses };
}

function note(scope: PlainScope, name: string, what: PlainKind | PlainModule): void {
  const [root] = name.split('.', 1);
  // `import a.b` keeps what `a` gave before; another meaning of the name is gone.
  if (typeof what === 'string' || name === root || scope.known.get(root) !== 'module') {
    bind(scope, root, typeof what === 'string' ? what : 'module');
  }
  if (typeof what !== 'string') scope.modules.set(name, what);
}

function importOf(scope: PlainScope, target: PlainModule, choices: Choices): Written {
  const { name, exports } = target;
  const base = baseOf(scope, name, choices);
  switch (choices.number(8)) {
    case 0:
      return { text: `import ${name}`, bound: [[name, target]] };
    case 1: {
      const alias = choices.chance(3) ? anyName(choices) : `${leafOf(name)}_module`;
      return { text: `import ${name} as ${alias}`, bound: [[alias, target]] };
    }
    case 2:
      if (parentOf(name) !== '') {
        const from = baseOf(scope, parentOf(name), choices);
        const alias = choices.chance(4) ? anyName(choices) : leafOf(name);
        const renamed = alias === leafOf(name) ? alias : `${leafOf(name)} as ${alias}`;
        return { text: `from ${from} import ${renamed}`, bound: [[alias, target]] };
      }
      break;
    case 3:
      if (choices.chance(3)) {
        const bound = [...exports].filter(([each]) => !each.startsWith('_'));
        return { text: `from ${base} import *`, bound };
      }
      break;
    default:
  }
  const names = [...exports].filter(([, kind]) => kind !== 'module');
  if (names.length === 0) return { text: `import ${name}`, bound: [[name, target]] };
  const chosen = choices.some(names, 3).map(([each, kind]) => {
    const alias = choices.chance(5) ? anyName(choices) : each;
    return { text: alias === each ? each : `${each} as ${alias}`, bound: [alias, kind] as const };
  });
  const list = chosen.map(({ text }) => text).join(', ');
  const text = choices.chance(6) ? `from ${base} import (${list},)` : `from ${base} import ${list}`;
  return { text, bound: chosen.map(({ bound }) => bound) };
}

/** What stands after `from`: the name, or, in the same top-level package, the relative one. */
function baseOf({ module }: PlainScope, name: string, choices: Choices): string {
  let home = module.isPackage ? module.name : parentOf(module.name);
  if (home === '' || home.split('.')[0] !== name.split('.')[0] || choices.chance(3)) return name;
  let dots = '.';
  while (name !== home && !name.startsWith(`${home}.`)) {
    home = parentOf(home);
    dots += '.';
  }
  return dots + name.slice(home.length + 1);
}

/** An import of the standard library, under a name that others use as well. */
export function writeLibraryImport(scope: PlainScope, choices: Choices): Statement {
  const name = anyName(choices);
  const [line, bound, kind] = choices.from<() => readonly [string, string, PlainKind]>([
    () => ['import math', 'math', 'module'],
    () => ['import os.path', 'os', 'module'],
    () => ['from math import pi', 'pi', 'value'],
    () => [`from math import pi as ${name}`, name, 'value'],
    () => [`from math import floor as ${name}`, name, 'function'],
    () => [`import math as ${name}`, name, 'module'],
    () => ['from functools import partial, reduce', 'partial', 'function'],
    () => [`from collections import OrderedDict as ${name}`, name, 'class'],
  ])();
  bind(scope, bound, kind);
  return { construct: 'library import', lines: [line] };
}
