// Bundles real packages and compares: `npm run packages`, `npm run packages -- flask --python 3.9 --keep`. Each program of
// fixtures/distributions/ runs unbundled where its requirements are installed, and bundled where nothing is.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { findPythons, type Python } from '../pythons.ts';
import { checkProgram, type Finding } from './check-program.ts';
import { listPrograms, type Program } from './programs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string', multiple: true }, keep: { type: 'boolean', default: false } },
});

interface Run {
  readonly program: Program;
  readonly python: Python;
}

const runs = planRuns(chosenPrograms(), chosenPythons());
const findings: (Finding | undefined)[] = runs.map(() => undefined);
let printed = 0;

const queue = runs.entries();
await Promise.all(Array.from({ length: availableParallelism() }, work));
const same = findings.filter((finding) => finding?.difference === undefined).length;
console.log(`${same} of ${runs.length}`);
process.exitCode = same === runs.length ? 0 : 1;

function chosenPrograms(): Program[] {
  const programs = listPrograms();
  const unknown = positionals.filter((name) => programs.every((program) => program.name !== name));
  if (unknown.length > 0) throw new Error(`no such program: ${unknown.join(', ')}`);
  return positionals.length === 0 ? programs : programs.filter(({ name }) => positionals.includes(name));
}

/** Those of `--python`, else the newest one that wheels are made for. */
function chosenPythons(): Python[] {
  const found = findPythons();
  if (values.python === undefined) return found.filter(({ version }) => version[1] <= 13).slice(-1);
  const wanted = values.python.flatMap((value) => value.split(','));
  return wanted.map((version) => {
    const python = found.find((each) => each.version.join('.') === version);
    if (python === undefined) throw new Error(`no Python ${version} found`);
    return python;
  });
}

function planRuns(programs: readonly Program[], pythons: readonly Python[]): Run[] {
  return pythons.flatMap((python) =>
    programs.filter(({ since }) => python.version[1] >= since[1]).map((program) => ({ program, python })),
  );
}

async function work(): Promise<void> {
  for (const [index, { program, python }] of queue) {
    findings[index] = await checkProgram(program, python, values.keep).catch((cause: unknown) => ({
      difference: String(cause),
    }));
    // In the order of the programs, each as soon as those before it are there.
    for (; findings[printed] !== undefined; printed++) print(runs[printed], findings[printed]!);
  }
}

function print({ program, python }: Run, { difference, size, seconds, folder }: Finding): void {
  const columns = [
    program.name.padEnd(20),
    python.version.join('.').padEnd(4),
    size === undefined ? ''.padStart(9) : `${Math.ceil(size / 1024)} kB`.padStart(9),
    seconds === undefined ? ''.padStart(7) : `${seconds.toFixed(1)} s`.padStart(7),
    difference === undefined ? 'same' : 'DIFFERS',
    folder ?? '',
  ];
  console.log(columns.join('  ').trimEnd());
  if (difference !== undefined) console.log(difference.replaceAll(/^/gm, '    '));
}
