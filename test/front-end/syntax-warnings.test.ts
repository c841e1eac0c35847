import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { PythonSyntaxError, facts } from '../../core/python/facts.ts';
import { findPythons, pyodidePython } from '../pythons.ts';
import { compilerWarnings } from './oracle.ts';

const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter(
  (character) => character !== '\0' && character !== '\r',
);
const escapes = ['', 'b', 'r', 'f', 'rb'].flatMap((prefix) =>
  ["'", '"""'].flatMap((quote) => characters.map((character) => `x = ${prefix}${quote}a\\${character}{b}${quote}`)),
);
const operands = [
  'x',
  'None',
  '1',
  '1.5',
  '"s"',
  'b"s"',
  '...',
  'True',
  'x + 1',
  '(1)',
  'x.y',
  'f()',
  '[1]',
  '"a" "b"',
];
const comparisons = operands.flatMap((left) =>
  operands.flatMap((right) => [`y = ${left} is ${right}`, `y = z and ${left} is not ${right} or z`]),
);
const assertions = [
  'assert x',
  'assert ()',
  'assert (x, "text")',
  'assert (x), "text"',
  'assert (x,)',
  'assert [x, y]',
];
const jumps = ['return', 'break', 'continue'].flatMap((word) =>
  [
    `try: pass\n  finally: ${word}`,
    `try: ${word}\n  finally: pass`,
    `try: pass\n  except A: ${word}\n  finally: pass`,
    `try: pass\n  finally:\n   if x: ${word}`,
    `try: pass\n  finally:\n   with x:\n    try: ${word}\n    finally: pass`,
    `try: pass\n  finally:\n   try: pass\n   finally: ${word}`,
    `try: pass\n  finally:\n   try: pass\n   except A: ${word}`,
    `try: pass\n  finally:\n   while y: ${word}`,
    `try: pass\n  finally:\n   for y in z: pass\n   else: ${word}`,
    `try: pass\n  finally:\n   for y in z:\n    try: pass\n    finally: ${word}`,
    `try: pass\n  finally:\n   def g():\n    while y: ${word}`,
    `try: pass\n  finally:\n   def g():\n    while y:\n     try: pass\n     finally: ${word}`,
    `try: pass\n  finally:\n   match y:\n    case 1: ${word}`,
  ].map((body) => `def f():\n while x:\n  ${body}`),
);
const texts = [...escapes, ...comparisons, ...assertions, ...jumps].filter(isValid);

function isValid(text: string): boolean {
  try {
    facts(text);
    return true;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return false;
    throw error;
  }
}

/** Versions differ in quotes, in naming the kind of literal, and in saying what would be meant. */
const plain = (message: string): string =>
  message
    .replace(/ with '\w+' literal.*| with a literal.*/s, ' with a literal')
    .replace(/^"\\(.)" is an invalid escape sequence\..*/su, 'invalid escape sequence \\$1')
    .replace(/^invalid escape sequence '?\\(.)'?$/su, 'invalid escape sequence \\$1')
    .replaceAll('"', "'");

describe('what the compiler warns of', () => {
  for (const python of [...findPythons(), pyodidePython]) {
    test(`Python ${python.version.join('.')} agrees on ${texts.length} texts`, () => {
      const wanted = compilerWarnings(python, texts);
      const differing = texts.flatMap((text, index) => {
        const got = facts(text)
          .syntaxWarnings.filter(({ since }) => since === undefined || python.version[1] >= since[1])
          .map(({ message }) => plain(message));
        const expected = wanted[index]?.map(plain);
        const agrees = expected === undefined || isDeepStrictEqual(new Set(got), new Set(expected));
        return agrees ? [] : [`${text} : ${got.join()} : ${expected.join()}`];
      });
      expect(differing).toEqual([]);
    });
  }
});
