import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Context } from '../../core/context.ts';
import type { Message } from '../../core/diagnostics.ts';
import { type BuildOptions, freezeOptions } from '../../core/options.ts';
import type { Environment } from '../../plugins/environment/environment.ts';
import { findEnvironment } from '../../plugins/environment/find-environment.ts';
import { findModule, type FoundModule, type Places } from '../../plugins/resolve/find-module.ts';
import { SearchPath } from '../../plugins/resolve/search-path.ts';
import { writeProject } from '../project.ts';
import { withVariables } from './make-environment.ts';

/** An environment as cribo reads it, and what was said of it. */
export interface ReadEnvironment {
  readonly environment: Environment | undefined;
  readonly messages: readonly Message[];
}

/** Reads the environment that options lead to. */
export function readEnvironment(options: Partial<BuildOptions>): ReadEnvironment {
  const messages: Message[] = [];
  const log = (message: Message): void => void messages.push(message);
  const context = {
    options: freezeOptions({ entry: 'main.py', ...options }),
    warn: log,
    debug: log,
    error: (message: Message) => {
      throw new Error(message.message);
    },
  } as unknown as Context;
  return { environment: findEnvironment(context), messages };
}

type Place = string | string[] | null;

/** Where cribo finds modules of an environment, as the oracle prints it. */
export function findNames(environment: Environment, names: readonly string[]): Record<string, Place> {
  const search = new SearchPath();
  const found = new Map<string, FoundModule | undefined>();
  const find = (name: string): FoundModule | undefined => {
    if (!found.has(name)) {
      const places = placesOf(name);
      found.set(name, places && findModule(name, places, search, environment));
    }
    return found.get(name);
  };
  const placesOf = (name: string): Places | undefined => {
    const dot = name.lastIndexOf('.');
    if (dot === -1) return { folders: environment.folders, installed: new Set(environment.folders) };
    const parent = find(name.slice(0, dot));
    if (parent === undefined) return undefined;
    if ('portions' in parent) return { folders: parent.portions, installed: parent.installed };
    const init = /[/\\]__init__\.py$/;
    return init.test(parent.file) ? { folders: [parent.file.replace(init, '')], installed: new Set() } : undefined;
  };
  return Object.fromEntries(
    names.map((name) => {
      const module = find(name);
      return [name, module === undefined ? null : 'portions' in module ? [...module.portions] : module.file];
    }),
  );
}

/** What an interpreter itself says; run in a folder of its own, so that nothing else is on its path. */
function askPython(
  python: string,
  names: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): { readonly path: string[]; readonly found: Record<string, Place> } {
  const oracle = fileURLToPath(new URL('oracle.py', import.meta.url));
  const { PATH = '', HOME = '' } = process.env;
  const output = execFileSync(python, [oracle], {
    cwd: writeProject({}),
    input: names.join('\n'),
    env: { PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', ...variables },
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return JSON.parse(output) as ReturnType<typeof askPython>;
}

/** Expects that cribo finds what an interpreter finds, in the order in which it looks. */
export function expectSame(
  python: string,
  options: Partial<BuildOptions>,
  names: readonly string[] = [],
  variables: Readonly<Record<string, string>> = {},
): void {
  const expected = askPython(python, names, variables);
  const { environment } = withVariables({ PYTHONUSERBASE: undefined, PYTHONNOUSERSITE: undefined, ...variables }, () =>
    readEnvironment(options),
  );
  expect(environment?.folders).toEqual(expected.path);
  expect(findNames(environment!, names)).toEqual(expected.found);
}
