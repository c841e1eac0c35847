import { describe, expect, it } from 'vitest';
import { bundleWithLibrary } from '../fuzz/bundlers.ts';
import { runCampaign } from '../fuzz/campaign.ts';
import type { Bundler } from '../fuzz/compare.ts';
import { strictNames } from '../fuzz/constructs/strict-names.ts';
import { strictPatches } from '../fuzz/constructs/strict-patches.ts';
import { Coverage } from '../fuzz/coverage.ts';
import { plainPrograms } from '../fuzz/plain/program.ts';
import { renderProgram } from '../fuzz/render.ts';
import { describeFailure, type Failure } from '../fuzz/report.ts';
import { concatenate, copyChanged } from './fuzz/faulty-bundlers.ts';
import { findPythons } from './pythons.ts';

const versions = findPythons().map(({ version }) => version);

interface FuzzOptions {
  readonly seconds?: number;
  readonly shrink?: number;
  readonly strict?: boolean;
  readonly generator?: typeof plainPrograms;
}

/** Compares programs until one differs. */
async function fuzz(
  seed: number,
  count: number,
  bundler: Bundler | undefined,
  { seconds = 60, shrink = 1, strict = false, generator }: FuzzOptions = {},
) {
  const failures: Failure[] = [];
  const coverage = new Coverage();
  function* indexes(): Generator<number> {
    for (let index = 0; index < count && failures.length === 0; index++) yield index;
  }
  const { compared } = await runCampaign({
    seed,
    ...(generator && { generator }),
    indexes: indexes(),
    versions,
    bundler,
    strict,
    deadline: Date.now() + seconds * 1000,
    shrink,
    onProgram: (program, comparison) => coverage.add(program, comparison),
    onFailure: (failure) => failures.push(failure),
  });
  return { failures, coverage, compared };
}

describe('generated programs', () => {
  it('mostly run to their end, and none is a syntax error', async () => {
    const { coverage } = await fuzz(1, 100, undefined);
    expect(coverage.shareOf('end')).toBeGreaterThan(0.6);
    expect(coverage.shareOf('SyntaxError')).toBe(0);
    expect(coverage.kinds).toBeGreaterThan(130);
  });

  it.each([false, true])('do the same every time and everywhere (strict: %s)', async (strict) => {
    const unchanged = copyChanged((text) => text);
    const { failures } = await fuzz(1, 100, unchanged, { shrink: 0, strict });
    expect(failures.map(describeFailure)).toEqual([]);
  });

  it('have more to say in the strict mode', async () => {
    const { coverage } = await fuzz(1, 100, undefined, { strict: true });
    expect(coverage.shareOf('SyntaxError')).toBe(0);
    const names = [...strictNames, ...strictPatches].map(({ name }) => name);
    expect(names.filter((name) => coverage.countOf(name) === 0)).toEqual([]);
  });
});

describe('faults that are found', () => {
  const faults: [string, Bundler][] = [
    ['modules concatenated', concatenate],
    ['`global` lost', copyChanged((text) => text.replaceAll(/^( *)global .*$/gm, '$1pass'))],
    ['star imports lost', copyChanged((text) => text.replaceAll(/^( *)from .* import \*$/gm, '$1pass'))],
    ['lines moved by one', copyChanged((text) => `\n${text}`)],
    ['`__all__` ignored', copyChanged((text) => text.replaceAll(/\b__all__(?= =)/g, '__none__'))],
    ['lines in strings indented', copyChanged((text) => text.replaceAll(/^(?=over lines|second$)/gm, '    '))],
    [
      'annotations kept as text',
      copyChanged((text) => text.replaceAll(/^def (\w+)\(first: int/gm, "def $1(first: 'int'")),
    ],
  ];

  it.each(faults)('%s', async (_, bundler) => {
    const { failures } = await fuzz(1, 200, bundler, { shrink: 0 });
    expect(failures.length).toBeGreaterThan(0);
  });

  it('names of modules in functions that are made later, by the strict mode', async () => {
    const change = [
      '',
      'for value in list(globals().values()):',
      "    if type(value).__name__ == 'function': value.__module__ = 'bundle'",
      '',
    ].join('\n');
    const bundler = copyChanged((text) => text + change);
    const { failures } = await fuzz(1, 200, bundler, { shrink: 0, strict: true });
    expect(failures.length).toBeGreaterThan(0);
  });

  it('shrinks them to a few lines', async () => {
    const { failures } = await fuzz(2, 200, faults[1][1]);
    const texts = failures.map(({ program }) => [...renderProgram(program).values()].join('\n'));
    // Programs compared at the same time can differ too, and are not shrunk.
    const text = texts.toSorted((a, b) => a.length - b.length)[0];
    expect(text).toContain('global ');
    expect(text.split('\n').length).toBeLessThan(15);
  });
});

describe('bundles behave as the programs do', () => {
  // The same programs every day: a commit that passed passes again. `npm run fuzz` makes others.
  it.each([
    { seed: 1, strategy: 'wrap', strict: false },
    { seed: 2, strategy: 'wrap', strict: true },
    { seed: 2, strategy: 'static', strict: true },
    { seed: 3, strategy: 'flatten', strict: true },
  ] as const)('seed $seed, $strategy, strict: $strict', async ({ seed, strategy, strict }) => {
    const { failures, compared } = await fuzz(seed, 200, bundleWithLibrary(strategy), { strict, seconds: 45 });
    expect(failures.map(describeFailure).join('\n\n')).toBe('');
    expect(compared).toBeGreaterThan(10);
  });

  it('plain programs, of which much is flattened', async () => {
    const strategies: string[] = [];
    const bundler = bundleWithLibrary('flatten', 'off', (name) => strategies.push(name));
    const { failures } = await fuzz(3, 150, bundler, { seconds: 45, generator: plainPrograms });
    expect(failures.map(describeFailure).join('\n\n')).toBe('');
    expect(strategies.filter((name) => name === 'flatten').length).toBeGreaterThan(strategies.length / 4);
  });
});
