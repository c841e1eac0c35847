const CALL = /^return (?<called>[\p{L}\p{Nl}_][\w.\p{L}\p{M}\p{N}]*)\(/u;

/** Offset behind the bracket that closes the one at an offset; nothing where it is not closed on the line. */
function closingBracket(line: string, open: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of line.slice(open).matchAll(/[([{]|[)\]}]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|#/g)) {
    if (token === '#') return undefined;
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token) && --depth === 0) return open + index + 1;
  }
  return undefined;
}

/**
 * Whether the Python that printed a frame marks the part that failed, as all do from 3.11 on where columns are known.
 * @param rows the frame's text and what is below it
 * @returns nothing where none of them would mark anything
 */
export function marksParts([text, ...below]: readonly string[]): boolean | undefined {
  if (below.some((row) => /^[ \t]*[~^]+[~^ \t]*$/.test(row))) return true;
  // 3.11 and 3.12 mark no call that is the whole line, but 3.13 does; all of them mark these results.
  return text !== undefined && /^(?:return \w+(?:\.|\[)|[\w.]+\()/.test(text) ? false : undefined;
}

/**
 * The carets of a line that has none in the bundle, though Python marks parts: 3.13 leaves them out below `return f(x)`, but not
 * below `return m.f(x)` (`StackSummary._should_show_carets`), and a bundle may call by a name what the original takes of a module.
 * @returns nothing where the original would have none either
 */
export function callCarets(shown: string, original: string): string | undefined {
  const called = CALL.exec(shown)?.groups!.called;
  const originalCalled = CALL.exec(original)?.groups!.called;
  if (called === undefined || called.includes('.') || originalCalled?.includes('.') !== true) return undefined;
  const open = 'return '.length + originalCalled.length;
  const end = closingBracket(original, open);
  const rest = original.slice(end).trim();
  // The whole line has to be the call: what follows could be the part that failed.
  if (end === undefined || (rest !== '' && !rest.startsWith('#'))) return undefined;
  return ' '.repeat('return '.length) + '~'.repeat(originalCalled.length) + '^'.repeat(end - open);
}
