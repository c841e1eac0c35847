// Runs distributions' own tests against their bundles: `npm run packages:suites`, `npm run packages:suites -- click`. The
// same tests have to pass and fail as with the installed distribution.
import { parseArgs } from 'node:util';
import { findPythons } from '../pythons.ts';
import { runSuite, type SuiteFinding } from './run-suite.ts';
import { type Suite, suites } from './suite-list.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => suites.every((suite) => suite.name !== name));
if (unknown.length > 0) throw new Error(`no such suite: ${unknown.join(', ')}`);
const chosen = positionals.length === 0 ? suites : suites.filter(({ name }) => positionals.includes(name));
// The newest one that wheels are made for.
const python = findPythons().findLast(({ version }) => version[1] <= 13)!;

let same = 0;
for (const suite of chosen) {
  const differences = await runSuite(suite, python).then(
    (finding) => compare(suite, finding),
    (cause: unknown) => [String(cause)],
  );
  if (differences.length === 0) same++;
  for (const difference of differences) console.log(`    ${difference}`);
}
console.log(`${same} of ${chosen.length}`);
process.exitCode = same === chosen.length ? 0 : 1;

/** Says how a suite ended, and gives the tests that ended in another way. */
function compare({ name, version, leftOut = {} }: Suite, { wanted, got }: SuiteFinding): string[] {
  const compared = [...new Set([...wanted.keys(), ...got.keys()])].filter((test) => !isLeftOut(test, leftOut));
  const outcomes = compared.map((test) => wanted.get(test));
  const counts = [...new Set(outcomes)].map((each) => `${outcomes.filter((one) => one === each).length} ${each}`);
  const differences = compared.filter((test) => wanted.get(test) !== got.get(test));
  if (wanted.size === 0) differences.push('no tests at all');
  const leftOutCount = wanted.size - outcomes.length;
  console.log(
    [
      `${name} ${version}`.padEnd(24),
      counts.join(', '),
      ...(leftOutCount > 0 ? [`${leftOutCount} left out`] : []),
      differences.length === 0 ? 'same' : 'DIFFERS',
    ].join('  '),
  );
  return differences.map((test) => `${test}: wanted ${wanted.get(test)}, got ${got.get(test)}`);
}

function isLeftOut(test: string, leftOut: Readonly<Record<string, string>>): boolean {
  return Object.keys(leftOut).some((part) => test.includes(part));
}
