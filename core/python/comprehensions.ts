import { advance, at, currentStart, expect, kind, previousEnd, unexpected } from './cursor.ts';
import { disjunction, expression, targetList } from './expressions.ts';
import { Feature, recordFeature } from './features.ts';
import {
  addComprehensionScope,
  candidateCount,
  dropCandidates,
  endScope,
  enterScope,
  Marker,
  pushMarker,
  Role,
  type ScopeKind,
  settleCandidates,
} from './references-recorder.ts';
import { requireAssignable } from './targets.ts';
import { Token } from './tokens.ts';

const isClosing = new Uint8Array(128);
for (const token of [Token.RightParenthesis, Token.RightBracket, Token.RightBrace]) isClosing[token] = 1;

let iterableDepth = 0;

/** Whether the parser is in what some comprehension loops over, where nothing may be assigned. */
export function isInComprehensionIterable(): boolean {
  return iterableDepth > 0;
}

export function clearComprehensions(): void {
  iterableDepth = 0;
}

export function startsComprehension(): boolean {
  return at(Token.For) || at(Token.Async);
}

/**
 * The clauses of a comprehension, at its first `for`, up to the bracket that closes it; the one that opens it is at
 * `start`. The counts are those of references, scopes and markers from before its element. The first iterable belongs
 * to the scope outside.
 */
export function comprehension(
  scopeKind: ScopeKind,
  start: number,
  references: number,
  scopes: number,
  markers: number,
): void {
  const inner = addComprehensionScope(scopeKind, start, references, scopes, markers);
  const outer = enterScope(inner);
  for (let isFirst = true; startsComprehension(); isFirst = false) {
    if (at(Token.Async)) {
      pushMarker(Marker.AsyncFor, currentStart());
      advance();
    }
    expect(Token.For);
    const candidates = candidateCount;
    const targetStart = currentStart();
    requireAssignable(targetList(), targetStart);
    settleCandidates(candidates, Role.Store);
    expect(Token.In);
    if (isFirst) enterScope(outer);
    iterableDepth++;
    disjunction();
    iterableDepth--;
    enterScope(inner);
    while (at(Token.If)) condition();
    dropCandidates(candidates);
  }
  enterScope(outer);
  endScope(inner, isClosing[kind] !== 0 ? currentStart() + 1 : previousEnd());
}

function condition(): void {
  advance();
  if (!at(Token.Lambda)) disjunction();
  else {
    const start = currentStart();
    expression();
    recordFeature(Feature.LambdaInCondition, start, previousEnd());
  }
  if (at(Token.Walrus)) unexpected();
}
