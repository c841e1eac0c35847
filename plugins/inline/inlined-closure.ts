import type { Distribution } from '../environment/distribution.ts';
import type { Environment } from '../environment/environment.ts';
import { normalizedName } from '../environment/requirement.ts';

/** A distribution and the extras of it that are asked for. */
export interface Wanted {
  readonly distribution: Distribution;
  readonly extras: readonly string[];
}

/** What is wanted, and what that requires, with its extras, as far as it is installed. */
export function inlinedClosure(wanted: readonly Wanted[], environment: Environment): Set<Distribution> {
  /** Extras asked for so far. An extra that is asked for later brings its distribution up again. */
  const all = new Map<Distribution, Set<string>>();
  const queue = [...wanted];
  for (const { distribution, extras } of queue) {
    const known = all.get(distribution);
    const fresh = extras.map(normalizedName).filter((extra) => known?.has(extra) !== true);
    if (known !== undefined && fresh.length === 0) continue;
    const asked = new Set([...(known ?? []), ...fresh]);
    all.set(distribution, asked);
    for (const requirement of distribution.requirements) {
      const { key, forExtras } = requirement;
      const required = environment.get(key);
      const holds = forExtras.length === 0 || forExtras.some((extra) => asked.has(extra));
      if (required !== undefined && holds) queue.push({ distribution: required, extras: requirement.extras });
    }
  }
  return new Set(all.keys());
}
