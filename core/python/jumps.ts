import { deferError, fail } from './cursor.ts';
import { beginBlocks, type BlockDepth, checkBlocks, endBlocks } from './nested-blocks.ts';
import { currentScope, ScopeKind, scopeKinds } from './references-recorder.ts';
import { warnOfSyntax } from './syntax-warnings.ts';

/** What `break` and `continue` would leave. */
const enum Loop {
  None,
  Ordinary,
  /** The body of an `except*`, which neither they nor `return` may leave. */
  ExceptStar,
}

let loop: Loop = Loop.None;
let isInExceptStar = false;
/** Whether the parser is in a `finally` clause, and in no loop inside: CPython does not look into loops. */
let isInFinally = false;

export function clearJumps(): void {
  loop = Loop.None;
  isInExceptStar = isInFinally = false;
}

interface OuterBody {
  readonly loop: Loop;
  readonly isInExceptStar: boolean;
  readonly isInFinally: boolean;
  readonly blocks: BlockDepth;
}

type OuterLoop = Pick<OuterBody, 'loop' | 'isInFinally'>;

/** What encloses the statements of a function or class counts no more inside; `leave` brings it back. */
export function enterBody(): OuterBody {
  const outer = { loop, isInExceptStar, isInFinally, blocks: beginBlocks() };
  clearJumps();
  return outer;
}

/** `start` is where the function or class begins. */
export function leaveBody(outer: OuterBody, start: number): void {
  checkBlocks(endBlocks(outer.blocks), start);
  ({ loop, isInExceptStar, isInFinally } = outer);
}

/** Enters the body of a loop and returns what was around it, for `leaveLoop`. */
export function enterLoop(): OuterLoop {
  const outer = { loop, isInFinally };
  loop = Loop.Ordinary;
  isInFinally = false;
  return outer;
}

export function leaveLoop(outer: OuterLoop): void {
  ({ loop, isInFinally } = outer);
}

/** Reads a `finally` clause. */
export function inFinally(read: () => void): void {
  const outer = isInFinally;
  isInFinally = true;
  read();
  isInFinally = outer;
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

export function breakStatement(start: number): void {
  if (isInFinally) warnOfFinally('break', start);
  if (loop === Loop.ExceptStar) failInExceptStar(start, 'break');
  if (loop === Loop.None) deferError("'break' outside loop", start, start + 'break'.length);
}

export function continueStatement(start: number): void {
  if (isInFinally) warnOfFinally('continue', start);
  if (loop === Loop.ExceptStar) failInExceptStar(start, 'continue');
  if (loop === Loop.None) deferError("'continue' not properly in loop", start, start + 'continue'.length);
}

export function returnStatement(start: number): void {
  if (isInExceptStar) failInExceptStar(start, 'return');
  if (isInFinally) warnOfFinally('return', start);
  const kind = scopeKinds[currentScope];
  if (kind !== ScopeKind.Function && kind !== ScopeKind.AsyncFunction) {
    deferError("'return' outside function", start, start + 'return'.length);
  }
}

/** PEP 765: what is raised is lost when a `finally` clause is left this way. */
function warnOfFinally(word: string, start: number): void {
  warnOfSyntax(`'${word}' in a 'finally' block`, start, start + word.length, [3, 14]);
}

function failInExceptStar(start: number, word: string): never {
  fail("'break', 'continue' and 'return' cannot appear in an 'except*' block", start, start + word.length);
}
