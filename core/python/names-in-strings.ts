import { withParents } from './import-requests.ts';

const dottedNames = /["']([\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Continue}]+)*)([:"'])/gu;

/**
 * The names of modules that strings of a text may begin with, as in `"package.module"`, `"package.module.Class"` and
 * `"package.module:function"`, with those of their packages. A name without a dot may be any word, and is none.
 */
export function namesInStrings(text: string): string[] {
  return [...text.matchAll(dottedNames)].flatMap(([, name, end]) =>
    name!.includes('.') || end === ':' ? withParents(name!) : [],
  );
}
