import type { PythonVersion, Range } from '../../core/python/facts.ts';
import { Role } from '../../core/python/references.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import { factoryObstacle } from './class-factories.ts';
import type { Unit } from './unit.ts';

/** Why a module cannot be flattened, and where its text says so. */
export interface Obstacle {
  readonly reason: string;
  readonly span?: Range | undefined;
}

/** What a module has as attributes; a script has others, or none. */
const moduleAttributes = new Set([
  '__doc__',
  '__file__',
  '__package__',
  '__path__',
  '__cached__',
  '__builtins__',
  '__dict__',
]);

/** Calls that warn from 3.12 on, which Python shows in the script but not in modules. */
const deprecatedCalls = new Set(['utcnow', 'utcfromtimestamp', 'get_event_loop']);

const modulesOwn = /^__(?:getattr|dir|name|doc|file|path|package|spec|loader|builtins|class)__$/;

/**
 * The first rule that the text of a module breaks by itself.
 * @param mayBePatched whether something of the program may change attributes of modules that are not in the bundle
 * @param target the oldest Python that runs it
 */
export function moduleObstacle(
  unit: Unit,
  mayBePatched: boolean,
  target: PythonVersion | undefined,
): Obstacle | undefined {
  const { found, imports, uses, bindings } = unit;
  const { facts } = found;
  if (isStandardLibrary(unit.name.split('.', 1)[0]!)) {
    return { reason: 'modules of the standard library may import it, as there is one of that name' };
  }
  if (facts.dynamicNames.length > 0) {
    const [name] = facts.dynamicNames;
    const use = uses.find((each) => each.name === name);
    return { reason: `${name} looks at its namespace`, span: use };
  }
  for (const use of uses) {
    if (use.definition > 0) continue;
    if (moduleAttributes.has(use.name)) return { reason: `${use.name} is read`, span: use };
    const isName = use.name === '__name__';
    const around = found.formattedRanges.filter(({ start, end }) => start < use.start && use.start < end);
    if (isName && around.length > 1) return { reason: '__name__ is in an f-string in an f-string', span: use };
    if (isName && use.isShown) return { reason: 'an f-string shows the text of __name__', span: use };
  }
  for (const [name, [use]] of bindings) {
    if (modulesOwn.test(name)) return { reason: `${name} has a meaning to modules`, span: use };
  }
  for (const { fact, base, isStar, neverRuns } of imports) {
    if (isStar && !neverRuns && fact.names[0]?.name === '*') {
      return { reason: 'it has a star import of names that are not known', span: fact };
    }
    if (base === 'no-package' || base === 'beyond-top-level') {
      return { reason: 'a relative import of it fails', span: fact };
    }
    if (base === '__future__' && fact.names.some(({ name }) => name === 'barry_as_FLUFL')) {
      return { reason: 'its future feature would be all modules', span: fact };
    }
  }
  const factory = factoryObstacle(unit, mayBePatched);
  if (factory !== undefined) return factory;
  for (const name of deprecatedCalls) {
    const start = found.identifiers.get(name);
    if (start !== undefined) {
      return {
        reason: `a warning about ${name} would be shown, as it is in a script`,
        span: { start, end: start + name.length },
      };
    }
  }
  const namedTuple = found.identifiers.get('NamedTuple');
  const isOld = target === undefined || target[1] < 9;
  const makes = found.calledWithSeveral.has('NamedTuple');
  if (namedTuple !== undefined && (isOld || makes)) {
    return {
      reason: makes
        ? 'NamedTuple makes a class that is of the calling module'
        : 'Python 3.8 takes the module of a NamedTuple from the frame',
      span: { start: namedTuple, end: namedTuple + 'NamedTuple'.length },
    };
  }
  const warning = ['DeprecationWarning', 'PendingDeprecationWarning'].find((name) => found.identifiers.has(name));
  if (warning !== undefined) return { reason: `${warning} is shown in scripts only` };
  return futureName(unit);
}

/** `from __future__ import annotations` binds a name, which somebody may read. */
function futureName(unit: Unit): Obstacle | undefined {
  const { imports, uses } = unit;
  const { featureFromStar } = unit;
  if (featureFromStar !== undefined) return { reason: 'the name of a future feature is used', span: featureFromStar };
  for (const { fact, base } of imports) {
    if (base !== '__future__') continue;
    for (const { name, alias } of fact.names) {
      const use = uses.find(
        (each) => each.name === (alias ?? name) && each.definition === 0 && each.role !== Role.Import,
      );
      if (use !== undefined) return { reason: 'the name of a future feature is used', span: use };
    }
  }
  return undefined;
}
