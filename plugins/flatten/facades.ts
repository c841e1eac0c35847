import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { pythonString } from '../wrap/python-string.ts';
import type { LineEdit } from './blank-lines.ts';
import type { Failures } from './failures.ts';
import { mayRun, takenNames } from './importers.ts';
import type { ModuleBindings } from './module-bindings.ts';
import { isBoundWhenever } from './certain-bindings.ts';
import type { Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';

/** The flattened modules that wrapped ones take names of, with these names. */
export type Facades = ReadonlyMap<Unit, ReadonlySet<string>>;

/** Finds what wrapped modules take of flattened ones, which has to be a variable of the script. */
export function facadesOf(
  graph: Graph,
  entry: Unit,
  units: ReadonlyMap<Module, Unit>,
  modules: ModuleBindings,
  failures: Failures,
): Facades {
  const facades = new Map<Unit, Set<string>>();
  for (const module of graph.modules) {
    if (module.isEntry || module.isLeftOut || units.has(module)) continue;
    for (const edge of module.imports) {
      const unit = edge.module === undefined || !mayRun(edge) ? undefined : units.get(edge.module);
      if (unit === undefined || unit.isHollow) continue;
      if (placeOf(entry) === undefined)
        failures.add(unit, { reason: `${module.name} imports it, which is not flattened` });
      const names = takenNames(unit, edge, module, graph) ?? [];
      for (const name of names) {
        if (modules.has(unit, name) || !isBoundWhenever(unit, name)) {
          failures.add(unit, { reason: `${module.name}, which is not flattened, takes its ${name}` });
        }
      }
      facades.set(unit, new Set([...(facades.get(unit) ?? []), ...names]));
    }
  }
  return facades;
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
 * Puts modules where import statements of wrapped ones find them, before anything runs. Their attributes are the script's
 * variables, as they are at that moment.
 */
export function facadeEdit(facades: Facades, entry: Unit, symbols: Symbols): LineEdit {
  const rows = [...facades].map(([unit, names]) => {
    const pairs = [...names].map((name) => `${pythonString(name)}: ${pythonString(symbols.of(unit, name)!.finalName)}`);
    return `    ${pythonString(unit.name)}: {${pairs.join(', ')}},`;
  });
  const text = `def __cribo_facades(facades, variables):
    """Put modules in place of those whose text stands below: {name: {attribute: variable}}."""
    import sys

    class Facade(type(sys)):
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
