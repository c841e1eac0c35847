import type { Unit } from './unit.ts';

/**
 * Tells which string of a program may name a module, or something in it: `"pkg.mod.Class"`, `"plugins."`. A single word is
 * a word: what imports by such names is an observer of the whole program.
 */
export function namesInStrings(all: readonly Unit[]): (name: string) => string | undefined {
  const named = new Map<string, string>();
  const prefixes = new Map<string, string>();
  for (const { found, imports } of all) {
    const calls = imports.filter(({ isCall }) => isCall);
    for (const { text, start } of found.strings) {
      if (calls.some(({ fact }) => fact.start <= start && start < fact.end)) continue;
      const [dotted] = /^[\p{ID_Continue}.]*/u.exec(text)!;
      if (dotted === '') continue;
      for (let dot = dotted.indexOf('.'); dot > 0; dot = dotted.indexOf('.', dot + 1)) {
        named.set(dotted.slice(0, dot), text);
      }
      const isWhole = dotted === text && dotted.includes('.');
      if (isWhole || /^:[\p{ID_Start}_]/u.test(text.slice(dotted.length))) named.set(dotted, text);
      if (dotted === text && text.length > 1 && text.endsWith('.')) prefixes.set(text, text);
    }
  }
  return (name) => {
    if (named.has(name)) return named.get(name);
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      const prefix = prefixes.get(name.slice(0, dot + 1));
      if (prefix !== undefined) return prefix;
    }
    return undefined;
  };
}
