import { parseArgs } from 'node:util';
import { treeShakingModes } from '../core/option-definitions.ts';
import { strategyNames } from '../core/strategy.ts';
import { findPythons } from '../test/pythons.ts';
import { bundleWithCommand, bundleWithLibrary } from './bundlers.ts';
import { runCampaign } from './campaign.ts';
import { Coverage } from './coverage.ts';
import { plainPrograms } from './plain/program.ts';
import { renderProgram } from './render.ts';
import { describeFailure, saveFailure } from './report.ts';

const usage = `usage: npm run fuzz -- [option...]

  -n, --number N       programs to make and compare (default 500)
  --seed N             where the random numbers start (default: the time)
  --only N[,N...]      only the programs with these numbers
  --python 3.8,3.13    only these versions of Python (default: all found)
  --save               write shrunk failures to fixtures/fuzz/
  --shrink N           failures to shrink (default 5)
  --no-bundle          run programs unbundled only
  --strategy NAME      render modules by this strategy (default wrap)
  --tree-shaking MODE  leave out what programs do not need (default: the default of builds)
  --strict             programs print all that they see of themselves, and patch modules
  --plain              programs that look at nothing but values, which can be flattened
  --command COMMAND    bundle with another tool; {entry} and {output} stand for paths
  --coverage           print how often each construct was written
  --print              print the programs
`;

const { values } = parseArgs({
  options: {
    number: { type: 'string', short: 'n', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    only: { type: 'string' },
    python: { type: 'string' },
    save: { type: 'boolean', default: false },
    shrink: { type: 'string', default: '5' },
    'no-bundle': { type: 'boolean', default: false },
    strategy: { type: 'string' },
    'tree-shaking': { type: 'string' },
    strict: { type: 'boolean', default: false },
    plain: { type: 'boolean', default: false },
    command: { type: 'string' },
    coverage: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}

const seed = Number(values.seed);
const wanted = values.python?.split(',');
const versions = findPythons()
  .map(({ version }) => version)
  .filter((version) => wanted?.includes(version.join('.')) ?? true);
if (versions.length === 0) throw new Error(`no Python ${values.python ?? 'from 3.8 on'} found`);

const coverage = new Coverage();
const strategy = strategyNames.find((name) => name === values.strategy);
if (values.strategy !== undefined && strategy === undefined) throw new Error(`no strategy is named ${values.strategy}`);
const treeShaking = treeShakingModes.find((mode) => mode === values['tree-shaking']);
if (values['tree-shaking'] !== treeShaking) throw new Error(`no mode of tree shaking is ${values['tree-shaking']}`);
const bundler =
  values.command === undefined
    ? bundleWithLibrary(strategy, treeShaking, (name) => coverage.addStrategy(name))
    : bundleWithCommand(values.command);
const indexes =
  values.only?.split(',').map(Number) ?? Array.from({ length: Number(values.number) }, (_, index) => index);
const started = Date.now();

const { compared, failed } = await runCampaign({
  indexes,
  seed,
  versions,
  ...(values.plain && { generator: plainPrograms }),
  bundler: values['no-bundle'] ? undefined : bundler,
  strict: values.strict,
  shrink: Number(values.shrink),
  onProgram(program, comparison, index) {
    coverage.add(program, comparison);
    if (values.print) {
      const files = [...renderProgram(program)].map(([path, text]) => `--- ${path}\n${text}`);
      process.stdout.write(
        `=== ${index}, Python ${program.version.join('.')}, as ${program.form}\n${files.join('\n')}\n`,
      );
      process.stdout.write(`--- output\n${comparison.original.stdout}${comparison.original.lastLine}\n`);
    }
  },
  onFailure(failure) {
    process.stdout.write(`${describeFailure(failure)}\n\n`);
    if (values.save) process.stdout.write(`saved as ${saveFailure(failure, 'fixtures/fuzz')}\n\n`);
  },
});

if (values.coverage) process.stdout.write(`${coverage.table()}\n`);
const seconds = ((Date.now() - started) / 1000).toFixed(0);
process.stdout.write(`${compared} programs, seed ${seed}, ${coverage.summary()}: ${failed} differ (${seconds} s)\n`);
process.exitCode = failed > 0 ? 1 : 0;
