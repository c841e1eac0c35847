import type { Choices } from './choices.ts';
import { annotations } from './constructs/annotations.ts';
import { blocksAround } from './constructs/blocks.ts';
import { computedImports } from './constructs/computed-imports.ts';
import { identity } from './constructs/identity.ts';
import { importSystem } from './constructs/import-system.ts';
import { imports } from './constructs/imports.ts';
import { namespaces } from './constructs/namespaces.ts';
import { strictNames } from './constructs/strict-names.ts';
import { strictPatches } from './constructs/strict-patches.ts';
import { syntax } from './constructs/syntax.ts';
import { tracebacks } from './constructs/tracebacks.ts';
import type { Statement } from './model.ts';
import { type Construct, type Scope, show, type Written } from './scope.ts';

/** Everything that the fuzzer writes beside the definitions of a module. */
const constructs: readonly Construct[] = [
  ...imports,
  ...blocksAround(writeBody),
  ...namespaces,
  ...identity,
  ...importSystem,
  ...computedImports,
  ...annotations,
  ...tracebacks,
  ...syntax,
];

/** What it writes in its strict mode as well. */
const strictConstructs: readonly Construct[] = [...constructs, ...strictNames, ...strictPatches];

/** One statement at some place, of any construct that is possible there. */
export function writeStatement(scope: Scope, choices: Choices): Statement {
  for (let attempt = 0; attempt < 8; attempt++) {
    const construct = chooseConstruct(scope, choices);
    const written = construct.write(scope, choices);
    if (written !== undefined) return guarded({ construct: construct.name, ...written }, scope, choices);
  }
  return { construct: 'trace', lines: [show('here')] };
}

/** Puts what is likely to raise into a `try` that says what it raised; now and then the program has to live with it. */
export function guarded(
  { risky, ...statement }: Written & { construct: string },
  scope: Scope,
  choices: Choices,
): Statement {
  if (!risky || choices.chance(scope.module.kind === 'entry' ? 60 : 20)) return statement;
  return {
    construct: 'try',
    lines: ['try:'],
    body: [statement],
    tail: ['except Exception as error:', `    ${show('caught', 'error.__class__.__name__', 'error')}`],
  };
}

function writeBody(scope: Scope, choices: Choices): Statement[] {
  return Array.from({ length: 1 + choices.number(3) }, () => writeStatement(scope, choices));
}

function chooseConstruct(scope: Scope, choices: Choices): Construct {
  const possible = (scope.strict ? strictConstructs : constructs).filter(
    ({ levels, since }) => (levels?.includes(scope.level) ?? true) && (since ?? 8) <= scope.version[1],
  );
  let ticket = choices.number(possible.reduce((sum, { weight }) => sum + weight, 0));
  return possible.find(({ weight }) => (ticket -= weight) < 0) ?? possible[0];
}
