import type { LinkedImport, LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';

/** Where code may be run that is a string. */
const runsText = /^(?:exec|eval|compile|timeit(?:\..*)?|code(?:\..*)?)$/;
/** A string that begins with an import statement, or a line of one that does. */
const statement = /(?:["']|\\n|^\s*)\s*(?:from|import)\s+([\p{ID_Continue}.]+)/gmu;
/** A string over lines that begins a line: what documents, with examples. */
const documentation = /^[ \t]*[rRuU]?("""|''')[\s\S]*?\1/gm;
const inCode = /\b(?:from|import)\s+([\p{ID_Continue}.]+)/gu;

/** The modules that code in strings imports, as far as it shows, each with the module that has the string. */
export function importsInStrings(modules: Modules): { linked: LinkedModule; by: string }[] {
  const found: { linked: LinkedModule; by: string }[] = [];
  const add = (text: string, pattern: RegExp, by: string): void => {
    for (const [, name] of text.matchAll(pattern)) {
      const linked = modules.get(name!);
      if (linked !== undefined) found.push({ linked, by });
    }
  };
  if (![...modules.values()].some(({ statements }) => statements.some(runs))) return found;
  for (const linked of modules.values()) {
    for (const [index, each] of linked.statements.entries()) {
      if (each.kind === 'import' || each.kind === 'inert') continue;
      const text = linked.text.slice(each.start, each.end);
      if (!text.includes('import') || !/["']/.test(text)) continue;
      const code = withoutImports(linked.imports[index]!, each.start, text);
      if (runs(each)) add(code, inCode, linked.name);
      else add(code.replaceAll(documentation, ''), statement, linked.name);
    }
  }
  return found;
}

const runs = ({ reads, later }: LinkedModule['statements'][number]): boolean =>
  [...reads, ...later].some((name) => runsText.test(name));

/** The text of a statement without the import statements in it. */
function withoutImports(imports: readonly LinkedImport[], start: number, text: string): string {
  let result = text;
  for (const { fact } of imports) {
    result = result.slice(0, fact.start - start) + ' '.repeat(fact.end - fact.start) + result.slice(fact.end - start);
  }
  return result;
}
