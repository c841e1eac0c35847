import { relative } from 'node:path';
import { placeOf } from '../core/code-frame.ts';
import { error, notInBundle } from '../core/diagnostics.ts';
import type { BuildResult, Module } from '../core/index.ts';
import { nearest } from '../core/nearest.ts';

/** Columns of the widths that their longest cells have; the last one as it is. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()}`,
  );
}

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

function explainAll(modules: readonly Module[]): string {
  const counts = new Map<string, number>();
  for (const { strategy } of modules) counts.set(strategy!.name, (counts.get(strategy!.name) ?? 0) + 1);
  const totals = [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
  const rows = modules.map(({ name, strategy }) => [name, strategy!.name, strategy!.reason]);
  return [`${plural(modules.length, 'module')}: ${totals}`, ...columns(rows)].join('\n');
}

function explainOne({ name, file, text, strategy }: Module, folder: string): string {
  const where = file === undefined ? name : relative(folder, file);
  const rows = strategy!.notes.map(({ start, text: note }) => {
    const { line, column } = placeOf(text, start);
    return [`${where}:${line}:${column}`, note];
  });
  return [`${name} is ${strategy!.name}: ${strategy!.reason}`, ...(rows.length > 0 ? columns(rows) : [])].join('\n');
}

/**
 * The answer to `--explain`: the strategy of each module and why, with totals; or of one module, with the lines that
 * decided something.
 * @param asked `true` for all modules, or the name of one
 * @throws CriboError `NOT_IN_BUNDLE` when no module has the name
 */
export function formatStrategies({ graph }: BuildResult, asked: true | string, folder: string): string {
  if (asked === true) return explainAll(graph.modules);
  const module = graph.get(asked);
  if (module === undefined) {
    error(
      notInBundle(
        asked,
        nearest(
          asked,
          graph.modules.map(({ name }) => name),
        ),
      ),
    );
  }
  return explainOne(module, folder);
}
