import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Python } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

/** A virtual environment. */
export interface Environment {
  /** Absolute path. */
  readonly folder: string;
  /** Its interpreter. */
  readonly python: string;
}

/** Where everything is installed; git ignores it. */
export const cache = fileURLToPath(new URL('../../.cache/packages', import.meta.url));

const INSTALLATION_LIMIT = 600_000;

/** An environment with what a `requirements.txt` names, made once for each text and version of Python. */
export function installRequirements(python: Python, requirements: string): Promise<Environment> {
  const hash = createHash('sha256').update(requirements).digest('hex').slice(0, 12);
  return makeOnce(python, hash, ['-m', 'venv'], async ({ folder, python: installed }) => {
    writeFileSync(join(folder, 'requirements.txt'), requirements);
    const words = ['install', '--quiet', '--disable-pip-version-check', '--prefer-binary', '-r', 'requirements.txt'];
    await run(installed, ['-m', 'pip', ...words], folder);
  });
}

/** An environment in which nothing is installed, not even pip. */
export function makeBareEnvironment(python: Python): Promise<Environment> {
  return makeOnce(python, 'bare', ['-m', 'venv', '--without-pip'], async () => {});
}

const pending = new Map<string, Promise<Environment>>();

function makeOnce(
  { path, version }: Python,
  name: string,
  words: readonly string[],
  fill: (environment: Environment) => Promise<void>,
): Promise<Environment> {
  const folder = join(cache, version.join('.'), name);
  const environment: Environment = { folder, python: executable(folder) };
  const made = pending.get(folder) ?? make();
  pending.set(folder, made);
  return made;

  async function make(): Promise<Environment> {
    const ready = join(folder, 'ready');
    if (existsSync(ready)) return environment;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await run(path, [...words, folder], cache);
    await fill(environment);
    writeFileSync(ready, '');
    return environment;
  }
}

function executable(folder: string): string {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { status, stderr } = await runCommand(command, args, { cwd, timeout: INSTALLATION_LIMIT });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
