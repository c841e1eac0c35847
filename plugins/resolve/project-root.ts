import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder upwards with a `pyproject.toml` or `.git`, if any. */
export function projectRoot(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, 'pyproject.toml')) || existsSync(join(current, '.git'))) return current;
    if (dirname(current) === current) return undefined;
  }
}
