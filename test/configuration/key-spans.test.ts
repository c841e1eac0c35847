import fastCheck from 'fast-check';
import { stringify } from 'smol-toml';
import { expect, test } from 'vitest';
import { jsonKeySpans, type KeySpans, tomlKeySpans } from '../../cli/configuration/key-spans.ts';

/** The paths of all keys and list items of a value. */
function paths(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  const found: string[][] = [];
  for (const [name, inner] of Object.entries(value)) found.push([...path, name], ...paths(inner, [...path, name]));
  return found;
}

function checkSpans(text: string, spans: KeySpans, value: unknown): void {
  const wanted = paths(value).map((path) => path.join('\n'));
  expect([...spans.keys()].toSorted()).toEqual([...new Set(wanted)].toSorted());
  for (const [id, { start, end }] of spans) {
    const name = id.split('\n').at(-1)!;
    const shown = text.slice(start, end);
    if (!/^\d+$/.test(name)) expect([name, JSON.stringify(name), `'${name}'`]).toContain(shown);
  }
}

const key = fastCheck.oneof(
  fastCheck.stringMatching(/^[a-z_-]{1,8}$/),
  fastCheck.stringMatching(/^[a-z"'#=[\]{}.: ]{1,6}$/),
);
const scalar = fastCheck.oneof(
  fastCheck.string(),
  fastCheck.stringMatching(/^["'#\\\n,\]}=[{]{0,5}$/),
  fastCheck.integer({ min: -1000, max: 1000 }),
  fastCheck.boolean(),
);
const { tree } = fastCheck.letrec((tie) => ({
  tree: fastCheck.dictionary(
    key,
    fastCheck.oneof({ depthSize: 'small' }, scalar, fastCheck.array(scalar, { maxLength: 3 }), tie('tree')),
    {
      maxKeys: 4,
    },
  ),
}));

test('every key of a TOML text has its place', () => {
  fastCheck.assert(
    fastCheck.property(tree, (value) => {
      const text = stringify(value as Record<string, unknown>);
      checkSpans(text, tomlKeySpans(text), value);
    }),
    { numRuns: 500 },
  );
});

test('every key of a JSON text has its place', () => {
  fastCheck.assert(
    fastCheck.property(tree, fastCheck.constantFrom(undefined, 2, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      checkSpans(text, jsonKeySpans(text), value);
    }),
    { numRuns: 500 },
  );
});

test('TOML that no printer writes', () => {
  const text = `# [no]
a.b = 1 # c = 2
"q u" = '''
x = 1'''
[[ list . 'of' ]]
y = [ 1, # [
  { z = 3 } ]
[[list.of]]
y = """\\"""" # w = 1"""
`;
  expect([...tomlKeySpans(text).keys()].map((id) => id.replaceAll('\n', '/'))).toEqual([
    'a',
    'a/b',
    'q u',
    'list',
    'list/of',
    'list/of/0',
    'list/of/0/y',
    'list/of/0/y/0',
    'list/of/0/y/1/z',
    'list/of/0/y/1',
    'list/of/1',
    'list/of/1/y',
  ]);
});
