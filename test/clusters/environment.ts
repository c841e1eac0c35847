import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../.cache/clusters', import.meta.url));

/** Where the programs are. */
export const programs = join(folder, 'program');

/** The Python of an environment with the distributions of a requirements file, made once a checkout. */
export function pythonWith(file: string): string {
  const requirements = join(folder, file);
  const newest = findPythons().at(-1)!;
  const hash = createHash('sha256').update(readFileSync(requirements)).update(newest.path).digest('hex').slice(0, 12);
  const environment = join(cache, hash);
  if (!existsSync(environment)) {
    mkdirSync(cache, { recursive: true });
    const unfinished = mkdtempSync(join(cache, 'unfinished-'));
    execFileSync(newest.path, ['-m', 'venv', unfinished], { stdio: ['ignore', 'ignore', 'pipe'] });
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements];
    execFileSync(join(unfinished, 'bin', 'python'), pip, { stdio: ['ignore', 'ignore', 'pipe'] });
    renameSync(unfinished, environment);
  }
  return join(environment, 'bin', 'python');
}

/** Bundles a program into a folder where nothing else of it can be found. */
export async function bundle(entry: string): Promise<string> {
  const output = join(writeProject({}), entry);
  expect(await runCribo(programs, [entry, '--output', output])).toMatchObject({ status: 0, stderr: '' });
  return output;
}
