import type { Range } from '../../core/python/facts.ts';
import { isBinding, type References, Role, ScopeKind } from '../../core/python/references.ts';

/** Tells what a function or class would lose with a part of its text: a statement that is never run and keeps that. */
export interface LostNames {
  /**
   * Statements, separated by semicolons, without which scopes would have other names than they have with the part that is
   * left out; nothing where none are needed.
   * @param isLeftOut whether an offset is in any part that is left out
   */
  replacement(part: Range, isLeftOut: (offset: number) => boolean): string | undefined;
}

/**
 * A name is local to a function because of a binding that need not ever run, and a function is a generator because of a
 * `yield` that need not (Python/symtable.c). A module's names need no binding; but that it has annotations decides up to
 * Python 3.13 whether it has `__annotations__`.
 */
export function lostNames(found: References, yields: readonly number[]): LostNames {
  const { scopes, offsets, count, roles, definitions, scopeIndices, nameIndices, names } = found;
  const nameOf = (index: number): string => names[nameIndices[index]!]!;

  /** The innermost scope that an offset is in. */
  function scopeAt(offset: number): number {
    let innermost = 0;
    for (let scope = 1; scope < scopes.count; scope++) {
      const isInside = scopes.starts[scope]! <= offset && offset < scopes.ends[scope]!;
      if (isInside && scopes.starts[scope]! >= scopes.starts[innermost]!) innermost = scope;
    }
    return innermost;
  }

  function isWithin(scope: number, outer: number): boolean {
    while (scope !== outer && scope > 0) scope = scopes.parents[scope]!;
    return scope === outer;
  }

  function isInFunction(scope: number): boolean {
    for (; scope > 0; scope = scopes.parents[scope]!) if (isFunctionKind(scopes.kinds[scope]!)) return true;
    return false;
  }

  /** Whether a part has all that a scope annotates, attributes and names in parentheses included, which no name shows. */
  function losesAnnotations(part: Range, scope: number, isLeftOut: (offset: number) => boolean): boolean {
    const own = found.annotations.filter((each) => each.scope === scope && each.functionScope < 0);
    const isInside = ({ start }: Range): boolean => part.start <= start && start < part.end;
    return own.some(isInside) && own.every((each) => isInside(each) || isLeftOut(each.start));
  }

  /** The scope of a statement; a function's parameters and body are in one. */
  function replacement(part: Range, isLeftOut: (offset: number) => boolean): string | undefined {
    const scope = scopeAt(part.start);
    const isInPart = (offset: number): boolean => part.start <= offset && offset < part.end;
    const inside: number[] = [];
    const outside: number[] = [];
    const remaining: number[] = [];
    for (let index = 0; index < count; index++) {
      if (isInPart(offsets[index]!)) inside.push(index);
      else {
        outside.push(index);
        if (!isLeftOut(offsets[index]!)) remaining.push(index);
      }
    }
    const isOwn = (index: number): boolean => scopeIndices[index] === scope;
    const isAnnotation = (index: number): boolean =>
      isOwn(index) && roles[index]! >= Role.Annotated && roles[index]! <= Role.BareAnnotation;
    const parts: string[] = [];
    const kind = scopes.kinds[scope]!;
    const isFunction = isFunctionKind(kind);
    const annotated = isFunction || remaining.some(isAnnotation) ? undefined : inside.find(isAnnotation);
    if (annotated !== undefined) parts.push(`${nameOf(annotated)}: None`);
    else if (!isFunction && !remaining.some(isAnnotation) && losesAnnotations(part, scope, isLeftOut)) {
      parts.push('().x: None');
    }
    if (!isInFunction(scope)) return joined(parts);

    // What only the part has is missed by nobody; what other parts have may be read by what is put in their place.
    const others = new Set(outside.filter((index) => isWithin(scopeIndices[index]!, scope)).map(nameOf));
    const isRead = (name: string): boolean => others.has(name);
    for (const [role, word] of [
      [Role.Global, 'global'],
      [Role.Nonlocal, 'nonlocal'],
    ] as const) {
      const declared = new Set(
        inside
          .filter((index) => isOwn(index) && roles[index] === role)
          .map(nameOf)
          .filter(isRead),
      );
      if (declared.size > 0) parts.push(`${word} ${[...declared].join(', ')}`);
    }
    const bindsOwn = (index: number): boolean =>
      definitions[index] === scope &&
      (isBinding(roles[index]!) || roles[index] === Role.Annotated) &&
      (isOwn(index) || roles[index] === Role.Walrus);
    const bound = new Set(inside.filter(bindsOwn).map(nameOf).filter(isRead));
    for (const index of remaining) if (bindsOwn(index)) bound.delete(nameOf(index));
    if (bound.size > 0) parts.push(`${[...bound].join(' = ')} = None`);

    const begins = (index: number): number => scopes.starts[definitions[index]!]!;
    const isFree = (index: number): boolean => {
      const definition = definitions[index]!;
      return definition > 0 && definition !== scope && !isInPart(begins(index)) && isWithin(scope, definition);
    };
    const isClassCell = (index: number): boolean => nameOf(index) === 'super' || nameOf(index) === '__class__';
    const free = new Set(inside.filter((index) => isFree(index) || isClassCell(index)).map(nameOf));
    for (const index of remaining) {
      if (isWithin(scopeIndices[index]!, scope) && (isFree(index) || isClassCell(index))) free.delete(nameOf(index));
    }
    // In a function of its own a name means what is around a class, whatever that binds.
    if (free.size > 0) parts.push(`lambda: (${[...free].join(', ')})`);
    const isOwnYield = (offset: number): boolean => isInPart(offset) && scopeAt(offset) === scope;
    if (isFunction && yields.some(isOwnYield)) parts.push('yield');
    return joined(parts);
  }

  return { replacement };
}

const isFunctionKind = (kind: number): boolean => kind === ScopeKind.Function || kind === ScopeKind.AsyncFunction;

const joined = (parts: readonly string[]): string | undefined => (parts.length === 0 ? undefined : parts.join('; '));
