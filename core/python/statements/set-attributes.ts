import { nameOf } from '../interner.ts';
import { referenceCount, referenceNames, referenceRoles, Role } from '../references-recorder.ts';
import { compositeTargets } from '../targets.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { indexBefore } from './range-test.ts';

/** Names of the attributes that the text which was parsed last sets or deletes of modules that it imports, and of `__builtins__`. */
export function setAttributes(): string[] {
  const names = new Set<string>();
  const imported = importedNames();
  for (let target = 0; target < compositeTargets.length; target += 2) {
    const end = compositeTargets[target + 1]!;
    let index = indexBefore(tokenStarts, tokenCount, compositeTargets[target]!);
    for (; tokenStarts[index]! < end; index++) {
      if (tokenKinds[index] !== Token.Name || !imported.has(nameOf(tokenValues[index]!))) continue;
      while (tokenKinds[index + 1] === Token.Dot && tokenEnds[index + 2]! <= end) index += 2;
      names.add(nameOf(tokenValues[index]!));
    }
  }
  return [...names];
}

/** Names that an import statement binds in any scope. */
function importedNames(): Set<string> {
  const names = new Set(['__builtins__']);
  for (let index = 0; index < referenceCount; index++) {
    if (referenceRoles[index] === Role.Import) names.add(nameOf(referenceNames[index]!));
  }
  return names;
}
