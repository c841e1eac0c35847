import { type Docstring, type Layout, layout } from '../../core/python/layout.ts';
import type { SourceEdit } from '../../core/source.ts';
import { type CommentChoice, keptComments } from './comments.ts';

type Edit = Omit<SourceEdit, 'plugin'>;

/** What is left out beside code. */
export interface SpaceOptions {
  readonly comments: CommentChoice;
  /** Whether blank lines go as well. */
  readonly blankLines: boolean;
  /** How many lines in a row go with their line ends; of fewer the line ends stay, so that nobody has to count them. */
  readonly shortestGap: number;
  readonly isEntry: boolean;
}

/** Edits that leave out comments, blank lines and docstrings of a text; what stays keeps its column. */
export function spaceEdits(
  text: string,
  { spaces, docstrings }: Layout,
  removedDocstrings: ReadonlySet<Docstring>,
  options: SpaceOptions,
): Edit[] {
  const gone = docstrings.filter((each) => removedDocstrings.has(each) && !each.isNeeded);
  const edits: Edit[] = docstrings
    .filter((each) => removedDocstrings.has(each) && each.isNeeded)
    .map(({ start, end, endsLine }) => {
      const lines = text.slice(start, end).split('\n').length - 1;
      return { start, end, text: endsLine && lines < options.shortestGap ? `pass${'\n'.repeat(lines)}` : 'pass' };
    });
  let next = 0;
  for (let index = 0; index < spaces.length; index++) {
    const { start } = spaces[index];
    let { end } = spaces[index];
    let space = text.slice(start, end);
    while (next < gone.length && gone[next].start < end) next++;
    // A docstring goes with the space on both sides of it.
    if (next < gone.length && gone[next].start === end) {
      const removed = gone[next++];
      while (index + 1 < spaces.length && spaces[index + 1].start < removed.end) index++;
      end = spaces[++index]?.end ?? removed.end;
      const lines = text
        .slice(removed.start, removed.end)
        .split('\n')
        .map(() => REMOVED);
      space += lines.join('\n') + text.slice(removed.end, end);
    }
    // Lines that a backslash joins stay joined.
    if (/^[^#\n]*\\$/m.test(space)) continue;
    const kept = keptSpace(space, start === 0, end === text.length, options);
    if (kept !== text.slice(start, end)) edits.push({ start, end, text: kept });
  }
  return edits.toSorted((a, b) => a.start - b.start);
}

/** Stands for what a line of a docstring had. */
const REMOVED = '\0';

/** What stays of the space between two tokens. */
function keptSpace(space: string, isTop: boolean, isBottom: boolean, options: SpaceOptions): string {
  const { comments, blankLines, shortestGap, isEntry } = options;
  const lines = space.split('\n');
  const last = lines.pop()!;
  const stays = keptComments(lines, comments, isTop, isEntry);
  // What follows a token is a comment of its line.
  const first = isTop ? undefined : lines.shift();
  const offset = isTop ? 0 : 1;
  const kept: string[] = [];
  let removed = 0;
  const flush = (): void => {
    if (removed < shortestGap) kept.push(...Array.from({ length: removed }, () => ''));
    removed = 0;
  };
  for (const [index, line] of lines.entries()) {
    const isBlank = line.trim() === '';
    if (line.includes(REMOVED) || (isBlank ? blankLines : !stays[index + offset])) removed++;
    else {
      flush();
      kept.push(line);
    }
  }
  if (!isBottom) flush();
  const tail = isBottom && last.trimStart().startsWith('#') && comments !== 'keep' ? '' : last;
  if (first === undefined) return [...kept, tail].join('\n');
  const isCommentKept = comments === 'keep' || (comments === 'legal' && stays[0] === true && first.includes('#'));
  return [isCommentKept ? first : '', ...kept, tail].join('\n');
}

/** A text of cribo's own without comments, docstrings and blank lines. */
export function withoutSpaces(text: string): string {
  const found = layout(text);
  const options = { comments: 'none', blankLines: true, shortestGap: 1, isEntry: false } as const;
  let result = '';
  let copied = 0;
  for (const { start, end, text: kept } of spaceEdits(text, found, new Set(found.docstrings), options)) {
    result += text.slice(copied, start) + kept;
    copied = end;
  }
  return result + text.slice(copied);
}
