import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { pythonString } from '../wrap/python-string.ts';
import { lowerBound } from '../../core/lower-bound.ts';
import type { LineEdit } from './blank-lines.ts';
import type { Failures } from './failures.ts';
import { mayRun, takenNames } from './importers.ts';
import type { ModuleBindings } from './module-bindings.ts';
import { isBoundWhenever } from './certain-bindings.ts';
import type { Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';

/** What a module that stands for a flattened one has: the script's variables of these names. */
interface Facade {
  /** What wrapped modules take of it by import statements. */
  readonly attributes: ReadonlySet<string>;
  /** What dataclasses look for in its namespace, where it has them. */
  readonly lookups: ReadonlySet<string>;
}

/** The flattened modules that are asked for all the same. */
export type Facades = ReadonlyMap<Unit, Facade>;

/** Finds what others take of flattened modules, which has to be a variable of the script. */
export function facadesOf(
  graph: Graph,
  all: readonly Unit[],
  units: ReadonlyMap<Module, Unit>,
  modules: ModuleBindings,
  failures: Failures,
): Facades {
  const found = new Map<Unit, { attributes: Set<string>; lookups: Set<string> }>();
  const facadeOf = (unit: Unit) => {
    const known = found.get(unit) ?? { attributes: new Set(), lookups: new Set() };
    found.set(unit, known);
    return known;
  };
  for (const module of graph.modules) {
    if (module.isEntry || module.isLeftOut || units.has(module)) continue;
    for (const edge of module.imports) {
      const unit = edge.module === undefined || !mayRun(edge) ? undefined : units.get(edge.module);
      if (unit === undefined || unit.isHollow) continue;
      const names = takenNames(unit, edge, module, graph) ?? [];
      for (const name of names) {
        if (modules.has(unit, name) || !isBoundWhenever(unit, name)) {
          failures.add(unit, { reason: `${module.name}, which is not flattened, takes its ${name}` });
        } else facadeOf(unit).attributes.add(name);
      }
      facadeOf(unit);
    }
  }
  if (all.some(({ found: { identifiers } }) => identifiers.has('dataclass') || identifiers.has('dataclasses'))) {
    for (const unit of units.values()) {
      for (const { start, name } of stringAnnotations(unit)) {
        const { lookups } = facadeOf(unit);
        const binder = unit.bindings.get(name)?.[0];
        if (binder === undefined || modules.has(unit, name)) continue;
        lookups.add(name);
        if (binder.start < start) continue;
        failures.add(unit, { reason: `a dataclass may look for ${name} in it before that is bound`, span: binder });
      }
    }
  }
  if (placeOf(all.find(({ isEntry }) => isEntry)!) === undefined) {
    for (const unit of found.keys())
      failures.add(unit, { reason: 'it is asked for, and no line of the entry is its first' });
  }
  return found;
}

/**
 * What a dataclass asks its module for, to know whether annotations that are strings mean a `ClassVar`: all or the first
 * part of the names that they begin with (Lib/dataclasses.py, `_is_type`).
 */
function stringAnnotations({ found, module: { text } }: Unit): { start: number; name: string }[] {
  const { annotations, futureFeatures } = found.facts;
  if (found.classBodies.length === 0) return [];
  const literals = found.strings.filter(({ start }) => {
    const around = annotations[lowerBound(annotations.length, (index) => annotations[index]!.end <= start)];
    return around !== undefined && around.start <= start;
  });
  const whole = futureFeatures.includes('annotations')
    ? annotations.map(({ start, end }) => ({ start, text: text.slice(start, end) }))
    : [];
  return [...literals, ...whole].map((each) => {
    const [, name = ''] = /^\s*([\p{ID_Continue}]+)/u.exec(each.text) ?? [];
    return { start: each.start, name };
  });
}

/** The offset of the entry's first statement below docstring and future statements, if it begins a line. */
function placeOf({ found, imports, module: { text } }: Unit): number | undefined {
  const { docstring, statements } = found.facts;
  const futures = imports.filter(({ base }) => base === '__future__').map(({ fact }) => fact.end);
  const end = Math.max(docstring?.end ?? 0, ...futures);
  const first = statements.find(({ start }) => start >= end);
  return first !== undefined && (first.start === 0 || text[first.start - 1] === '\n') ? first.start : undefined;
}

/**
 * Puts modules where import statements of wrapped ones, and dataclasses, find them, before anything runs. Their attributes
 * are the script's variables, as they are at that moment.
 */
export function facadeEdit(facades: Facades, entry: Unit, symbols: Symbols): LineEdit {
  const rows = [...facades].map(([unit, { attributes, lookups }]) => {
    const pairs = [...new Set([...attributes, ...lookups])].map(
      (name) => `${pythonString(name)}: ${pythonString(symbols.of(unit, name)!.finalName)}`,
    );
    return `    ${pythonString(unit.name)}: {${pairs.join(', ')}},`;
  });
  const isLookedUp = [...facades.values()].some(({ lookups }) => lookups.size > 0);
  const namespace = `
        @property
        def __dict__(self):
            names = facades[self.__name__].items()
            return {name: variables[variable] for name, variable in names if variable in variables}
`;
  const text = `def __cribo_facades(facades, variables):
    """Put modules in place of those whose text stands below: {name: {attribute: variable}}."""
    import sys

    class Facade(type(sys)):${isLookedUp ? namespace : ''}
        def __getattr__(self, name):
            if name in facades[self.__name__]:
                return variables[facades[self.__name__][name]]
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")

    for name in facades:
        sys.modules[name] = Facade(name)


__cribo_facades({
${rows.join('\n')}
}, globals())
del __cribo_facades`;
  const start = placeOf(entry)!;
  return { start, end: start, pieces: [{ text, isModule: true }] };
}
