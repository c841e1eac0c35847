import type { Module } from '../../core/module.ts';
import { isBinding, type References, references, Role } from '../../core/python/references.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';

/**
 * The dotted names of what an expression can be, as far as the module's own text says: `importlib.import_module` for
 * `load` after `from importlib import import_module as load`. A name that is bound in several places can be several
 * things; one that nothing in the module binds is a builtin (`builtins.__import__`) or comes from a star import.
 */
export type QualifiedNames = (expression: SyntaxNode) => readonly string[];

/**
 * Prepares the look-up for a module.
 * @param values the expressions that are assigned to a single name, by the offset of that name
 */
export function createQualifiedNames(module: Module, values: ReadonlyMap<number, SyntaxNode>): QualifiedNames {
  const all = references(module.text);
  const indices = new Map(Array.from(all.offsets, (offset, index) => [offset, index]));
  const places = bindingPlaces(all);
  const imported = importedNames(module);
  const starred = module.facts.imports.filter(({ names, level }) => names[0].name === '*' && level === 0);
  /** Names on the way to an answer, which may be defined by themselves: `load = load`. */
  const pending = new Set<string>();

  function ofName(offset: number): string[] {
    const index = indices.get(offset);
    if (index === undefined) return [];
    const name = all.names[all.nameIndices[index]];
    if (all.definitions[index] === -1) {
      return [`builtins.${name}`, ...starred.map(({ from }) => `${from}.${name}`)];
    }
    const key = bindingKey(all, index);
    if (pending.has(key)) return [];
    pending.add(key);
    const found = (places.get(key) ?? []).flatMap((place) => ofBinding(all.offsets[place], all.roles[place]));
    pending.delete(key);
    return [...new Set(found)];
  }

  function ofBinding(offset: number, role: number): readonly string[] {
    if (role === Role.Import) return imported.get(offset) ?? [];
    const value = values.get(offset);
    return value === undefined ? [] : of(value);
  }

  function of(expression: SyntaxNode): readonly string[] {
    switch (expression.type) {
      case 'identifier':
        return ofName(expression.start);
      case 'attribute':
        return of(expression.field('object')!).map((name) => `${name}.${expression.field('attribute')!.text}`);
      case 'parenthesized_expression':
        return expression.namedChildren.flatMap((child) => of(child));
      case 'named_expression':
        return of(expression.field('value')!);
      // `a = b = value`
      case 'assignment':
        return expression.field('right') === undefined ? [] : of(expression.field('right')!);
      default:
        return [];
    }
  }

  return of;
}

/** A name together with the scope that holds its binding. */
function bindingKey(all: References, index: number): string {
  return `${all.definitions[index]} ${all.nameIndices[index]}`;
}

function bindingPlaces(all: References): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (let index = 0; index < all.count; index++) {
    if (!isBinding(all.roles[index])) continue;
    const key = bindingKey(all, index);
    const before = places.get(key);
    if (before === undefined) places.set(key, [index]);
    else before.push(index);
  }
  return places;
}

/** What absolute imports bind, by the offset of the name that is bound. */
function importedNames({ facts, text }: Module): Map<number, string[]> {
  const imported = new Map<number, string[]>();
  for (const { from, level, names } of facts.imports) {
    if (level > 0) continue;
    for (const { name, alias, start, end } of names) {
      const isWhole = from !== undefined || alias !== undefined;
      const qualified = from === undefined ? name : `${from}.${name}`;
      const offset = alias === undefined ? start : end - spelledLength(text, end);
      imported.set(offset, [isWhole ? qualified : name.split('.', 1)[0]]);
    }
  }
  return imported;
}

/** Length of the identifier that ends at an offset: the facts hold it normalised, the text as it was spelled. */
function spelledLength(text: string, end: number): number {
  return /[\p{ID_Continue}]+$/u.exec(text.slice(0, end))![0].length;
}
