import type { Range } from '../../core/python/facts.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Need } from './need.ts';

/** An item of a module's `__all__`. */
interface ExportedItem extends Range {
  readonly name: string;
}

/** `__all__` of a module that is a list of plain strings, which nothing else changes. */
export interface LiteralExports {
  readonly index: number;
  readonly items: readonly ExportedItem[];
}

/** Finds a module's `__all__`, where its items can be left out one by one. */
export function literalExports({ binders, stores, statements, text }: LinkedModule): LiteralExports | undefined {
  const [index, ...others] = binders.get('__all__') ?? [];
  if (index === undefined || others.length > 0 || stores.has('__all__') || statements[index]!.kind !== 'assignment')
    return undefined;
  const { start, end } = statements[index]!;
  const code = text.slice(start, end);
  if (!/^__all__\s*=\s*\[\s*(?:(?:"\w+"|'\w+')\s*(?:,|(?=\]))\s*(?:#[^\n"']*\n\s*)*)+\]$/.test(code)) return undefined;
  const items = [...code.matchAll(/"(\w+)"|'(\w+)'/g)].map((found) => ({
    name: (found[1] ?? found[2])!,
    start: start + found.index,
    end: start + found.index + found[0].length,
  }));
  return { index, items };
}

/** Whether a star import of a module brings a name that it has; nothing where `__all__` is not known. */
export function exportsName(linked: LinkedModule, name: string): boolean | undefined {
  return linked.binders.has('__all__') ? exportedNames(linked)?.includes(name) : !name.startsWith('_');
}

/** The names in a module's `__all__`, where it has one; nothing where they are not known. */
export function exportedNames({ binders, stores, statements, text }: LinkedModule): string[] | undefined {
  const codes = (binders.get('__all__') ?? []).map((index) =>
    text.slice(statements[index]!.start, statements[index]!.end),
  );
  if (stores.has('__all__') || !codes.every((code) => literal.test(code))) return undefined;
  return codes.flatMap((code) => Array.from(code.matchAll(/"(\w+)"|'(\w+)'/g), (found) => (found[1] ?? found[2])!));
}

/** `__all__` as a list or tuple of plain strings, or such a one that is added to it. */
const literal = /^__all__\s*\+?=\s*[[(]\s*(?:(?:"\w+"|'\w+')\s*(?:,|(?=[\])]))\s*(?:#[^\n"']*\n\s*)*)*[\])]$/;

/** The items that no star import needs, as parts of the text. */
export function unneededExports(need: Need): Range[] {
  const { exports, linked } = need;
  if (exports === undefined) return [];
  const isKept = exports.items.map(({ name }) => need.names.has(name) || !exports.provided.has(name));
  const last = isKept.lastIndexOf(true);
  // A comma behind the last one goes with all of them.
  if (last === -1) return [{ start: exports.items[0]!.start, end: linked.statements[exports.index]!.end - 1 }];
  return exports.items.flatMap(({ start, end }, at): Range[] => {
    if (isKept[at] === true) return [];
    const next = exports.items[at + 1];
    if (at < last && next !== undefined) return [{ start, end: next.start }];
    return [{ start: exports.items[at - 1]!.end, end }];
  });
}
