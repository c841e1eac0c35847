import { resolve } from 'node:path';
import {
  type Diagnostic,
  error,
  type Level,
  invalidOption,
  invalidTarget,
  missingEntry,
  unknownOption,
} from './diagnostics.ts';
import { nearest } from './nearest.ts';
import type { PluginOption } from './plugin.ts';
import type { PythonVersion } from './python/facts.ts';

/** Options of `build`. */
export interface BuildOptions {
  /**
   * What the user runs: a file, a package folder, a dotted module, `module:function`, or `-` for standard input.
   * Paths are relative to `cwd`.
   */
  entry: string;
  /** Where the bundle goes; left out, nothing is written and the result carries the text. */
  output?: string | undefined;
  /** Folder that relative paths start from. @default process.cwd() */
  cwd?: string | undefined;
  /** More folders to look for modules in, after the entry's folder and the `src` roots. @default [] */
  path?: readonly string[] | undefined;
  /** Modules that stay imports of the environment, with their submodules. @default [] */
  external?: readonly string[] | undefined;
  /** Modules to bundle although no import statement names them. @default [] */
  include?: readonly string[] | undefined;
  /** The oldest Python the bundle has to run on, as `3.8`: newer syntax is an error. @default any */
  targetPython?: string | undefined;
  /** The user's own plugins; they run before the built-in ones. @default [] */
  plugins?: PluginOption;
  /** Whether any warning makes the build fail, before anything is written. @default false */
  failOnWarn?: boolean | undefined;
  /** Levels of diagnostics by code; `off` drops them. @default {} */
  severity?: Readonly<Record<string, Level | 'off'>> | undefined;
  /** Where the metafile goes: modules, imports and sizes as JSON in esbuild's form. @default none is made */
  metafile?: string | undefined;
  /** Whether to measure phases and hooks; a path also writes a Chrome trace there. @default false */
  profile?: boolean | string | undefined;
  /** Whether files are written; without, the result only carries them. @default true */
  write?: boolean | undefined;
  /** Gets every diagnostic that does not end the build, as it arises. @default they are only collected */
  onLog?: ((diagnostic: Diagnostic) => void) | undefined;
  /** Gets the number of modules loaded so far. */
  onProgress?: ((modules: number) => void) | undefined;
}

/** The options of one build after defaults and checks; nothing changes them any more. */
export interface FrozenOptions {
  readonly entry: string;
  /** Absolute path. */
  readonly output: string | undefined;
  /** Absolute path. */
  readonly cwd: string;
  /** Absolute paths. */
  readonly path: readonly string[];
  readonly external: readonly string[];
  readonly include: readonly string[];
  readonly targetPython: PythonVersion | undefined;
  readonly failOnWarn: boolean;
  readonly severity: Readonly<Record<string, Level | 'off'>>;
  /** Absolute path. */
  readonly metafile: string | undefined;
  /** Absolute path of the trace, if one is asked for. */
  readonly profile: boolean | string;
  readonly write: boolean;
}

const known = [
  'entry',
  'output',
  'cwd',
  'path',
  'external',
  'include',
  'targetPython',
  'plugins',
  'failOnWarn',
  'severity',
  'metafile',
  'profile',
  'write',
  'onLog',
  'onProgress',
];
const oldest: PythonVersion = [3, 8];
const newest: PythonVersion = [3, 14];

function parseTarget(text: string): PythonVersion {
  const match = /^(?:py(?:thon)?)?(3)\.(\d+)$/.exec(text);
  const minor = match === null ? -1 : Number(match[2]);
  if (minor < oldest[1] || minor > newest[1]) error(invalidTarget(text));
  return [3, minor];
}

function names(key: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return Object.freeze([...value]);
  return error(invalidOption(key, 'takes a list of strings'));
}

/**
 * Checks options and fills in defaults.
 * @throws CriboError `MISSING_ENTRY`, `UNKNOWN_OPTION`, `INVALID_OPTION`, `INVALID_TARGET`
 */
export function freezeOptions(options: BuildOptions): FrozenOptions {
  for (const key of Object.keys(options)) if (!known.includes(key)) error(unknownOption(key, nearest(key, known)));
  if (typeof options.entry !== 'string' || options.entry === '') error(missingEntry());
  const cwd = resolve(options.cwd ?? process.cwd());
  return Object.freeze({
    entry: options.entry,
    output: options.output === undefined ? undefined : resolve(cwd, options.output),
    cwd,
    path: Object.freeze(names('path', options.path).map((folder) => resolve(cwd, folder))),
    external: names('external', options.external),
    include: names('include', options.include),
    targetPython: options.targetPython === undefined ? undefined : parseTarget(options.targetPython),
    failOnWarn: options.failOnWarn ?? false,
    severity: Object.freeze({ ...options.severity }),
    metafile: options.metafile === undefined ? undefined : resolve(cwd, options.metafile),
    profile: typeof options.profile === 'string' ? resolve(cwd, options.profile) : (options.profile ?? false),
    write: options.write ?? true,
  });
}
