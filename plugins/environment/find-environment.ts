import { existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { environmentUsed, pthLineNotRead, pythonNotFound } from '../../core/diagnostics.ts';
import type { FrozenOptions } from '../../core/options.ts';
import { projectRoot } from '../resolve/project-root.ts';
import { Environment } from './environment.ts';
import { findDistributions } from './find-distributions.ts';
import { type Installation, installationAt } from './installation.ts';
import { siteFolders } from './site-folders.ts';

/** Where an environment may be, and why there. */
interface Candidate {
  /** An interpreter, or a folder. */
  readonly path: string;
  readonly from: string;
}

/**
 * Finds the environment that a program runs in: the one that `--python` names, that is active (`VIRTUAL_ENV`,
 * `CONDA_PREFIX`), or that lies in a folder `.venv` of the project; else that of `python3` on the PATH, which alone is run,
 * to be asked for its folders.
 * @throws CriboError `ENVIRONMENT_NOT_FOUND` when `--python` names none
 */
export function findEnvironment(context: Context): Environment | undefined {
  for (const { path, from } of candidates(context.options)) {
    const installation = installationAt(path, context.warn);
    if (installation !== undefined) {
      context.debug(environmentUsed(path, from));
      return readEnvironment(installation, context);
    }
    if (from === '--python') context.error(pythonNotFound(path));
  }
  return undefined;
}

function candidates(options: FrozenOptions): Candidate[] {
  if (options.python !== undefined) return [{ path: options.python, from: '--python' }];
  const active = ['VIRTUAL_ENV', 'CONDA_PREFIX'].flatMap((from): Candidate[] => {
    const path = process.env[from];
    return path ? [{ path: resolve(options.cwd, path), from }] : [];
  });
  const projects = projectFolders(options).map((folder) => ({ path: join(folder, '.venv'), from: 'the project' }));
  const python = interpreterOnPath();
  return [...active, ...projects, ...(python === undefined ? [] : [{ path: python, from: 'the PATH' }])];
}

/** The folder of the entry and the working folder, and those around them up to the project's root. */
function projectFolders({ entry, cwd }: FrozenOptions): string[] {
  const path = resolve(cwd, entry);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const starts = existsSync(path) ? [isFolder ? path : dirname(path), cwd] : [cwd];
  const folders = starts.flatMap((start) => {
    const root = projectRoot(start) ?? start;
    const between = [start];
    while (between.at(-1) !== root) between.push(dirname(between.at(-1)!));
    return between;
  });
  return [...new Set(folders)];
}

/** Folders of the PATH that are relative to the working folder are left out: a project must not choose what is run. */
function interpreterOnPath(): string | undefined {
  const names = process.platform === 'win32' ? ['python.exe', 'python3.exe'] : ['python3'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
}

function readEnvironment({ sites, release }: Installation, context: Context): Environment {
  const found = siteFolders(sites, release);
  for (const { file, line, text } of found.unread) context.debug(pthLineNotRead(file, line, text));
  return new Environment({
    sites: found,
    distributions: findDistributions(found.folders),
    version: release && [release[0], release[1]],
  });
}
