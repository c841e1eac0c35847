const CALL = /^(?<before>return |[\p{L}\p{Nl}_][\w\p{L}\p{M}\p{N}]* = )(?<called>[\p{L}\p{Nl}_][\w.\p{L}\p{M}\p{N}]*)\(/u;

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
 * Whether carets are of a Python that marks calls: `f(x)` as `~^^^`, from 3.13 on (`_extract_caret_anchors_from_line_segment`).
 * @returns nothing where they are below no call
 */
export function marksCalls(shown: string, carets: string): boolean | undefined {
  const start = carets.search(/\S/);
  if (carets.includes('~')) return /~\^+$/.test(carets) && shown[carets.indexOf('^')] === '(' ? true : undefined;
  return /[\w.]\(.*\)$/.test(shown.slice(start, carets.length)) ? false : undefined;
}

/**
 * The carets of a line that has none in the bundle: Python 3.13 leaves them out below `return f(x)` and `y = f(x)`, but not
 * below `return m.f(x)` (`StackSummary._should_show_carets`), and a bundle may call by a name what the original takes of a module.
 * @returns nothing where the original would have none either
 */
export function callCarets(shown: string, original: string): string | undefined {
  const call = CALL.exec(shown)?.groups;
  const originalCall = CALL.exec(original)?.groups;
  if (call === undefined || originalCall === undefined || call.called!.includes('.')) return undefined;
  if (!originalCall.called!.includes('.')) return undefined;
  const open = originalCall.before!.length + originalCall.called!.length;
  const end = closingBracket(original, open);
  const rest = original.slice(end).trim();
  // The whole line has to be the call: what follows could be the part that failed.
  if (end === undefined || (rest !== '' && !rest.startsWith('#'))) return undefined;
  return ' '.repeat(originalCall.before!.length) + '~'.repeat(originalCall.called!.length) + '^'.repeat(end - open);
}
