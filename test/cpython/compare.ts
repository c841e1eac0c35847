import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extraFlags } from '../extra-flags.ts';
import type { Python } from '../pythons.ts';

/** How each test of a file ended, by the test's id. */
type Outcomes = Record<string, string>;

/** What became of one of CPython's test files. */
export interface Comparison {
  /** Tests whose outcome is the same unbundled and bundled. */
  readonly same: number;
  /** `id: unbundled -> bundled` for the others. */
  readonly differences: readonly string[];
  /** Why nothing was compared: the file does not exist in that version, or cannot be run there. */
  readonly skipped?: string;
}

const here = dirname(fileURLToPath(import.meta.url));
const command = join(here, '../../dist/cli.js');
const program = readFileSync(join(here, 'program.py'), 'utf8');
const TIMEOUT = 300_000;

/** Runs a command to its end; never rejects. */
function run(file: string, args: string[], cwd: string, outcomes = ''): Promise<{ ok: boolean; stderr: string }> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PYTHON')));
  const variables = {
    ...env,
    PYTHONHASHSEED: '0',
    PYTHONDONTWRITEBYTECODE: '1',
    TERM: 'dumb',
    CRIBO_OUTCOMES: outcomes,
  };
  return new Promise((resolve) => {
    const options = { cwd, env: variables, timeout: TIMEOUT, killSignal: 'SIGKILL', maxBuffer: 1 << 28 } as const;
    execFile(file, args, options, (failure, _stdout, stderr) => resolve({ ok: failure === null, stderr })).stdin?.end();
  });
}

const libraries = new Map<string, Promise<string>>();

/** The folder of the `test` package of an interpreter. */
function testFolder({ path }: Python): Promise<string> {
  let folder = libraries.get(path);
  if (folder === undefined) {
    folder = new Promise((resolve, reject) => {
      execFile(path, ['-c', 'import test; print(list(test.__path__)[0])'], (failure, stdout) =>
        failure ? reject(failure) : resolve(stdout.trim()),
      );
    });
    libraries.set(path, folder);
  }
  return folder;
}

async function outcomesOf(
  python: Python,
  script: string,
  cwd: string,
): Promise<{ outcomes?: Outcomes; stderr: string }> {
  const file = join(cwd, 'outcomes.json');
  const { stderr } = await run(python.path, [script], cwd, file);
  return existsSync(file) ? { outcomes: JSON.parse(readFileSync(file, 'utf8')) as Outcomes, stderr } : { stderr };
}

/** Runs `test_<name>.py` as a module of a small program, unbundled and bundled, and compares test by test. */
export async function compareTestFile(name: string, python: Python): Promise<Comparison> {
  const source = join(await testFolder(python), `test_${name}.py`);
  if (!existsSync(source)) return { same: 0, differences: [], skipped: 'not in this version' };
  const folder = mkdtempSync(join(tmpdir(), 'cribo-cpython-'));
  try {
    const [original, project, bundled] = ['original', 'project', 'bundled'].map((part) => join(folder, part));
    for (const part of [original, project]) {
      mkdirSync(part);
      cpSync(source, join(part, `test_${name}.py`));
      writeFileSync(join(part, 'main.py'), program.replaceAll('MODULE', `test_${name}`));
    }
    const expected = await outcomesOf(python, 'main.py', original);
    if (expected.outcomes === undefined) return { same: 0, differences: [], skipped: 'the original does not run' };
    const bundle = join(bundled, 'main.py');
    const build = await run(
      process.execPath,
      [command, ...extraFlags, '--entry', join(project, 'main.py'), '--output', bundle],
      folder,
    );
    if (!build.ok) return { same: 0, differences: [`cannot be bundled: ${build.stderr}`] };
    const actual = await outcomesOf(python, 'main.py', bundled);
    if (actual.outcomes === undefined)
      return { same: 0, differences: [`bundle does not run: ${actual.stderr.slice(-2000)}`] };
    const compared = compareOutcomes([expected.outcomes], actual.outcomes);
    if (compared.differences.length === 0) return compared;
    // Some tests skip themselves by the time they take: what also happens unbundled, the next time, is no difference.
    const again = await outcomesOf(python, 'main.py', original);
    return compareOutcomes([expected.outcomes, again.outcomes ?? {}], actual.outcomes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param runs outcomes of one or more unbundled runs */
function compareOutcomes(runs: readonly Outcomes[], actual: Outcomes): Comparison {
  const [expected] = runs;
  const ids = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].toSorted();
  const differences = ids
    .filter((id) => runs.every((outcomes) => outcomes[id] !== actual[id]))
    .map((id) => `${id}: ${expected[id] ?? 'absent'} -> ${actual[id] ?? 'absent'}`);
  return { same: ids.length - differences.length, differences };
}
