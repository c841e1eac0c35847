import { describe, expect, test } from 'vitest';
import { generateProgram } from '../../fuzz/campaign.ts';
import { packageOf } from '../../fuzz/model.ts';
import { plainPrograms } from '../../fuzz/plain/program.ts';
import { programs } from '../../fuzz/program.ts';
import { findPythons } from '../pythons.ts';
import { frameDifferences } from './compare-frames.ts';

const seed = Number(process.env.CRIBO_TEST_SEED ?? 4100);
const count = Number(process.env.CRIBO_TEST_PROGRAMS ?? (process.env.CRIBO_TEST_ALL === '1' ? 2000 : 12));
const versions = findPythons().map(({ version }) => version);

describe('frames of exceptions lead back', () => {
  const generators = [
    ['wrap', programs(versions, false)],
    ['static', programs(versions, false)],
    ['flatten', plainPrograms(versions)],
  ] as const;
  for (const [strategy, generator] of generators) {
    test(`${strategy}, ${count} programs of seed ${seed}`, { timeout: count * 5_000 + 30_000 }, async () => {
      const problems: string[] = [];
      let compared = 0;
      for (let index = 0; compared < count; index++) {
        const program = generateProgram(generator, seed, index);
        // What is no plain file, or has several names, runs in ways that the recorder does not.
        if (packageOf(program) !== undefined || program.links.length + program.roots.length > 0) continue;
        compared++;
        const found = await frameDifferences(program, strategy).catch((cause: unknown) => [String(cause)]);
        problems.push(...found.map((text) => `program ${index}, ${program.version.join('.')}: ${text}`));
      }
      expect(problems).toEqual([]);
    });
  }
});
