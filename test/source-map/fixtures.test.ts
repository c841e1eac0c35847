import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryOf, prepareWorkplace } from '../fixtures/build-fixture.ts';
import { type Fixture, loadFixtures } from '../fixtures/load-fixtures.ts';
import { strategyBuilds } from '../fixtures/strategy-builds.ts';
import { buildMapped, mapProblems } from './round-trip.ts';

const day = process.env.CRIBO_TEST_DAY ?? new Date().toISOString().slice(0, 10);
const allStrategies = process.env.CRIBO_TEST_ALL === '1' || process.env.CRIBO_TEST_STRATEGIES === '1';
const fixtures = (await loadFixtures()).filter(({ case: value }) => value.error === undefined);

describe('maps of fixtures lead back', () => {
  for (const fixture of [...fixtures, ...strategyBuilds(fixtures, allStrategies, day)]) {
    test(fixture.name, () => leadsBack(fixture));
  }
});

async function leadsBack(fixture: Fixture): Promise<void> {
  const workplace = prepareWorkplace(fixture);
  try {
    const { options } = fixture.case;
    const path = options?.path?.map((folder) => join(workplace.original, folder));
    const cwd = workplace.original;
    const bundle = await buildMapped({ ...options, ...(path && { path }), entry: entryOf(fixture.case), cwd });
    expect(mapProblems(bundle)).toEqual([]);
  } finally {
    workplace.remove();
  }
}
