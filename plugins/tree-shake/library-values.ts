import type { Value } from './evaluation/value.ts';
import { isKnown, isPlainLibraryClass } from './known-names.ts';

const strings: Readonly<Record<string, string>> = {
  os: 'curdir devnull extsep linesep name pardir pathsep sep',
  'os.path': 'curdir extsep pardir pathsep sep',
  string: 'ascii_letters ascii_lowercase ascii_uppercase digits hexdigits octdigits punctuation whitespace',
  sys: 'byteorder platform version',
};
const numbers: Readonly<Record<string, string>> = {
  logging: 'CRITICAL DEBUG ERROR INFO NOTSET WARNING',
  sys: 'hexversion maxsize maxunicode',
};
const floats: Readonly<Record<string, string>> = { math: 'e inf nan pi tau' };
const flags: Readonly<Record<string, string>> = {
  re: 'A ASCII DOTALL I IGNORECASE M MULTILINE S U UNICODE VERBOSE X',
};

const has = (table: Readonly<Record<string, string>>, module: string, name: string): boolean =>
  table[module]?.split(' ').includes(name) === true;

/** What a name of the standard library is, where it is there in every version. */
export function libraryValue(module: string, name: string): Value | undefined {
  if (has(strings, module, name)) return { type: 'str', elements: 'str' };
  if (has(numbers, module, name)) return { type: 'number' };
  if (has(floats, module, name)) return { type: 'float' };
  if (has(flags, module, name)) return { type: 'number', flags: [name] };
  if (!isKnown(module, name)) return undefined;
  const type = isPlainLibraryClass(module, name) ? 'class' : 'object';
  return { type, isOfLibrary: true, library: `${module}.${name}` };
}
