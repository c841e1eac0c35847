import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extraFlags } from '../extra-flags.ts';
import { compareOutcomes } from '../fixtures/compare-outcomes.ts';
import type { Python } from '../pythons.ts';
import { type Outcome, runCommand } from '../run-command.ts';
import { cribo } from './cribo.ts';
import { type Environment, installRequirements, makeBareEnvironment } from './environments.ts';
import type { Program } from './programs.ts';

/** What became of a program. */
export interface Finding {
  /** How the bundle's run differs, or why there is none; nothing when it is the same. */
  readonly difference?: string;
  /** Bytes of the bundle. */
  readonly size?: number;
  /** Seconds that bundling took. */
  readonly seconds?: number;
  /** Where everything lies, when it is kept. */
  readonly folder?: string;
}

const TIME_LIMIT = 120_000;
// UTF-8, because the terminal's encoding does not matter here.
const encoding = ['-X', 'utf8'];

/**
 * Runs a program in an environment that has what it needs, bundles it with everything inlined, and runs the bundle, which
 * lies alone in a folder, with an interpreter that has no packages.
 */
export async function checkProgram(program: Program, python: Python, keep: boolean): Promise<Finding> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `cribo-${program.name}-`)));
  // Equally long, so that no text wraps differently.
  const original = join(folder, 'origin');
  const bundled = join(folder, 'bundle');
  try {
    for (const place of [original, bundled, join(folder, 'home')]) mkdirSync(place);
    cpSync(program.folder, original, { recursive: true });
    const environment = await installRequirements(python, program.requirements);
    const bare = await makeBareEnvironment(python);
    // As with -I, but for the folder of the script, in which the program's own modules lie.
    const wanted = await runProgram(environment, ['-E', '-s'], original, folder);

    const bundle = join(bundled, 'main.py');
    const words = [
      'main.py',
      '--output',
      bundle,
      '--inline-all',
      '--python',
      environment.folder,
      '--no-config',
      ...extraFlags,
    ];
    const start = performance.now();
    const built = await runCommand(process.execPath, [cribo, ...words], { cwd: original, timeout: TIME_LIMIT });
    const seconds = (performance.now() - start) / 1000;
    if (built.status !== 0) return { difference: `the build failed:\n${built.stderr}`, ...(keep && { folder }) };

    const got = await runProgram(bare, ['-I'], bundled, folder);
    const leak = readFileSync(bundle, 'utf8').includes(environment.folder);
    const difference = leak ? 'the bundle names a folder of the environment' : describe(wanted, got);
    return { size: statSync(bundle).size, seconds, ...(difference && { difference }), ...(keep && { folder }) };
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs `main.py` of a folder with a home of its own, which starts empty in the first run. */
async function runProgram(
  { folder, python }: Environment,
  flags: readonly string[],
  cwd: string,
  workplace: string,
): Promise<Outcome> {
  const home = join(workplace, 'home');
  const outcome = await runCommand(python, [...flags, ...encoding, 'main.py'], {
    cwd,
    environment: { HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TZ: 'UTC', COLUMNS: '80' },
    timeout: TIME_LIMIT,
  });
  return { ...outcome, stdout: normalise(outcome.stdout), stderr: normalise(outcome.stderr) };

  /** Takes out what differs between two runs of one program: folders, addresses, and lines of the entry. */
  function normalise(text: string): string {
    return text
      .replaceAll(/\b0x[0-9a-fA-F]+/g, '0x')
      .replaceAll(cwd, '<folder>')
      .replaceAll(folder, '<environment>');
  }
}

/** What differs, of standard error only the last line, as frames above it name places of the environment. */
function describe(wanted: Outcome, got: Outcome): string | undefined {
  const difference = compareOutcomes(withLastLine(wanted), withLastLine(got));
  const end = got.stderr.trimEnd().split('\n').slice(-8).join('\n');
  return difference && `${difference}\nstandard error of the bundle ended with\n${end}`;
}

function withLastLine({ status, stdout, stderr }: Outcome): Outcome {
  return { status, stdout, stderr: stderr.trimEnd().split('\n').at(-1) ?? '' };
}
