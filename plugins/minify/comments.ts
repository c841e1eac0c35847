/** Which comments stay. */
export type CommentChoice = 'keep' | 'legal' | 'none';

const legal = /copyright|\(c\)\s|licen[cs]e|SPDX-|@preserve/i;
/** PEP 263; only on the first two lines. */
const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;

/** Which of some lines, of which those that are comments have nothing before them, are comments that stay. */
export function keptComments(
  lines: readonly string[],
  choice: CommentChoice,
  isTop: boolean,
  isEntry: boolean,
): readonly boolean[] {
  const kept = lines.map(() => choice === 'keep');
  const isComment = (index: number): boolean => /^\s*#/.test(lines[index] ?? '');
  for (let first = 0; first < lines.length; first++) {
    if (!isComment(first)) continue;
    let end = first;
    while (isComment(end)) end++;
    const block = lines.slice(first, end);
    // A licence is all that stands around its words.
    if (choice === 'legal' && legal.test(block.join('\n'))) kept.fill(true, first, end);
    // Script metadata (PEP 723), which the entry's block is for tools.
    const start = block.findIndex((line) => line.startsWith('# /// '));
    const last = block.indexOf('# ///');
    if (start >= 0 && last > start && (isEntry || choice === 'legal')) kept.fill(true, first + start, first + last + 1);
    first = end;
  }
  if (isTop) {
    if (lines[0]?.startsWith('#!')) kept[0] = true;
    for (const index of [0, 1]) if (cookie.test(lines[index] ?? '')) kept[index] = true;
  }
  return kept;
}
