import { PythonSyntaxError } from './syntax-error.ts';
import { pushToken, Token } from './tokens.ts';

/** `MAXINDENT` of CPython's Parser/tokenizer.h, where the outermost level counts. */
const MOST_LEVELS = 100;
const TAB_SIZE = 8;

/** Columns of the open blocks with tabs as 8 columns, and with tabs as one: both must order lines alike. */
const columns = new Int32Array(MOST_LEVELS);
const tabbedColumns = new Int32Array(MOST_LEVELS);
let level = 0;
/** Whether the indentation of some line has both a tab and a space. */
export let mixesTabs = false;
/** Levels of indentation of the deepest line. */
export let deepestLevel = 0;
/** Offset of the first token of the first line that is so deep. */
export let deepestOffset = 0;

export function clearIndentation(): void {
  level = 0;
  mixesTabs = false;
  deepestLevel = deepestOffset = 0;
}

/** From the start of a line to the first token of the next line that has one; makes indents and dedents. */
export function scanIndentation(text: string, start: number): number {
  const length = text.length;
  let offset = start;
  for (;;) {
    let column = 0;
    let tabbedColumn = 0;
    let continued = -1;
    let hasTab = false;
    let code = 0;
    for (; offset < length; offset++) {
      code = text.charCodeAt(offset);
      if (code === 0x20) {
        column++;
        tabbedColumn++;
      } else if (code === 0x09) {
        column = (Math.floor(column / TAB_SIZE) + 1) * TAB_SIZE;
        tabbedColumn++;
        hasTab = true;
      } else if (code === 0x0c) column = tabbedColumn = 0;
      else if (code === 0x5c && isLineBreak(text.charCodeAt(offset + 1))) {
        // What comes before a backslash is the indentation, unless it is none.
        if (continued <= 0) continued = column;
        offset += text.charCodeAt(offset + 1) === 0x0d && text.charCodeAt(offset + 2) === 0x0a ? 2 : 1;
        if (offset + 1 >= length) throw new PythonSyntaxError('unexpected EOF while parsing', offset);
      } else break;
    }
    if (offset >= length) return length;
    if (code === 0x23) {
      while (offset < length && !isLineBreak(text.charCodeAt(offset))) offset++;
      if (offset >= length) return length;
      code = text.charCodeAt(offset);
    }
    if (isLineBreak(code)) {
      offset++;
      continue;
    }
    if (continued > 0) column = tabbedColumn = continued;
    if (hasTab && tabbedColumn > 0 && hasSpace(text, start, offset)) mixesTabs = true;
    indentTo(column, tabbedColumn, offset);
    return offset;
  }
}

function isLineBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Whether a space stands before `end` on its line. */
function hasSpace(text: string, start: number, end: number): boolean {
  for (let offset = end - 1; offset >= start; offset--) {
    const code = text.charCodeAt(offset);
    if (code === 0x20) return true;
    if (isLineBreak(code)) break;
  }
  return false;
}

function indentTo(column: number, tabbedColumn: number, offset: number): void {
  if (column === columns[level]) {
    if (tabbedColumn !== tabbedColumns[level]) failTabs(offset);
    return;
  }
  if (column > columns[level]) {
    if (level + 1 >= MOST_LEVELS) {
      throw new PythonSyntaxError('too many levels of indentation', offset, offset + 1, 'IndentationError');
    }
    if (tabbedColumn <= tabbedColumns[level]) failTabs(offset);
    columns[++level] = column;
    tabbedColumns[level] = tabbedColumn;
    if (level > deepestLevel) {
      deepestLevel = level;
      deepestOffset = offset;
    }
    pushToken(Token.Indent, offset, offset, 0);
    return;
  }
  while (level > 0 && column < columns[level]) {
    level--;
    pushToken(Token.Dedent, offset, offset, 0);
  }
  if (column !== columns[level]) {
    const message = 'unindent does not match any outer indentation level';
    throw new PythonSyntaxError(message, offset, offset + 1, 'IndentationError');
  }
  if (tabbedColumn !== tabbedColumns[level]) failTabs(offset);
}

function failTabs(offset: number): never {
  throw new PythonSyntaxError('inconsistent use of tabs and spaces in indentation', offset, offset + 1, 'TabError');
}

/** At the end of the text every open block ends. */
export function closeIndentation(offset: number): void {
  for (; level > 0; level--) pushToken(Token.Dedent, offset, offset, 0);
}
