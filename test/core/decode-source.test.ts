import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSource } from '../../core/python/decode-source.ts';
import { findPythons } from '../pythons.ts';

const oracle = fileURLToPath(new URL('decode_source.py', import.meta.url));
const western = `utf-8 utf8 UTF-8 utf_8 utf-8-sig latin-1 latin1 iso-8859-1 ISO_8859_1 l1 ascii us-ascii cp1252
  windows-1252 iso-8859-15 latin9 cp1251 koi8-r koi8_u cp437 cp866 mac-roman nonsense utf-7x`.split(/\s+/);
// What has no meaning in these is up to the tables of each library; what has one is not.
const eastern: Record<string, string> = {
  shift_jis: '\x93\xfa\x96\x7b',
  sjis: '\x82\xa0',
  cp932: '\x93\xfa\x96\x7b',
  'euc-jp': '\xc6\xfc\xcb\xdc',
  euc_jp: '\xa4\xa2',
  gbk: '\xc8\xd5\xb1\xbe',
  gb2312: '\xc8\xd5\xb1\xbe',
  big5: '\xa4\xe9\xa5\xbb',
  'euc-kr': '\xc0\xcf\xba\xbb',
  cp949: '\xc0\xcf\xba\xbb',
};

const mark = Buffer.from([0xef, 0xbb, 0xbf]);
const comments = ['# -*- coding: ', '#coding=', '# vim: set fileencoding=', '\n# coding:', 'x = 1 # coding:'];
const comment = (names: string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...comments), fc.constantFrom(...names)).map(([before, name]) => `${before}${name} -*-\n`);
const bodies = fc.oneof(
  fc
    .constantFrom('x = 1\n', 'x = "é ü"\r\ny\r\n', 'a\rb\r\nc\n', '', '日本語 = 1\n', 'x = "\u20ac"')
    .map((text) => Buffer.from(text)),
  fc.constantFrom('x = "\xe9"\n', '\xa4\xb1', '\xff\xfe').map((text) => Buffer.from(text, 'latin1')),
  // A carriage return at the very end is lost on importlib, which waits for a line feed.
  fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from([...bytes, 10])),
);
const westernFiles = fc
  .tuple(fc.boolean(), fc.option(comment(western), { nil: '' }), bodies)
  .map(([marked, line, body]) => Buffer.concat([marked ? mark : Buffer.alloc(0), Buffer.from(line), body]));
const easternFiles = fc
  .tuple(fc.constantFrom(...comments), fc.constantFrom(...Object.keys(eastern)))
  .map(([before, name]) => Buffer.from(`${before}${name}\nx = "${eastern[name]}"\n`, 'latin1'));

test('decodes as importlib does', () => {
  const samples = fc.sample(fc.oneof(westernFiles, easternFiles), { numRuns: 3000, seed: 1 });
  const input = samples.map((bytes) => bytes.toString('base64')).join('\n');
  const { path } = findPythons().at(-1)!;
  const lines = execFileSync(path, [oracle], { input, encoding: 'utf8', maxBuffer: 1 << 28 })
    .trim()
    .split('\n');
  expect(lines).toHaveLength(samples.length);
  let decoded = 0;
  for (const [index, line] of lines.entries()) {
    const expected = JSON.parse(line) as string | null;
    const actual = decodeSource(samples[index]);
    const text = 'text' in actual ? actual.text : null;
    if (text !== null) decoded++;
    expect({ bytes: samples[index].toString('latin1'), text }).toEqual({
      bytes: samples[index].toString('latin1'),
      text: expected,
    });
  }
  expect(decoded).toBeGreaterThan(1000);
});

test.each([
  ['x = 1\ny = "\xff"\n', 2, 'UNDECODABLE_FILE'],
  ['# coding: nonsense\n', 1, 'UNKNOWN_ENCODING'],
  ['#!/bin/sh\n# coding: ascii\n\xe9', 3, 'UNDECODABLE_FILE'],
])('says on which line %j goes wrong', (text, line, code) => {
  expect(decodeSource(Buffer.from(text, 'latin1'))).toMatchObject({ line, failure: { code } });
});
