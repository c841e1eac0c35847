import { nameOf } from '../interner.ts';
import { referenceCount, referenceNames, referenceRoles, Role } from '../references-recorder.ts';
import { compositeTargets } from '../targets.ts';
import { Token, tokenCount, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { indexBefore } from './range-test.ts';

/** Names of attributes that a text sets or deletes. */
export interface SetAttributes {
  /** Of what it imports, and of `__builtins__`. */
  readonly ofImported: readonly string[];
  /** Of anything but `self` and `cls`. */
  readonly ofAnything: readonly string[];
}

/** Takes them from the text that was parsed last. */
export function setAttributes(): SetAttributes {
  const ofImported = new Set<string>();
  const ofAnything = new Set<string>();
  const imported = importedNames();
  for (let target = 0; target < compositeTargets.length; target += 2) {
    const end = compositeTargets[target + 1]!;
    let index = indexBefore(tokenStarts, tokenCount, compositeTargets[target]!);
    for (; tokenStarts[index]! < end; index++) {
      if (tokenKinds[index] !== Token.Dot || tokenKinds[index + 1] !== Token.Name) continue;
      // What a subscript in a target reads does no harm.
      const name = nameOf(tokenValues[index + 1]!);
      const of = tokenKinds[index - 1] === Token.Name ? nameOf(tokenValues[index - 1]!) : '';
      const isFirst = tokenKinds[index - 2] !== Token.Dot;
      if (imported.has(rootBefore(index))) ofImported.add(name);
      if (!isFirst || (of !== 'self' && of !== 'cls')) ofAnything.add(name);
    }
  }
  return { ofImported: [...ofImported], ofAnything: [...ofAnything] };
}

/** The name with which the dotted name before a dot begins. */
function rootBefore(dot: number): string {
  let index = dot - 1;
  while (tokenKinds[index] === Token.Name && tokenKinds[index - 1] === Token.Dot) index -= 2;
  return tokenKinds[index] === Token.Name ? nameOf(tokenValues[index]!) : '';
}

/** Names that an import statement binds in any scope. */
function importedNames(): Set<string> {
  const names = new Set(['__builtins__']);
  for (let index = 0; index < referenceCount; index++) {
    if (referenceRoles[index] === Role.Import) names.add(nameOf(referenceNames[index]!));
  }
  return names;
}
