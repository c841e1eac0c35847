import type { Module } from '../../core/module.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import { isBinding, type References, references, Role, ScopeKind } from '../../core/python/references.ts';

/** A name together with the scope that holds its binding. */
export interface Variable {
  /** Offsets of the names that bind it, in source order. */
  readonly bindings: readonly number[];
  /** Offsets of the names that read it. */
  readonly loads: readonly number[];
  /** Whether the scope that holds it is the module. */
  readonly isGlobal: boolean;
}

/** The names of a module's text. */
export interface NameTable {
  /** What the name at an offset stands for; the name itself where nothing in the module binds it. */
  at(offset: number): Variable | string | undefined;
  /** What the bodies of classes bind, by name. */
  readonly classAttributes: ReadonlyMap<string, readonly Variable[]>;
  /** Absolute dotted name of what an import binds, by the offset of the name that is bound. */
  readonly imported: ReadonlyMap<number, string>;
  /** Modules of absolute star imports, which may bind what nothing else binds. */
  readonly starred: readonly string[];
}

/** Looks up the names of a module. */
export function createNameTable(module: Module): NameTable {
  const all = references(module.text);
  const indices = new Map(Array.from(all.offsets, (offset, index) => [offset, index]));
  const classAttributes = new Map<string, Variable[]>();
  const variables = collectVariables(all, classAttributes);
  return {
    at(offset) {
      const index = indices.get(offset);
      if (index === undefined) return undefined;
      return all.definitions[index] === -1 ? all.names[all.nameIndices[index]] : variables.get(variableKey(all, index));
    },
    classAttributes,
    imported: importedNames(module),
    starred: module.facts.imports.flatMap(({ names, level, from }) =>
      names[0].name === '*' && level === 0 ? [from!] : [],
    ),
  };
}

function variableKey(all: References, index: number): string {
  return `${all.definitions[index]} ${all.nameIndices[index]}`;
}

function collectVariables(all: References, classAttributes: Map<string, Variable[]>): Map<string, Variable> {
  const variables = new Map<string, { bindings: number[]; loads: number[]; isGlobal: boolean }>();
  for (let index = 0; index < all.count; index++) {
    const key = variableKey(all, index);
    let variable = variables.get(key);
    if (variable === undefined) {
      const scope = all.definitions[index];
      variables.set(key, (variable = { bindings: [], loads: [], isGlobal: scope === 0 }));
      const name = all.names[all.nameIndices[index]];
      if (scope > 0 && all.scopes.kinds[scope] === ScopeKind.Class) {
        classAttributes.set(name, [...(classAttributes.get(name) ?? []), variable]);
      }
    }
    if (isBinding(all.roles[index])) variable.bindings.push(all.offsets[index]);
    else if (all.roles[index] === Role.Load) variable.loads.push(all.offsets[index]);
  }
  return variables;
}

function importedNames({ facts, text, package: packageName }: Module): Map<number, string> {
  const imported = new Map<number, string>();
  for (const { from, level, names } of facts.imports) {
    const base = from === undefined ? undefined : absoluteName(from, level, packageName);
    if (base === 'no-package' || base === 'beyond-top-level') continue;
    for (const { name, alias, start, end } of names) {
      const isWhole = base !== undefined || alias !== undefined;
      const qualified = base === undefined ? name : `${base}.${name}`;
      const offset = alias === undefined ? start : end - spelledLength(text, end);
      imported.set(offset, isWhole ? qualified : name.split('.', 1)[0]);
    }
  }
  return imported;
}

/** Length of the identifier that ends at an offset: the facts hold it normalised, the text as it was spelled. */
function spelledLength(text: string, end: number): number {
  return /[\p{ID_Continue}]+$/u.exec(text.slice(0, end))![0].length;
}
