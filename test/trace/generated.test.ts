import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createBundleMaps } from '../../cli/trace/bundle-maps.ts';
import { createOriginals } from '../../cli/trace/originals.ts';
import { traceInput } from '../../cli/trace/trace-input.ts';
import { build, type Diagnostic } from '../../core/index.ts';
import { generateProgram } from '../../fuzz/campaign.ts';
import { writeFiles } from '../../fuzz/compare.ts';
import type { Program } from '../../fuzz/model.ts';
import { plainPrograms } from '../../fuzz/plain/program.ts';
import { findPythons } from '../pythons.ts';

/** Said of a program that is not flattened as a whole. */
const WRAPPED = 'wrapped';

const execute = promisify(execFile);
const recorder = fileURLToPath(new URL('record_tracebacks.py', import.meta.url));
const seed = Number(process.env.CRIBO_TEST_SEED ?? 7300);
const count = Number(process.env.CRIBO_TEST_PROGRAMS ?? (process.env.CRIBO_TEST_ALL === '1' ? 500 : 12));
const versions = findPythons().map(({ version }) => version);

async function record(python: string, folder: string, file: string): Promise<string> {
  const output = join(folder, 'frames.txt');
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  await execute(python, [recorder, join(folder, file), output], { cwd: folder, env, timeout: 30_000 });
  return readFileSync(output, 'utf8');
}

async function traced(text: string): Promise<string> {
  const report = (diagnostic: Diagnostic): void => {
    throw new Error(diagnostic.message);
  };
  const pieces: Buffer[] = [];
  const tracing = { maps: createBundleMaps([], report), originals: createOriginals(report), report };
  async function* input() {
    yield Buffer.from(text);
  }
  for await (const piece of traceInput(input(), tracing)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const framesIn = (text: string, folder: string): string[] =>
  text === '' ? [] : text.replaceAll(`${folder}/`, '').split('  --\n');

/** What `cribo trace` says of a bundle that is not what the program itself says. */
async function difference(program: Program): Promise<string | undefined> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cribo-trace-')));
  try {
    const [original, bundled] = [join(root, 'original'), join(root, 'bundled')];
    mkdirSync(bundled);
    writeFiles(program, original);
    const output = join(bundled, 'bundle.py');
    const { path: python } = findPythons().find(({ version }) => version[1] === program.version[1])!;
    const { graph } = await build({
      entry: 'main.py',
      cwd: original,
      output,
      strategy: 'flatten',
      treeShaking: false,
      sourceMap: 'file',
      onLog: undefined,
    });
    // Modules that are wrapped have positions of their own at run time.
    if (graph.modules.some((module) => module !== graph.entry && module.strategy?.name !== 'flatten')) return WRAPPED;
    const wanted = new Set(framesIn(await record(python, original, 'main.py'), original));
    const text = await traced(await record(python, bundled, 'bundle.py'));
    const got = framesIn(text.replaceAll(`${bundled}/`, ''), original);
    const unknown = got.filter((frame) => !wanted.has(frame) && !frame.includes('File "bundle.py"'));
    // Texts of flattened modules run in the entry's frame, with no statement that imports them.
    const missing = [...wanted].filter((frame) => !got.includes(frame) && !frame.includes(', in <module>\n'));
    return unknown.length + missing.length === 0
      ? undefined
      : ['not there', ...unknown, 'missing', ...missing].join('\n');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

test(
  `frames of ${count} flattened programs of seed ${seed} are those of the programs`,
  { timeout: count * 5_000 + 30_000 },
  async () => {
    const generator = plainPrograms(versions);
    const problems: string[] = [];
    for (let index = 0, compared = 0; compared < count; index++) {
      const program = generateProgram(generator, seed, index);
      const found = await difference(program).catch((cause: unknown) => String(cause));
      if (found !== WRAPPED) compared++;
      if (found !== WRAPPED && found !== undefined)
        problems.push(`program ${index}, ${program.version.join('.')}: ${found}`);
    }
    expect(problems).toEqual([]);
  },
);
