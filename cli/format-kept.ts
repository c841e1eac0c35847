import { relative } from 'node:path';
import { error, notInBundle, notShaken } from '../core/diagnostics.ts';
import type { BuildResult } from '../core/index.ts';
import type { KeptStatement, Shaking } from '../core/shaking.ts';

const MOST_REASONS = 15;

const size = (characters: number): string =>
  characters < 1000 ? `${characters} B` : `${(characters / 1000).toFixed(1)} kB`;

function placeOf({ module, line }: KeptStatement, folder: string): string {
  return `${module.file === undefined ? module.name : relative(folder, module.file)}:${line}`;
}

function rows(cells: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...cells.map(([first]) => first.length));
  return cells.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}

/**
 * The answer to `--why MODULE:NAME`: the statement that binds the name, what needs that, and so on up to what stays by
 * itself, one a line, with places.
 * @throws CriboError `NOT_IN_BUNDLE`, `NOT_SHAKEN` where nothing is left out at all
 */
export function formatWhyKept({ graph }: BuildResult, asked: string, folder: string): string {
  const [module, name] = asked.split(':') as [string, string];
  if (graph.get(module) === undefined) error(notInBundle(module, []));
  if (graph.shaking === undefined) error(notShaken(asked));
  const steps = graph.shaking.why(module, name);
  if (steps === undefined) return `${asked} is not there: nothing needs it, or nothing binds it.`;
  const lines = rows(steps.map((step) => [placeOf(step, folder), step.text] as const));
  const reason = steps.at(-1)?.reason;
  return [
    `${asked} stays because`,
    ...lines,
    ...(reason === undefined ? [] : [`  the last one stays as ${reason}`]),
  ].join('\n');
}

/** What was left out, as a part of the summary; nothing where nothing was. */
export function formatLeftOut({ before, after, statements, modules }: Shaking): string {
  if (before === after) return '';
  const counts = [
    ...(modules > 0 ? [`${modules} module${modules === 1 ? '' : 's'}`] : []),
    ...(statements > 0 ? [`${statements} statement${statements === 1 ? '' : 's'}`] : []),
  ];
  return `${counts.join(' and ')} left out, ${size(before - after)} of ${size(before)}`;
}

/** What keeps most of what the entry does not need, the largest first, for `--explain`. */
export function formatKeptReasons(shaking: Shaking, folder: string): string {
  const reasons = shaking.reasons().slice(0, MOST_REASONS);
  if (reasons.length === 0) return '';
  const lines = rows(
    reasons.map(({ reason, statement, size: characters }) => {
      const place = statement === undefined ? '' : `${placeOf(statement, folder)}: `;
      return [size(characters).padStart(9), `${place}${reason}`] as const;
    }),
  );
  return ['what tree shaking kept, by what made it stay:', ...lines].join('\n');
}
