import type { KnownValue } from './known-values.ts';
import { isKnown } from './known-names.ts';

const strings: Readonly<Record<string, string>> = {
  os: 'curdir devnull extsep linesep name pardir pathsep sep',
  string: 'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace',
  sys: 'byteorder platform version',
};
const numbers: Readonly<Record<string, string>> = {
  math: 'e inf nan pi tau',
  sys: 'hexversion maxsize maxunicode',
};

const has = (table: Readonly<Record<string, string>>, module: string, name: string): boolean =>
  table[module]?.split(' ').includes(name) === true;

/** What a name of the standard library is, where it is there in every version. */
export function libraryValue(module: string, name: string): KnownValue | undefined {
  if (has(strings, module, name)) return { type: 'str' };
  if (has(numbers, module, name)) return { type: 'number' };
  return isKnown(module, name) ? { type: 'object' } : undefined;
}
