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
export function literalExports(linked: LinkedModule): LiteralExports | undefined {
  const [only, ...others] = allLists(linked) ?? [];
  if (only === undefined || others.length > 0 || only.items.length === 0) return undefined;
  const { kind, end } = linked.statements[only.index]!;
  // A tuple may need its last comma.
  return kind === 'assignment' && linked.text[end - 1] === ']' ? only : undefined;
}

/** Whether a star import of a module brings a name that it has; nothing where `__all__` is not known. */
export function exportsName(linked: LinkedModule, name: string): boolean | undefined {
  return linked.binders.has('__all__') ? exportedNames(linked)?.includes(name) : !name.startsWith('_');
}

/** The names in a module's `__all__`, where it has one; nothing where they are not known. */
export function exportedNames(linked: LinkedModule): string[] | undefined {
  return allLists(linked)?.flatMap(({ items }) => items.map(({ name }) => name));
}

/** `__all__` as a list or tuple of plain strings, or such a one that is added to it. */
const literal = /^__all__\s*\+?=\s*[[(]\s*(?:(?:"\w+"|'\w+')\s*(?:,|(?=[\])]))\s*(?:#[^\n"']*\n\s*)*)*[\])]$/;
/** A string in parentheses, whose characters are the names. */
const noTuple = /=\s*\(\s*["']\w+["']\s*\)$/;

/** The statements that make a module's `__all__`; nothing where not all of them have plain strings. */
function allLists({ binders, stores, statements, text }: LinkedModule): LiteralExports[] | undefined {
  if (stores.has('__all__')) return undefined;
  const lists: LiteralExports[] = [];
  for (const index of binders.get('__all__') ?? []) {
    const { start, end } = statements[index]!;
    const code = text.slice(start, end);
    if (!literal.test(code) || noTuple.test(code)) return undefined;
    const items = [...code.matchAll(/"(\w+)"|'(\w+)'/g)].map((found) => ({
      name: (found[1] ?? found[2])!,
      start: start + found.index,
      end: start + found.index + found[0].length,
    }));
    lists.push({ index, items });
  }
  return lists;
}

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
