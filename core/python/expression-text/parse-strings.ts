import { advance, currentStart, currentValue, expect, kind, position, previousEnd, sourceText } from '../cursor.ts';
import type { Expression, Field } from './expression-tree.ts';
import { nameOf } from '../interner.ts';
import { parseListOrGenerator } from './parse-displays.ts';
import { doubleBraces, escapeText, literalContent, partContent, quote } from './string-repr.ts';
import { StringFlag, Token, tokenEnds, tokenKinds, tokenStarts } from '../tokens.ts';

/** String literals that follow each other: one string, bytes, f-string or t-string. */
export function parseStrings(): Expression {
  const isBytes = kind === Token.String && (currentValue() & StringFlag.Bytes) !== 0;
  // `Constant.kind` of Python's ast, which a capital letter does not set.
  const isMarked = kind === Token.String && sourceText(currentStart(), currentStart() + 1) === 'u';
  let content = '';
  let isFormatted = false;
  let isTemplate = false;
  const parts: (string | Field)[] = [];
  while (kind === Token.String || kind === Token.FormattedStart) {
    const flags = currentValue();
    if (kind === Token.String) {
      const literal = literalContent(sourceText(currentStart(), tokenEnds[position]!), flags);
      content += literal;
      if (literal !== '') parts.push(doubleBraces(literal));
      advance();
    } else {
      isFormatted = true;
      isTemplate ||= (flags & StringFlag.Template) !== 0;
      advance();
      parseParts(parts, flags, Token.FormattedEnd);
      advance();
    }
  }
  if (isFormatted) return { type: 'formatted', isTemplate, parts };
  if (isBytes) return { type: 'constant', of: 'bytes', text: `b${quote(content)}` };
  return { type: 'constant', of: 'string', text: `${isMarked ? 'u' : ''}${quote(content)}` };
}

/** Literal text and fields up to the end of the f-string or of the format specification. */
function parseParts(parts: (string | Field)[], flags: number, end: Token): void {
  for (;;) {
    const literal = partContent(sourceText(previousEnd(), currentStart()), flags);
    if (literal !== '') parts.push(doubleBraces(literal));
    if (kind === end) return;
    const field = parseField(flags);
    if (field.debug !== '') parts.push(doubleBraces(escapeText(field.debug)));
    parts.push(field);
  }
}

function parseField(flags: number): Field {
  const opening = position;
  expect(Token.FieldStart);
  const value = parseListOrGenerator();
  const sourceOfValue = withoutComments(opening, position).trimEnd();
  let debug = '';
  let conversion = '';
  let spec: (string | Field)[] | undefined;
  if (kind === Token.Assign) {
    advance();
    debug = withoutComments(opening, position);
  }
  if (kind === Token.Conversion) {
    advance();
    conversion = nameOf(currentValue());
    advance();
  }
  if (kind === Token.FormatSpec) {
    advance();
    spec = [];
    parseParts(spec, flags, Token.FieldEnd);
  }
  expect(Token.FieldEnd);
  if (debug !== '' && conversion === '' && spec === undefined) conversion = 'r';
  return { value, source: sourceOfValue, debug, conversion, spec };
}

/** The text between two tokens, which are left out. */
function withoutComments(first: number, last: number): string {
  let text = '';
  for (let index = first; index < last; index++) {
    const gap = sourceText(tokenEnds[index]!, tokenStarts[index + 1]!);
    text += isLiteralAfter(tokenKinds[index]!) ? gap : gap.replace(/#[^\r\n]*/g, '');
    if (index + 1 < last) text += sourceText(tokenStarts[index + 1]!, tokenEnds[index + 1]!);
  }
  return text.replace(/\r\n?/g, '\n');
}

/** Whether literal text of an f-string inside the field follows, where `#` is no comment. */
function isLiteralAfter(token: Token): boolean {
  return token === Token.FormattedStart || token === Token.FormatSpec || token === Token.FieldEnd;
}
