import type { Constant } from '../../../core/python/expression-text/expression-tree.ts';
import { FALSE, FLOAT, LIBRARY_OBJECT, MOST_BITS, NONE, OBJECT, TRUE, type Value } from './value.ts';

/** What a literal is. */
export function constant({ of, text }: Constant): Value {
  switch (of) {
    case 'string': {
      const literal = stringOf(text);
      return { type: 'str', elements: 'str', literal, truth: literal === undefined ? undefined : literal !== '' };
    }
    case 'bytes':
      return { type: 'bytes' };
    case 'keyword':
      return text === 'None' ? NONE : text === 'True' ? TRUE : FALSE;
    case 'ellipsis':
      return { type: 'None', truth: true };
    case 'integer':
      if (/^\d{1,9}$/.test(text)) return { type: 'number', literal: Number(text), truth: Number(text) !== 0 };
      // Of a hexadecimal digit as many as of any.
      return text.length * 4 <= MOST_BITS ? { type: 'number', bits: Math.max(64, text.length * 4) } : LIBRARY_OBJECT;
    case 'float':
      return FLOAT;
    default:
      return OBJECT;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The string that a `repr()` is of; nothing where Unicode's table of names would have to be known. */
function stringOf(text: string): string | undefined {
  if (text.includes(String.raw`\N{`)) return undefined;
  return text
    .slice(text.startsWith('u') ? 2 : 1, -1)
    .replaceAll(/\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gs, (_, two, four, eight, character) => {
      const digits: string | undefined = two ?? four ?? eight;
      return digits === undefined ? (escapes[character] ?? character) : String.fromCodePoint(parseInt(digits, 16));
    });
}
