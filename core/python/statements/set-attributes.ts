import { nameOf } from '../interner.ts';
import { compositeTargets } from '../targets.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { indexBefore } from './range-test.ts';

/** Names of the attributes that the text which was parsed last sets or deletes, of anything but `self` and `cls`. */
export function setAttributes(): string[] {
  const names = new Set<string>();
  for (let target = 0; target < compositeTargets.length; target += 2) {
    const end = compositeTargets[target + 1]!;
    let index = indexBefore(tokenStarts, tokenCount, compositeTargets[target]!);
    for (; tokenStarts[index]! < end; index++) {
      const isAttribute = tokenKinds[index] === Token.Dot && tokenKinds[index + 1] === Token.Name;
      if (!isAttribute || isOfInstance(index - 1)) continue;
      // In `a.b.c = d`, nothing is set of `a`; what a subscript in a target reads does no harm here.
      if (tokenEnds[index + 1]! >= end || !goesOn(tokenKinds[index + 2]!)) names.add(nameOf(tokenValues[index + 1]!));
    }
  }
  return [...names];
}

const goesOn = (kind: number): boolean =>
  kind === Token.Dot || kind === Token.LeftParenthesis || kind === Token.LeftBracket;

/** Whether a token is the name that methods give what they belong to. */
function isOfInstance(index: number): boolean {
  if (tokenKinds[index] !== Token.Name || tokenKinds[index - 1] === Token.Dot) return false;
  const name = nameOf(tokenValues[index]!);
  return name === 'self' || name === 'cls';
}
