import type { Range } from '../facts.ts';
import { nameOf } from '../interner.ts';
import { entryDefinitions } from '../name-entries.ts';
import { referenceEntries } from '../name-resolution.ts';
import {
  referenceCount,
  referenceNames,
  referenceOffsets,
  referenceRoles,
  referenceScopes,
} from '../references-recorder.ts';
import { indexBefore, rangeTest } from '../statements/range-test.ts';
import { compositeTargets } from '../targets.ts';
import { Token, tokenCount, tokenEnds, tokenKinds, tokenStarts, tokenValues } from '../tokens.ts';
import { valuePatterns } from '../value-patterns.ts';
import { shownFields } from './shown-fields.ts';

/** One attribute after a name: `b` in `a.b`. */
interface AttributeUse {
  readonly name: string;
  /** Offset behind it. */
  readonly end: number;
}

/** A place where a name stands; the range is that of the name alone. */
export interface SymbolUse extends Range {
  /** As Python's tables have it: NFKC, mangled where it is private to a class. */
  readonly name: string;
  /** A `Role`. */
  readonly role: number;
  /** Index of the scope it stands in. */
  readonly scope: number;
  /** Index of the scope that binds it: 0 for the module, -1 for a builtin or what nothing binds. */
  readonly definition: number;
  /** The attributes that follow it. */
  readonly attributes: readonly AttributeUse[];
  /** Whether the last attribute is assigned or deleted, not read. */
  readonly setsAttribute: boolean;
  /** Whether it is a pattern that means a value, which it would not without a dot. */
  readonly isValuePattern: boolean;
  /** Whether the text around it is printed, as in `f"{name=}"`. */
  readonly isShown: boolean;
}

/** Every use of a name in the text that was parsed last, in source order. */
export function symbolUses(): SymbolUse[] {
  const isTarget = rangeTest(compositeTargets);
  const isShown = rangeTest(shownFields());
  const patterns = new Set(valuePatterns);
  const uses: SymbolUse[] = [];
  for (let index = 0; index < referenceCount; index++) {
    const start = referenceOffsets[index]!;
    const token = indexBefore(tokenStarts, tokenCount, start);
    const { attributes, next } = attributesAfter(token);
    uses.push({
      name: nameOf(referenceNames[index]!),
      start,
      end: tokenEnds[token]!,
      role: referenceRoles[index]!,
      scope: referenceScopes[index]!,
      definition: entryDefinitions[referenceEntries[index]!]!,
      attributes,
      setsAttribute: attributes.length > 0 && isTarget(start) && !goesOn(tokenKinds[next]!),
      isValuePattern: patterns.has(start),
      isShown: isShown(start),
    });
  }
  return uses.toSorted((a, b) => a.start - b.start);
}

function attributesAfter(token: number): { attributes: AttributeUse[]; next: number } {
  const attributes: AttributeUse[] = [];
  let next = token + 1;
  for (; tokenKinds[next] === Token.Dot && tokenKinds[next + 1] === Token.Name; next += 2) {
    attributes.push({ name: nameOf(tokenValues[next + 1]!), end: tokenEnds[next + 1]! });
  }
  return { attributes, next };
}

/** Whether what follows is done to the value of the name or attribute before it. */
const goesOn = (kind: number): boolean =>
  kind === Token.LeftBracket || kind === Token.LeftParenthesis || kind === Token.Dot;
