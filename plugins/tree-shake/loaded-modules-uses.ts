import { boundName } from '../../core/python/import-requests.ts';
import type { LinkedModule } from './linked-module.ts';

/** What a statement does with `sys.modules`. */
export interface LoadedModulesUse {
  /** Modules that it gets by names in strings, `__name__` among them. */
  readonly names: readonly string[];
  /** Names that it reads of modules of classes and functions. */
  readonly attributes: readonly string[];
  /** Whether it asks which modules there are. */
  readonly asksForNames: boolean;
  /** Whether it gets modules by names that its text does not tell. */
  readonly getsAny: boolean;
}

/** The module of a class or function: what is looked up in it are names in its annotations, which stay with it. */
const ofObject = /^\s*(?:\[|\.\s*get\s*\()\s*[\w.]+\.__module__\s*(?:\]|\)|,)/;
const byLiteral = /^\s*(?:\[|\.\s*get\s*\()\s*(?:(["'])([\w.]+)\1|(__name__))\s*(?:\]|\)|,)/;

/** What a module's own import statements call `sys.modules`: `sys.modules`, `_sys.modules`, `modules`. */
export function loadedModulesNames({ imports }: LinkedModule): string[] {
  const found = imports.flat().flatMap(({ fact, base }) =>
    fact.names.flatMap((imported) => {
      if (fact.from === undefined) return imported.name === 'sys' ? [`${boundName(fact, imported)}.modules`] : [];
      return base === 'sys' && imported.name === 'modules' ? [boundName(fact, imported)] : [];
    }),
  );
  return [...new Set(found)];
}

/**
 * Reads off a statement's text how it uses `sys.modules`.
 * @param spellings what its module calls that
 */
export function loadedModulesUse(code: string, spellings: readonly string[]): LoadedModulesUse {
  const use = new RegExp(`(?<![\\w.])(?:${spellings.join('|').replaceAll('.', '\\s*\\.\\s*')})\\b`, 'g');
  // Comments with quotes are left, as what looks like one may be in a string.
  const text = code.replaceAll(/#[^\n"']*$/gm, '');
  const [names, attributes]: [string[], string[]] = [[], []];
  let [asksForNames, getsAny] = [false, false];
  for (const { index, 0: found } of text.matchAll(use)) {
    const after = text.slice(index + found.length);
    const before = text.slice(Math.max(0, index - 40), index);
    const literal = byLiteral.exec(after);
    if (literal !== null) names.push(literal[2] ?? literal[3]!);
    else if (ofObject.test(after)) {
      const attribute = attributeOf(before, after.replace(ofObject, ''));
      if (attribute === undefined) getsAny = true;
      else if (attribute !== '') attributes.push(attribute);
    } else if (/\bdel\s+$/.test(before) || /^\s*\.\s*pop\s*\(/.test(after) || isStore(after)) continue;
    else if (/\bin\s+$/.test(before) && !/^\s*[.[]/.test(after)) asksForNames = true;
    else if (/\b(?:list|set|sorted|tuple|len)\s*\(\s*$/.test(before) && /^\s*\)/.test(after)) asksForNames = true;
    else getsAny = true;
  }
  return { names, attributes, asksForNames, getsAny };
}

/** The name that is read of a module: '' where none is, or one that every module has; nothing for a computed one. */
function attributeOf(before: string, after: string): string | undefined {
  if (/\bgetattr\s*\(\s*$/.test(before)) return /^\s*,\s*(["'])(\w+)\1/.exec(after)?.[2];
  return /^\s*\.\s*(?!__)(\w+)/.exec(after)?.[1] ?? '';
}

/** Whether a subscript follows to which something is assigned. */
function isStore(text: string): boolean {
  if (!/^\s*\[/.test(text)) return false;
  let depth = 0;
  for (let offset = text.indexOf('['); offset < text.length; offset++) {
    if (text[offset] === '[') depth++;
    else if (text[offset] === ']' && --depth === 0) return /^\s*=(?!=)/.test(text.slice(offset + 1));
  }
  return false;
}
