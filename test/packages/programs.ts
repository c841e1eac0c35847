import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PythonVersion } from '../../core/python/facts.ts';

/** A program that uses a distribution for real: `fixtures/distributions/<name>/`. */
export interface Program {
  /** The distribution that it is about. */
  readonly name: string;
  /** Absolute path of the folder with `main.py` and `requirements.txt`. */
  readonly folder: string;
  /** Text of `requirements.txt`: an exact pin of everything that has to be installed. */
  readonly requirements: string;
  /** Oldest Python on which the pins install. */
  readonly since: PythonVersion;
}

const root = fileURLToPath(new URL('../../fixtures/distributions', import.meta.url));

/** All programs in the order of their names. */
export function listPrograms(): Program[] {
  const names = readdirSync(root).filter((name) => existsSync(join(root, name, 'main.py')));
  return names.toSorted().map((name) => {
    const folder = join(root, name);
    const requirements = readFileSync(join(folder, 'requirements.txt'), 'utf8');
    const minor = /^# Python 3\.(\d+) or later$/m.exec(requirements)?.[1];
    if (minor === undefined) throw new Error(`${folder}/requirements.txt has no line "# Python 3.N or later"`);
    return { name, folder, requirements, since: [3, Number(minor)] };
  });
}
