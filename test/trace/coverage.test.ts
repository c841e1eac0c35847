import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CoverageFile, CoverageReport } from '../../cli/trace/coverage-format.ts';
import { installRequirements } from '../packages/environments.ts';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { files } from './failing-program.ts';
import { tracedProject } from './traced-project.ts';

const python = findPythons().at(-1)!;
/** Lines that a flattened bundle does not have as statements: docstrings, and imports of its own modules. */
const gone: Readonly<Record<string, readonly number[]>> = {
  'main.py': [2],
  'shop/money.py': [1],
  'shop/orders.py': [1, 3],
};

/** Runs a program under coverage, which leaves report.json there. */
async function measure(folder: string, file: string, run: string[], json: string[], version = '7.14.0'): Promise<void> {
  const { python: path } = await installRequirements(python, `coverage==${version}\n`);
  const command = async (...args: string[]) => runCommand(path, ['-m', 'coverage', ...args], { cwd: folder });
  await command('run', ...run, file, 'price');
  const { stdout } = await command('json', '-o', 'report.json', ...json);
  expect(stdout).toContain('Wrote JSON report');
}

const reportIn = (text: string): CoverageReport => JSON.parse(text) as CoverageReport;

/** What a file of the original's report has beside the statements that are gone, with names of regions. */
function linesOf(file: CoverageFile, without: readonly number[]): object {
  const kept = (lines: readonly number[]): number[] => lines.filter((line) => !without.includes(line));
  const region = (of: CoverageFile): object => ({
    executed: kept(of.executed_lines),
    missing: kept(of.missing_lines),
    excluded: of.excluded_lines,
    branches: of.executed_branches,
    missed: of.missing_branches?.toSorted(),
    contexts: of.contexts,
  });
  const regions = Object.entries({ ...file.functions, ...file.classes });
  return { ...region(file), regions: regions.map(([name, of]) => [name, region(of)]) };
}

test.each([
  { what: 'lines', version: '7.14.0', run: [], json: [] },
  { what: 'branches', version: '7.14.0', run: ['--branch'], json: ['--pretty-print'] },
  // A version that has docstrings of modules among the lines that ran.
  { what: 'lines, as once', version: '7.6.10', run: [], json: [] },
])('a coverage report has the lines of the program: $what', { timeout: 120_000 }, async ({ version, run, json }) => {
  const original = writeProject(files);
  const { folder: bundled } = await tracedProject('--strategy', 'flatten', '--no-tree-shaking', '--source-map');
  await Promise.all([
    measure(original, 'main.py', run, json, version),
    measure(bundled, 'bundle.py', run, json, version),
  ]);
  const wanted = reportIn(readFileSync(join(original, 'report.json'), 'utf8'));
  const traced = await runCribo(bundled, ['trace', 'report.json']);
  expect(traced).toMatchObject({ status: 0, stderr: '' });
  const given = reportIn(traced.stdout);
  expect(traced.stdout.startsWith('{\n    "meta"')).toBe(json.length > 0);
  const used = Object.keys(wanted.files).filter((path) => path !== 'shop/__init__.py');
  expect(Object.keys(given.files)).toEqual(used);
  for (const path of used) {
    expect(linesOf(given.files[path]!, [])).toEqual(linesOf(wanted.files[path]!, gone[path]!));
    const { summary } = given.files[path]!;
    expect(Object.keys(summary)).toEqual(Object.keys(wanted.files[path]!.summary));
    expect(summary.missing_lines).toBe(wanted.files[path]!.summary.missing_lines);
    expect(summary.num_partial_branches).toBe(wanted.files[path]!.summary.num_partial_branches);
  }
  // Two import statements ran that are not in the bundle.
  expect(given.totals.num_statements).toBe(Number(wanted.totals.num_statements) - 2);
  expect(given.totals.missing_lines).toBe(wanted.totals.missing_lines);
});

test(
  'contexts are those of the lines, and files beside the bundle are counted once',
  { timeout: 120_000 },
  async () => {
    const { folder } = await tracedProject('--strategy', 'flatten', '--no-tree-shaking', '--source-map');
    await measure(folder, 'bundle.py', ['--source=.', '--context=once'], ['--show-contexts']);
    const { stdout } = await runCribo(folder, ['trace', 'report.json']);
    const report = reportIn(stdout);
    expect(Object.keys(report.files)).toEqual(['main.py', 'shop/__init__.py', 'shop/money.py', 'shop/orders.py']);
    const { contexts, missing_lines: missing } = report.files['shop/money.py']!;
    expect(contexts).toMatchObject({ 4: ['once'], 5: ['once'], 6: ['once'] });
    expect(missing).toEqual([10]);
    // Nothing says whether the import on line 2 would have run.
    expect(report.files['main.py']).toMatchObject({ executed_lines: [1, 5, 6, 9, 10], missing_lines: [] });
  },
);

test('what is no report goes through as it is', async () => {
  const folder = writeProject({ 'broken.json': '{"meta": {"version": "7"}, "files": {"bundle.py": {"executed' });
  expect(await runCribo(folder, ['trace', 'broken.json'])).toMatchObject({
    status: 1,
    stdout: '{"meta": {"version": "7"}, "files": {"bundle.py": {"executed',
    stderr: expect.stringContaining('warning REPORT_UNREADABLE') as string,
  });
});
