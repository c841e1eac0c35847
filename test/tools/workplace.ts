import { cpSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons, type Python } from '../pythons.ts';
import { type CommandOptions, type Outcome, runCommand } from '../run-command.ts';

/** How the program is bundled, and whether its files are there when the bundle runs. */
export interface Way {
  readonly name: string;
  readonly flags: readonly string[];
  /** Whether `CRIBO_SOURCE_ROOT` says where the original files are. */
  readonly hasOriginals: boolean;
  /** Whether the entry's frames have its own lines. */
  readonly hasEntry: boolean;
}

const makeWay = (name: string, flags: readonly string[], hasOriginals: boolean): Way => ({
  name: hasOriginals ? `${name}, with the files` : name,
  flags,
  hasOriginals,
  hasEntry: flags.includes('full'),
});

const flagsByName: Readonly<Record<string, readonly string[]>> = {
  native: [],
  'native, static': ['--strategy', 'static'],
  full: ['--positions', 'full'],
};

/** The bundles that are compared with the program. */
export const ways: readonly Way[] = [false, true].flatMap((hasOriginals) =>
  Object.entries(flagsByName).map(([name, flags]) => makeWay(name, flags, hasOriginals)),
);

/** Those that tools are tried with that take long to start; all of them with `CRIBO_TEST_ALL`. */
export const fewWays: readonly Way[] =
  process.env.CRIBO_TEST_ALL === undefined
    ? ways.filter(({ name }) => name === 'native' || name === 'full, with the files')
    : ways;

/** The Python to try a tool on; all of them with `CRIBO_TEST_ALL`. */
export const toolPythons: readonly Python[] =
  process.env.CRIBO_TEST_ALL === undefined ? findPythons().slice(-1) : findPythons();

const program = fileURLToPath(new URL('program', import.meta.url));

/** Where the program lies unbundled, and where its bundles lie. */
export interface Workplace {
  /** Absolute path of the folder with the program's files. */
  readonly original: string;
  /** Absolute path of the folder with nothing but a bundle, `main.py`. */
  bundled(way: Way): string;
}

/**
 * Lays out the program, and its bundles of all ways.
 * @param files more files of the program, or others in place of its own
 * @param flags more flags for every bundle
 * @param bundledFiles files that lie beside the bundles too
 */
export async function layOut(
  files: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
  bundledFiles: Readonly<Record<string, string>> = {},
): Promise<Workplace> {
  const folder = realpathSync(writeProject({}));
  const original = join(folder, 'original');
  cpSync(program, original, { recursive: true, filter: (path) => !path.includes('__pycache__') });
  const write = (place: string, written: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(written)) writeFileSync(join(place, path), text);
  };
  write(original, { ...files, ...bundledFiles });
  // As long as the other, as some tools align what they show.
  const place = ({ flags: own }: Way): string => join(folder, `bundle-${ways.findIndex((each) => each.flags === own)}`);
  for (const each of ways.filter(({ hasOriginals }) => !hasOriginals)) {
    const words = ['main.py', '--output', join(place(each), 'main.py'), '--no-config', ...each.flags, ...flags];
    const { status, stderr } = await runCribo(original, words);
    expect(status, stderr).toBe(0);
    write(place(each), bundledFiles);
  }
  mkdirSync(join(folder, 'elsewhere'));
  return { original, bundled: place };
}

/** Takes out folders, addresses, and, where it has none of its own, the entry's lines. */
function normalise(text: string, folders: readonly string[], hasEntryLines: boolean): string {
  // The longest first: some begin with another.
  const sorted = folders.toSorted((a, b) => b.length - a.length);
  const plain = sorted
    .reduce((result, folder) => result.replaceAll(folder, '<folder>'), text)
    .replaceAll(/\b0x[0-9a-fA-F]+/g, '0x');
  return hasEntryLines ? plain : plain.replaceAll(/(main\.py(?:", line |[(:]))\d+/g, '$1N');
}

/** What is run in the folder of the program or of a bundle: arguments of Python. */
export type Words = readonly string[] | ((folder: string) => readonly string[]);

/** Runs the program, and says how it ended. */
export function runOriginal(
  { original }: Workplace,
  way: Way,
  { path }: Pick<Python, 'path'>,
  words: Words,
  options: Partial<CommandOptions> = {},
): Promise<Outcome> {
  return run(original, [original], way, path, words, options);
}

/** Runs a bundle, and says how it ended, in terms that are the program's as well. */
export function runBundled(
  workplace: Workplace,
  way: Way,
  { path }: Pick<Python, 'path'>,
  words: Words,
  options: Partial<CommandOptions> = {},
): Promise<Outcome> {
  const folder = workplace.bundled(way);
  const { environment = {} } = options;
  const roots: Record<string, string> = way.hasOriginals ? { CRIBO_SOURCE_ROOT: workplace.original } : {};
  return run(folder, [folder, workplace.original], way, path, words, {
    ...options,
    environment: { ...environment, ...roots },
  });
}

async function run(
  folder: string,
  folders: readonly string[],
  { hasEntry }: Way,
  python: string,
  words: Words,
  options: Partial<CommandOptions>,
): Promise<Outcome> {
  const environment = { PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', COLUMNS: '80', ...options.environment };
  const args = typeof words === 'function' ? words(folder) : words;
  const { status, stdout, stderr } = await runCommand(python, args, { cwd: folder, ...options, environment });
  const plain = (text: string): string => normalise(text, folders, hasEntry);
  return { status, stdout: plain(stdout), stderr: plain(stderr) };
}
