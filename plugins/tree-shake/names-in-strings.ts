import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** Functions that import, or look something up, by a name in a string. */
const byName =
  /\b(?:import_module|__import__|resolve_name|locate|patch|loadTestsFromNames?|find_spec|run_module)\s*\(\s*["']$/;
/** Functions that take a package for where its files are, and such as take a name that is none of a module. */
const ofFiles = /\b(?:files|get_data|open_text|open_binary|read_text|read_binary|is_resource|contents)\s*\(\s*["']$/;
const ofOthers = /\b(?:getLogger|get_logger|version|distribution|requires)\s*\(\s*["']$/;
const strings =
  /["']([\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Continue}]+)*)(?::([\p{ID_Start}_][\p{ID_Continue}]*))?[:"']/gu;

/** What a string names: a module, or a name in it. */
export interface NamedInString {
  readonly linked: LinkedModule;
  /** The first name behind that of the module; nothing where the string is the module's name. */
  readonly attribute: string | undefined;
  /** Whether it is imported, and no name of it looked at. */
  readonly isPackageOnly: boolean;
}

/**
 * What stands at the start of strings: `"pkg.module"`, `"pkg.module.Class"`, `"module:function"`; a name alone may be any
 * word.
 */
export function namesInStrings(text: string, modules: Modules): NamedInString[] {
  const found: NamedInString[] = [];
  for (const { 1: dotted, 2: object, index } of text.matchAll(strings)) {
    if (!modules.has(dotted!.split('.', 1)[0]!)) continue;
    let name = dotted!;
    while (!modules.has(name)) name = name.slice(0, name.lastIndexOf('.'));
    const [attribute = object] = dotted!.length > name.length ? dotted!.slice(name.length + 1).split('.', 1) : [];
    const before = text.slice(Math.max(0, index - 40), index + 1);
    const isPackageOnly = ofFiles.test(before);
    const isWord = !dotted!.includes('.') && object === undefined;
    if (ofOthers.test(before) || (isWord && !byName.test(before) && !isPackageOnly)) continue;
    found.push({ linked: modules.get(name)!, attribute, isPackageOnly });
  }
  return found;
}
