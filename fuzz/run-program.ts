import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { RunForm } from '../test/case.ts';

/** What a run of a program showed, with folders and addresses taken out. */
export interface Outcome {
  readonly stdout: string;
  /** The exit status, or the signal that ended the program. */
  readonly exit: number | string;
  /** The last line of standard error that is not empty. */
  readonly lastLine: string;
}

/** How one program is run. */
export interface Run {
  readonly python: string;
  readonly form: RunForm;
  /** What to run: `main.py`, another file, or a package that is run with `-m`. */
  readonly program: string;
  /** The folder with the program. */
  readonly folder: string;
  /** The working folder of a run from standard input, where there are no files to import. @default folder */
  readonly emptyFolder?: string;
  /** Folders of the search path after the program's own. @default none */
  readonly path?: readonly string[];
}

const timeLimit = 20_000;

/** Runs a program once. Ends it after 20 seconds, with the outcome's exit being the signal's name. */
export async function runProgram({
  python,
  form,
  folder,
  emptyFolder = folder,
  program,
  path = [],
}: Run): Promise<Outcome> {
  const args = !program.endsWith('.py')
    ? ['-m', program]
    : { file: [program], stdin: ['-'], module: ['-m', 'main'], import: ['-c', 'import main'] }[form];
  const cwd = form === 'stdin' ? emptyFolder : folder;
  const child = spawn(python, args, { cwd, env: environment(path), timeout: timeLimit, killSignal: 'SIGKILL' });
  child.stdin.on('error', () => {});
  child.stdin.end(form === 'stdin' ? readFileSync(join(folder, 'main.py')) : '');
  const [stdout, stderr, exit] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    }),
  ]);
  const clean = (text: string): string => normalise(text, [...path, cwd]);
  return { stdout: clean(stdout), exit, lastLine: lastLineOf(clean(stderr)) };
}

function environment(path: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON'));
  const fixed = { PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', PYTHONUTF8: '1' };
  return { ...Object.fromEntries(kept), ...fixed, ...(path.length > 0 && { PYTHONPATH: path.join(delimiter) }) };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function normalise(text: string, folders: readonly string[]): string {
  const withoutFolder = folders.reduce(
    (result, folder) => result.replaceAll(`${folder.replace(/\/$/, '')}/`, '').replaceAll(folder, ''),
    text,
  );
  return withoutFolder.replaceAll(/0x[0-9a-f]{6,}/g, '0x');
}

/** The last line, without what only `python -m package` says about a package that imports itself. */
function lastLineOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.includes('RuntimeWarning'));
  return lines.at(-1) ?? '';
}
