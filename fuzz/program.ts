import { type Arbitrary, array, constantFrom, nat, record } from 'fast-check';
import type { PythonVersion } from '../core/python/facts.ts';
import type { RunForm } from '../test/case.ts';
import { type Choices, choicesFrom } from './choices.ts';
import { planDefinition, writeDefinition } from './constructs/definitions.ts';
import { layOut, type Place, topLevelNames } from './layout.ts';
import { addOtherNames } from './other-names.ts';
import type { Program, ProgramModule, Statement, TextStyle } from './model.ts';
import { writePrologue } from './prologue.ts';
import { type PlannedModule, type Scope, show } from './scope.ts';
import { guarded, writeStatement } from './write-statement.ts';

/** Random numbers for one module: what it is, and how each of its statements is written. */
interface ModuleDraws {
  readonly place: number[];
  readonly statements: number[][];
}

const draws = (length: number): Arbitrary<number[]> => array(nat(99_999), { minLength: length, maxLength: length });

const moduleDraws: Arbitrary<ModuleDraws> = record({
  place: draws(30),
  statements: array(draws(40), { minLength: 3, maxLength: 12 }),
});

/**
 * Programs of 2 to 12 files for one of the given versions of Python.
 * @param strict whether they print all that they can see of themselves, and patch modules from outside
 */
export function programs(versions: readonly PythonVersion[], strict: boolean): Arbitrary<Program> {
  return record({
    version: constantFrom(...versions),
    // A file most of the time: the other forms differ in few things.
    form: constantFrom<RunForm[]>('file', 'file', 'file', 'file', 'file', 'stdin', 'module', 'import'),
    names: draws(40),
    modules: array(moduleDraws, { minLength: 2, maxLength: 12 }),
  }).map(({ version, form, names, modules }) => writeProgram({ version, form, strict }, choicesFrom(names), modules));
}

function writeProgram(
  about: Pick<Scope, 'version' | 'form' | 'strict'>,
  names: Choices,
  modules: readonly ModuleDraws[],
): Program {
  const { version, form } = about;
  const choices = choicesFrom(modules[0].place);
  const inPackage = form === 'file' && choices.chance(6);
  const includesAll = choices.chance(3);
  const laidOut = layOut(
    modules.slice(1).map(({ place }) => choicesFrom(place)),
    inPackage,
  );
  const { places, oddNames, ...layout } = addOtherNames(laidOut, names, about.strict);
  const files = places.filter(({ kind, sameAs }) => kind !== 'namespace' && sameAs === undefined);
  const planned = places.map((place): PlannedModule => {
    const { name, kind, sameAs = place } = place;
    const definitions = planModule(sameAs, places, modules[files.indexOf(sameAs)]);
    return { name, kind, definitions, isOtherName: sameAs !== place };
  });
  let count = 0;
  const fresh = (prefix: string): string => `${prefix.replace(/^_+/, '')}_${(count += 1)}`;
  const written = planned
    .filter(({ kind, isOtherName }) => kind !== 'namespace' && !isOtherName)
    .map((module, index) => {
      const scope: Scope = {
        module,
        modules: planned,
        includesAll,
        oddNames,
        isOneModule: layout.deduplicate === 'file',
        level: 'module',
        depth: 0,
        ...about,
        known: [],
        fresh,
      };
      return writeModule(scope, modules[index], files[index].root);
    });
  return { modules: written, version, form, ...layout };
}

/** Two of five statements define names; others know these names before the module is written. */
function planModule(
  place: Place,
  places: readonly Place[],
  module: ModuleDraws | undefined,
): PlannedModule['definitions'] {
  return (module?.statements ?? [])
    .filter(isDefinition)
    .map(([, ...rest]) => planDefinition(place, places, choicesFrom(rest)));
}

const isDefinition = ([first]: readonly number[]): boolean => first % 5 >= 3;

function writeModule(scope: Scope, { place, statements }: ModuleDraws, root: string): ProgramModule {
  const choices = choicesFrom(place.slice(6));
  const style: TextStyle = {
    indent: choices.from(['    ', '    ', '    ', '  ', '\t', '        ']),
    newline: choices.chance(8) ? '\r\n' : '\n',
    finalNewline: !choices.chance(6),
  };
  const definitions = [...scope.module.definitions];
  const body = statements.map((draw): Statement => {
    const definition = isDefinition(draw) ? definitions.shift() : undefined;
    const choice = choicesFrom(draw.slice(definition ? 6 : 1));
    return definition
      ? guarded({ construct: 'definition', ...writeDefinition(definition, scope, choice) }, scope, choice)
      : writeStatement(scope, choice);
  });
  const ends: Statement = {
    construct: 'trace',
    lines: [
      ...(scope.strict ? [ownNames(scope)] : []),
      ...(scope.module.kind === 'entry' ? summary(scope) : [show('ends')]),
    ],
  };
  const { name, kind } = scope.module;
  return {
    name,
    isPackage: kind === 'package',
    root,
    style,
    prologue: writePrologue(choices),
    statements: [
      { construct: 'trace', lines: [show('begins')] },
      ...includeAll(scope),
      ...body,
      ...importRest(scope, choices),
      ends,
    ],
  };
}

/** A function of the entry that is never called, so that every module is in the bundle, for imports by computed names. */
function includeAll({ module, modules, includesAll }: Scope): Statement[] {
  if (module.kind !== 'entry' || !includesAll) return [];
  const imports = modules.slice(1).map(({ name }) => `    import ${name}`);
  return [{ construct: 'everything', lines: ['def everything():', ...imports] }];
}

/** Imports near the entry's end of modules that the statements before have perhaps not come to. */
function importRest({ module, modules }: Scope, choices: Choices): Statement[] {
  if (module.kind !== 'entry') return [];
  return choices.some(modules.slice(1), modules.length).map(({ name }) => ({
    construct: 'import of the rest',
    lines: ['try:', `    import ${name}`, 'except Exception as error:', `    ${show('caught', 'repr(error)')}`],
  }));
}

/** What a module holds at its end; of the entry without what a package that `python -m` runs and a script have of their own. */
function ownNames({ module }: Scope): string {
  const names =
    module.kind === 'entry'
      ? "name for name in sorted(globals()) if name[:2] != '__'"
      : 'name for name in sorted(globals())';
  return show('own names', `[(name, type(globals()[name]).__name__) for name in [${names}]]`);
}

/** The entry ends by printing what has been imported, and what each of these modules holds. */
function summary({ modules, strict }: Scope): string[] {
  const holds = strict
    ? "[(name, type(value).__name__, getattr(value, '__module__', 0), getattr(value, '__qualname__', 0)) for name, value in sorted(getattr(sys.modules[key], '__dict__', {}).items())]"
    : "sorted(getattr(sys.modules[key], '__dict__', ()))";
  return [
    'import sys',
    `for key in [key for key in sys.modules if key.partition('.')[0] in ${JSON.stringify(topLevelNames(modules))}]:`,
    `    print(key, ${holds})`,
  ];
}
