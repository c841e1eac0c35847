import { lowerBound } from '../../core/lower-bound.ts';
import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import type { RenderedText } from '../../core/rendered-text.ts';
import { addEdit, type Edit } from './edit.ts';

const SPACE = 32;
const TAB = 9;
const FORM_FEED = 12;
const NEWLINE = 10;

/**
 * Where on a line the indentation goes: at its start, or behind its last leading form feed, which makes CPython's
 * tokenizer count columns anew. -1 for a blank line, which stays as it is.
 */
function indentOffset(text: string, lineStart: number): number {
  let place = lineStart;
  for (let offset = lineStart; ; offset++) {
    const character = text.charCodeAt(offset);
    if (character === FORM_FEED) place = offset + 1;
    else if (character === NEWLINE || Number.isNaN(character)) return -1;
    else if (character !== SPACE && character !== TAB) return place;
  }
}

/**
 * Adds a module's text with sorted edits made and every line indented, but for blank ones and those that begin inside a
 * string or f-string, where columns are part of the value.
 * @param range the part of the text that is wanted, from the start of a line on. @default all of it
 */
export function addIndented(
  to: RenderedText,
  module: Module,
  edits: readonly Edit[],
  indentation: string,
  { start, end: textEnd }: Range = { start: 0, end: module.text.length },
): void {
  const { text, facts } = module;
  const { stringLines } = facts;
  let copied = start;
  let nextString = lowerBound(stringLines.length, (index) => stringLines[index] < start);
  let nextEdit = lowerBound(edits.length, (index) => edits[index].start < start);

  function editUpTo(offset: number): void {
    for (; nextEdit < edits.length && edits[nextEdit].start < offset; nextEdit++) {
      const edit = edits[nextEdit];
      to.copy(module, copied, edit.start);
      addEdit(to, module, edit);
      copied = edit.end;
    }
  }

  for (let lineStart = start; lineStart < textEnd;) {
    editUpTo(lineStart);
    if (stringLines[nextString] === lineStart) nextString++;
    else if (lineStart >= copied) {
      const place = indentOffset(text, lineStart);
      if (place !== -1) {
        to.copy(module, copied, place).add(indentation);
        copied = place;
      }
    }
    const end = text.indexOf('\n', lineStart);
    lineStart = end === -1 ? text.length : end + 1;
  }
  // An edit may stand at the end of the text, but not of another part, where it belongs to the next one.
  editUpTo(textEnd === text.length ? textEnd + 1 : textEnd);
  to.copy(module, copied, textEnd);
}
