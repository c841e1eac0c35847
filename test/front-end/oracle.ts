import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Python } from '../pythons.ts';
import type { Description } from './compare-file.ts';

const script = fileURLToPath(new URL('oracle.py', import.meta.url));
const buffer = { maxBuffer: 1 << 30 };

/** Whether tests compare everything, on every Python, and not a sample. */
export const testsAll = Boolean(process.env.CRIBO_TEST_ALL);

/** The oldest and the newest of the Pythons found, or all of them. */
export function chosenPythons(found: Python[]): Python[] {
  if (testsAll) return found;
  return [...new Set([found[0]!, found.at(-1)!])];
}

/** The verdict on each text: '.' compiles, 'S' does not, '?' gave up. 3.8 says on standard error when its stack is full. */
export function validity(python: Python, texts: readonly string[]): string {
  return execFileSync(python.path, [script, 'validity'], {
    ...buffer,
    input: JSON.stringify(texts),
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** The messages of the warnings that compiling each text gives; nothing for what this version does not compile. */
export function compilerWarnings(python: Python, texts: readonly string[]): (string[] | null)[] {
  const input = JSON.stringify(texts);
  return JSON.parse(execFileSync(python.path, [script, 'warnings'], { ...buffer, input, encoding: 'utf8' })) as never;
}

/** Descriptions of texts. Some make the compilers of some versions crash: these have the verdict '?'. */
export function describeTexts(python: Python, texts: readonly string[]): Description[] {
  const input = JSON.stringify(texts);
  const { status, stdout } = spawnSync(python.path, [script, 'texts'], { ...buffer, input, encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout) as Description[];
  if (texts.length === 1) return [{ path: '<text>', text: texts[0]!, verdict: '?' }];
  const half = texts.length >> 1;
  return [...describeTexts(python, texts.slice(0, half)), ...describeTexts(python, texts.slice(half))];
}

/** Texts made by changing tokens of pieces of this Python's library, always the same for the same numbers. */
export function mutations(python: Python, count: number, seed: number): string[] {
  const output = execFileSync(python.path, [script, 'mutate', String(count), String(seed)], {
    ...buffer,
    encoding: 'utf8',
  });
  return JSON.parse(output) as string[];
}

/** Descriptions of every `every`-th file of folders, or of this Python's library. */
export async function* libraryFiles(
  python: Python,
  every: number,
  offset: number,
  folders: readonly string[] = [],
): AsyncGenerator<Description> {
  const child = spawn(python.path, [script, 'files', String(every), String(offset), ...folders], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as Description;
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`${script} ended with status ${status}`);
}
