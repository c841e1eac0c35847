import type { Profile } from '../core/index.ts';

const milliseconds = (time: number): string => `${time.toFixed(1)} ms`;

/** A table with columns as wide as they have to be, the first one flush left, the others flush right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
  );
}

/** What `--profile` shows: time by phase, then by plugin and hook, the busiest first. */
export function formatProfile({ phases, hooks }: Profile): string {
  const phaseRows = phases.map(({ name, time }) => [name, milliseconds(time)]);
  const hookRows = hooks.map(({ plugin, hook, calls, noops, busy }) => [
    `${plugin} ${hook}`,
    String(calls),
    calls === 0 ? '-' : `${Math.round((100 * noops) / calls)} %`,
    milliseconds(busy),
  ]);
  return [
    ...table([['phase', 'time'], ...phaseRows]),
    '',
    ...table([['hook', 'calls', 'no-ops', 'busy'], ...hookRows]),
  ].join('\n');
}
