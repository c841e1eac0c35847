/**
 * One rewritten place of a module's text: offsets of the text, and what stands there instead. The new text has as many
 * line ends as the old one, because the line structure of a module is never changed.
 */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** In source order; where one edit ends as another starts, the one that takes out characters comes last. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The text with sorted edits made, from `start` on. */
export function applyEdits(text: string, edits: readonly Edit[], start = 0): string {
  let result = '';
  let offset = start;
  for (const edit of edits) {
    if (edit.start < start) continue;
    result += text.slice(offset, edit.start) + edit.text;
    offset = edit.end;
  }
  return result + text.slice(offset);
}

/** The lines (from 1) that edits touch, with the text they had. */
export function originalLines(text: string, edits: readonly Edit[]): Map<number, string> {
  const originals = new Map<number, string>();
  let line = 1;
  let lineStart = 0;
  for (const edit of edits) {
    for (
      let next = text.indexOf('\n', lineStart);
      next !== -1 && next < edit.start;
      next = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = next + 1;
    }
    let start = lineStart;
    for (let number = line; start <= edit.end; number++) {
      const end = text.indexOf('\n', start);
      originals.set(number, text.slice(start, end === -1 ? undefined : end));
      if (end === -1) break;
      start = end + 1;
    }
  }
  return originals;
}
