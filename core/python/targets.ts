import { deferError, fail, previousEnd } from './cursor.ts';
import { Feature, recordFeature } from './features.ts';

/** What an expression looks like from outside, as far as targets, annotations and docstrings care. */
export const enum Shape {
  Other,
  Name,
  Attribute,
  Subscript,
  Tuple,
  List,
  Starred,
  /** `__debug__`, which nothing may assign to. */
  Debug,
  /** `x.__debug__`, likewise. */
  DebugAttribute,
  /** A literal that is no string, or an f-string part. */
  Literal,
  /** One or more plain string literals. */
  String,
  FormattedString,
  True,
  False,
  None,
  Ellipsis,
  Call,
  Comparison,
  Conditional,
  Lambda,
  Await,
  Yield,
  Walrus,
  Dictionary,
  Set,
  ListComprehension,
  SetComprehension,
  DictionaryComprehension,
  Generator,

  Kind = 31,
  Parenthesized = 32,
  /** A tuple or list with an element that cannot be assigned to. */
  Unassignable = 64,
  /** A tuple or list with a starred element, at any depth. */
  HasStar = 128,
  /** A tuple or list with two starred elements of its own, somewhere. */
  TwoStars = 256,
  /** A tuple or list with more elements before the starred one than fit its instruction. */
  LateStar = 1024,
}

const NAMES: Partial<Record<Shape, string>> = {
  [Shape.Other]: 'expression',
  [Shape.Name]: 'name',
  [Shape.Attribute]: 'attribute',
  [Shape.Subscript]: 'subscript',
  [Shape.Tuple]: 'tuple',
  [Shape.List]: 'list',
  [Shape.Starred]: 'starred',
  [Shape.Debug]: '__debug__',
  [Shape.DebugAttribute]: '__debug__',
  [Shape.Literal]: 'literal',
  [Shape.String]: 'literal',
  [Shape.FormattedString]: 'f-string expression',
  [Shape.True]: 'True',
  [Shape.False]: 'False',
  [Shape.None]: 'None',
  [Shape.Ellipsis]: 'ellipsis',
  [Shape.Call]: 'function call',
  [Shape.Comparison]: 'comparison',
  [Shape.Conditional]: 'conditional expression',
  [Shape.Lambda]: 'lambda',
  [Shape.Await]: 'await expression',
  [Shape.Yield]: 'yield expression',
  [Shape.Walrus]: 'named expression',
  [Shape.Dictionary]: 'dict literal',
  [Shape.Set]: 'set display',
  [Shape.ListComprehension]: 'list comprehension',
  [Shape.SetComprehension]: 'set comprehension',
  [Shape.DictionaryComprehension]: 'dict comprehension',
  [Shape.Generator]: 'generator expression',
};

/** What messages call an expression of this shape. */
export function shapeName(shape: number): string {
  return NAMES[(shape & Shape.Kind) as Shape]!;
}

/** The element that made the tuple or list read last unassignable. */
let culprit: { shape: number; start: number; end: number } | undefined;

function isAssignable(shape: number): boolean {
  if ((shape & Shape.Unassignable) !== 0) return false;
  const kind = shape & Shape.Kind;
  return kind >= Shape.Name && kind <= Shape.Starred;
}

/** Elements before a starred target: the argument of `UNPACK_EX` is a byte. */
const MOST_BEFORE_STAR = 255;

/** The shape of a tuple or list after one more element, the `index`-th, which ends before the current token. */
export function withElement(sequence: number, element: number, start: number, index: number): number {
  if (!isAssignable(element)) {
    // An inner sequence has named its culprit already, and the first one counts.
    const isInner = (element & Shape.Unassignable) !== 0;
    if (!isInner && (sequence & Shape.Unassignable) === 0) culprit = { shape: element, start, end: previousEnd() };
    sequence |= Shape.Unassignable;
  }
  if ((element & Shape.Kind) === Shape.Starred) {
    sequence |= (sequence & ownStar) !== 0 ? Shape.TwoStars : ownStar;
    sequence |= Shape.HasStar;
    if (index > MOST_BEFORE_STAR) sequence |= Shape.LateStar;
  }
  return sequence | (element & inherited);
}

/** A star of the sequence itself, not of a sequence inside; taken away by `sealSequence`. */
const ownStar = 512;

/** What a sequence has when an element of it has it. */
const inherited = Shape.HasStar | Shape.TwoStars | Shape.LateStar;

/** The shape of a tuple or list that is complete. */
export function sealSequence(sequence: number): number {
  return sequence & ~ownStar;
}

/** Start and end, in turn, of the targets that are more than a name: attributes, subscripts, sequences. */
export const compositeTargets: number[] = [];

/** Notes a target that ends before the current token. */
export function noteTarget(shape: number, start: number): void {
  if (shape !== Shape.Name) compositeTargets.push(start, previousEnd());
}

/** Checks a target of an assignment, a `for` or a `with`; `start` is where it begins, the current token follows it. */
export function requireAssignable(shape: number, start: number, hint = ''): void {
  noteTarget(shape, start);
  const end = previousEnd();
  if (!isAssignable(shape)) {
    const kind = shape & Shape.Kind;
    if (kind === Shape.Yield) fail('assignment to yield expression not possible', start, end);
    if ((shape & Shape.Unassignable) !== 0 && culprit !== undefined) {
      fail(`cannot assign to ${shapeName(culprit.shape)}`, culprit.start, culprit.end);
    }
    fail(`cannot assign to ${shapeName(shape)}${isConstant(kind) ? '' : hint}`, start, end);
  }
  if ((shape & Shape.Kind) === Shape.Starred) {
    deferError('starred assignment target must be in a list or tuple', start, end);
  }
  if ((shape & Shape.TwoStars) !== 0) deferError('multiple starred expressions in assignment', start, end);
  if ((shape & Shape.LateStar) !== 0) {
    deferError('too many expressions in star-unpacking assignment', start, end);
  }
}

function isConstant(kind: number): boolean {
  return (
    kind === Shape.Debug ||
    kind === Shape.DebugAttribute ||
    kind === Shape.True ||
    kind === Shape.False ||
    kind === Shape.None
  );
}

/** Checks what `del` is to delete. */
export function requireDeletable(shape: number, start: number): void {
  noteTarget(shape, start);
  const end = previousEnd();
  const kind = shape & Shape.Kind;
  if (kind === Shape.Debug) recordFeature(Feature.DeleteDebug, start, end);
  if (kind === Shape.DebugAttribute) recordFeature(Feature.DeleteDebugAttribute, start, end);
  if (kind === Shape.Debug || kind === Shape.DebugAttribute) return;
  if (isAssignable(shape) && kind !== Shape.Starred && (shape & Shape.HasStar) === 0) return;
  if ((shape & Shape.Unassignable) !== 0 && culprit !== undefined) {
    fail(`cannot delete ${shapeName(culprit.shape)}`, culprit.start, culprit.end);
  }
  fail(`cannot delete ${(shape & Shape.HasStar) !== 0 ? 'starred' : shapeName(shape)}`, start, end);
}

/** Refuses `*x` where a single value must stand. */
export function refuseStar(shape: number, start: number): void {
  if ((shape & Shape.Kind) === Shape.Starred) {
    deferError("can't use starred expression here", start, previousEnd());
  }
}

/** The shape of `*operand`; the operand began at `start`. */
export function starredShape(operand: number, start: number): number {
  if (isAssignable(operand)) return Shape.Starred | (operand & inherited);
  if ((operand & Shape.Unassignable) === 0) culprit = { shape: operand, start, end: previousEnd() };
  return Shape.Starred | Shape.Unassignable;
}

/** Whether a tuple without parentheses has a starred element. */
export function isBareUnpacking(shape: number): boolean {
  return (shape & (Shape.Kind | Shape.Parenthesized | Shape.HasStar)) === (Shape.Tuple | Shape.HasStar);
}
