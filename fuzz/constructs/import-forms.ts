import type { Choices } from '../choices.ts';
import { leafOf, parentOf } from '../layout.ts';
import { type Known, type PlannedModule, type Scope, show } from '../scope.ts';

/** An import statement, what it binds, and what its coverage is counted as. */
export interface ImportText {
  readonly construct: string;
  readonly lines: readonly string[];
  readonly binds: readonly Known[];
}

/** A module to import: seldom one that comes before the importer, as that makes a cycle, but for its own package. */
export function chooseTarget(scope: Scope, choices: Choices): PlannedModule | undefined {
  const index = scope.modules.indexOf(scope.module);
  const own = scope.modules.find(({ name }) => name === parentOf(scope.module.name));
  if (own !== undefined && choices.chance(8)) return own;
  const anywhere = choices.chance(6);
  const targets = scope.modules.filter((module, position) => module !== scope.module && (anywhere || position > index));
  return targets.length > 0 ? choices.from(targets) : undefined;
}

/** One import statement of a module of the program, in any form that can say it. */
export function writeImport(scope: Scope, choices: Choices): ImportText | undefined {
  const target = chooseTarget(scope, choices);
  if (target === undefined) return undefined;
  const forms = [
    importModule,
    importAs,
    fromNames,
    fromNames,
    fromNames,
    fromParent,
    fromParent,
    ...(scope.level === 'module' ? [star] : []),
  ];
  return choices.from(forms)(target, scope, choices) ?? importModule(target);
}

function importModule(target: PlannedModule): ImportText {
  return {
    construct: 'import a.b.c',
    lines: [`import ${target.name}`],
    binds: [{ expression: target.name, kind: 'module', target }],
  };
}

function importAs(target: PlannedModule, scope: Scope): ImportText {
  const alias = scope.fresh('module');
  return {
    construct: 'import a.b.c as x',
    lines: [`import ${target.name} as ${alias}`],
    binds: [{ expression: alias, kind: 'module', target }],
  };
}

function fromNames(target: PlannedModule, scope: Scope, choices: Choices): ImportText | undefined {
  if (target.definitions.length === 0) return undefined;
  const definitions = choices.some(target.definitions, 3);
  const { source, construct } = spell(target.name, scope, choices);
  const parts = definitions.map(({ name, kind }) => ({
    name,
    kind,
    bound: choices.chance(3) ? scope.fresh(name) : name,
  }));
  const texts = parts.map(({ name, bound }) => (name === bound ? name : `${name} as ${bound}`));
  return {
    construct: `${construct} import names`,
    lines: choices.chance(4)
      ? [`from ${source} import (`, ...texts.map((text) => `    ${text},  # one of them`), ')']
      : [`from ${source} import ${texts.join(', ')}`],
    binds: parts.map(({ bound, kind }) => ({ expression: bound, kind })),
  };
}

function fromParent(target: PlannedModule, scope: Scope, choices: Choices): ImportText | undefined {
  const parent = parentOf(target.name);
  if (parent === undefined) return undefined;
  const { source, construct } = spell(parent, scope, choices);
  const bound = choices.chance(3) ? scope.fresh('module') : leafOf(target.name);
  return {
    construct: `${construct} import submodule`,
    lines: [`from ${source} import ${leafOf(target.name)}${bound === leafOf(target.name) ? '' : ` as ${bound}`}`],
    binds: [{ expression: bound, kind: 'module', target }],
  };
}

function star(target: PlannedModule, scope: Scope, choices: Choices): ImportText {
  const { source, construct } = spell(target.name, scope, choices);
  const binds = target.definitions.map(({ name, kind }): Known => ({ expression: name, kind }));
  return { construct: `${construct} import *`, lines: [`from ${source} import *`], binds };
}

/** How a `from` statement names a module: with dots where that is possible, most of the time. */
function spell(name: string, { module }: Scope, choices: Choices): { source: string; construct: string } {
  const own = module.kind === 'package' ? module.name : parentOf(module.name);
  if (own === undefined || choices.chance(3)) return { source: name, construct: 'from a.b' };
  const parts = own.split('.');
  for (let dots = 1; dots <= parts.length; dots++) {
    const base = parts.slice(0, parts.length - dots + 1).join('.');
    const level = dots === 1 ? 'from .' : 'from ..';
    if (name === base) return { source: '.'.repeat(dots), construct: level };
    if (name.startsWith(`${base}.`))
      return { source: '.'.repeat(dots) + name.slice(base.length + 1), construct: `${level}x` };
  }
  return { source: name, construct: 'from a.b' };
}

/** A line that prints what an import has bound. */
export function showBound({ binds }: ImportText): string {
  if (binds.length === 0) return show('imported');
  return show(
    'bound',
    ...binds.map(({ expression, kind }) => (kind === 'module' ? `${expression}.__name__` : expression)),
  );
}
