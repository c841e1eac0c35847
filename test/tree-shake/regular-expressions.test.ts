import { expect, test } from 'vitest';
import { isValidPattern } from '../../plugins/tree-shake/evaluation/regular-expressions.ts';
import { chosenPythons, testsAll } from '../front-end/oracle.ts';
import { findPythons } from '../pythons.ts';
import { type Random, seededRandom } from '../random.ts';
import { runCommand } from '../run-command.ts';

const COUNT = testsAll ? 100_000 : 5000;

const pieces =
  String.raw`a|b|c|0|9|-|_|&|~|,| |#|<|=|!|:|.|^|$|é|😀|\d|\w|\S|\b|\B|\A|\Z|\z|\n|\.|\\|\-|\x41|\x4|\u00e9|\N|\q|\1|\g|\0|]|[|[^|[]|[a-z]|[z-a]|[^a]|[\w-]|[a-\d]|[\d-z]|[a--b]|[a&&b]|[[a]|[]a]|[\x20-\x7e]|[\x7e-\x20]|[\b]|[\B]|[a|(|)|(?:|(?=|(?!|(?<=|(?P<a>|(?P<b>|(?P<1>|(?P=a)|(?i)|(?i:|(?#a)|(?|*|+|?|*?|+?|??|**|*+|{2}|{2,3}|{3,2}|{,3}|{2,}|{|}|{a}|{2}?|{2}{3}|{1000}|{99999999999}|(?>a)|${'\n'}|${'\t'}`
    .split(/(?<![\\[])\|/)
    .concat('|', '|', String.raw`\|`, '[|]');

const pattern = (random: Random): string =>
  Array.from({ length: 1 + random.below(7) }, () => random.from(pieces)).join('');

/** Compiles what it is given, and prints what that refuses, or warns of. */
const compileAll = `
import json, re, sys, warnings
warnings.simplefilter("error")
refused = []
for pattern, flags in json.load(sys.stdin):
    try:
        re.compile(pattern, flags)
    except Exception as error:
        refused.append([pattern, flags, str(error)])
print(json.dumps(refused))
`;

test('patterns that are taken for valid are compiled by every version without a warning', async () => {
  const random = seededRandom(Number(process.env['CRIBO_TEST_SEED'] ?? 1));
  const valid: [string, number][] = [];
  for (let index = 0; index < COUNT; index++) {
    const text = pattern(random);
    const isVerbose = random.chance(0.2);
    // `re.VERBOSE` is 64.
    if (isValidPattern(text, isVerbose)) valid.push([text, isVerbose ? 64 : 0]);
  }
  expect(valid.length).toBeGreaterThan(COUNT / 20);
  for (const { path } of chosenPythons(findPythons())) {
    const { stdout, stderr } = await runCommand(path, ['-c', compileAll], {
      cwd: import.meta.dirname,
      input: Buffer.from(JSON.stringify(valid)),
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([]);
  }
});
