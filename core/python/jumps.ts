import { deferError, fail } from './cursor.ts';
import { currentScope, ScopeKind, scopeKinds } from './references-recorder.ts';

/** What `break` and `continue` would leave. */
export const enum Loop {
  None,
  Loop,
  /** The body of an `except*`, which neither they nor `return` may leave. */
  ExceptStar,
}

/** `CO_MAXBLOCKS` of CPython. */
const MOST_BLOCKS = 20;

let loop: Loop = Loop.None;
let isInExceptStar = false;
let blocks = 0;

export function clearJumps(): void {
  loop = Loop.None;
  isInExceptStar = false;
  blocks = 0;
}

/** What encloses the statements of a function or class counts no more inside; `leave` brings it back. */
export function enterBody(): { loop: Loop; isInExceptStar: boolean; blocks: number } {
  const outer = { loop, isInExceptStar, blocks };
  clearJumps();
  return outer;
}

export function leaveBody(outer: ReturnType<typeof enterBody>): void {
  ({ loop, isInExceptStar, blocks } = outer);
}

/** Enters the body of a loop and returns what was around it, for `leaveLoop`. */
export function enterLoop(): Loop {
  const outer = loop;
  loop = Loop.Loop;
  return outer;
}

export function leaveLoop(outer: Loop): void {
  loop = outer;
}

/** Reads the body of an `except*` clause. */
export function inExceptStar(read: () => void): void {
  const [outerLoop, outer] = [loop, isInExceptStar];
  loop = Loop.ExceptStar;
  isInExceptStar = true;
  read();
  loop = outerLoop;
  isInExceptStar = outer;
}

/** A block that the compiler keeps track of at run time begins: a loop, `with`, or part of a `try`. */
export function enterBlock(start: number): void {
  if (++blocks > MOST_BLOCKS) deferError('too many statically nested blocks', start, start + 1);
}

export function leaveBlock(): void {
  blocks--;
}

export function breakStatement(start: number): void {
  if (loop === Loop.ExceptStar) failInExceptStar(start, 'break');
  if (loop === Loop.None) deferError("'break' outside loop", start, start + 'break'.length);
}

export function continueStatement(start: number): void {
  if (loop === Loop.ExceptStar) failInExceptStar(start, 'continue');
  if (loop === Loop.None) deferError("'continue' not properly in loop", start, start + 'continue'.length);
}

export function returnStatement(start: number): void {
  if (isInExceptStar) failInExceptStar(start, 'return');
  const kind = scopeKinds[currentScope];
  if (kind !== ScopeKind.Function && kind !== ScopeKind.AsyncFunction) {
    deferError("'return' outside function", start, start + 'return'.length);
  }
}

function failInExceptStar(start: number, word: string): never {
  fail("'break', 'continue' and 'return' cannot appear in an 'except*' block", start, start + word.length);
}
