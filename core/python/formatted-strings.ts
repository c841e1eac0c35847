import { bracketDepth, closeFieldBrace, lineNumber, openBracket } from './brackets.ts';
import { Feature, recordFeature } from './features.ts';
import { isFormattedStringBefore312 } from './old-formatted-strings.ts';
import { checkEscape } from './string-literals.ts';
import { pushStringLine } from './string-lines.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { pushToken, StringFlag, Token } from './tokens.ts';

/*
 * F-strings are taken apart by the tokenizer, as since 3.12 (PEP 701): it is in literal mode between the quotes and in
 * the format specification, and in the mode of ordinary code inside the braces of a field. Both nest.
 */

/** `MAXFSTRINGLEVEL` of CPython's Parser/tokenizer.h. */
const MOST_STRINGS = 150;
/** `MAX_EXPR_NESTING`: a field in the specification of a field in the specification of a field. */
const MOST_SPECS = 3;

interface OpenString {
  readonly start: number;
  readonly content: number;
  readonly quote: number;
  readonly isTriple: boolean;
  readonly flags: number;
  hasFields: boolean;
  /** How many format specifications are open. */
  specs: number;
}

const strings: OpenString[] = [];
/** For each open field, the bracket depth that its brace made, and whether its string was inside a specification. */
const fieldDepths: number[] = [];
const fieldsInSpec: boolean[] = [];

export let formattedDepth = 0;
/** Whether what comes next is literal text. */
export let inLiteral = false;
let inSpec = false;

export function clearFormattedStrings(): void {
  strings.length = fieldDepths.length = fieldsInSpec.length = 0;
  formattedDepth = 0;
  inLiteral = inSpec = false;
}

/** Whether the innermost bracket is the brace of a field, so that `:`, `!` and `}` belong to the field. */
export function isFieldLevel(): boolean {
  return fieldDepths.length > 0 && fieldDepths[fieldDepths.length - 1] === bracketDepth;
}

export function startFormattedString(text: string, start: number, quoteOffset: number, flags: number): number {
  if (strings.length === MOST_STRINGS) throw new PythonSyntaxError('too many nested f-strings', start);
  const quote = text.charCodeAt(quoteOffset);
  const isTriple = text.charCodeAt(quoteOffset + 1) === quote && text.charCodeAt(quoteOffset + 2) === quote;
  const content = quoteOffset + (isTriple ? 3 : 1);
  strings.push({ start, content, quote, isTriple, flags, hasFields: false, specs: 0 });
  formattedDepth++;
  inLiteral = true;
  inSpec = false;
  pushToken(Token.FormattedStart, start, content, flags);
  if ((flags & StringFlag.Template) !== 0) recordFeature(Feature.TemplateStrings, start, content);
  return content;
}

/** From `start` to the next field, the end of a specification, or the end of the string. */
export function scanLiteralPart(text: string, start: number): number {
  const string = strings[strings.length - 1]!;
  const { quote, isTriple } = string;
  const isRaw = (string.flags & StringFlag.Raw) !== 0;
  const length = text.length;
  for (let offset = start; offset < length;) {
    const code = text.charCodeAt(offset);
    if (code === quote && (!isTriple || isTripleQuote(text, offset, quote))) return endString(text, offset);
    if (code === 0x5c) {
      if (!isRaw) checkEscape(text, offset, false);
      if (!isRaw && text.charCodeAt(offset + 1) === 0x4e) offset = text.indexOf('}', offset) + 1;
      else {
        const escaped = text.charCodeAt(offset + 1);
        // A brace is never escaped, and a line break counts as a line.
        const isLiteral = escaped !== 0x7b && escaped !== 0x7d && escaped !== 0x0a && escaped !== 0x0d;
        offset += isLiteral ? 2 : 1;
        if (escaped === 0x0a || escaped === 0x0d) offset = afterLineBreak(text, offset);
      }
    } else if (code === 0x0a || code === 0x0d) {
      // For a while a specification could go over lines, even between single quotes.
      if (!isTriple && !inSpec) break;
      if (!isTriple) recordFeature(Feature.NewlineInSpec, offset, offset + 1);
      offset = afterLineBreak(text, offset);
    } else if (code === 0x7b) {
      if (inSpec || text.charCodeAt(offset + 1) !== 0x7b) return startField(string, offset);
      offset += 2;
    } else if (code === 0x7d) {
      if (inSpec) {
        endField();
        pushToken(Token.FieldEnd, offset, offset + 1, 0);
        return offset + 1;
      }
      if (text.charCodeAt(offset + 1) !== 0x7d) {
        throw new PythonSyntaxError("f-string: single '}' is not allowed", offset);
      }
      offset += 2;
    } else offset++;
  }
  failUnterminated(text, string);
}

function isTripleQuote(text: string, offset: number, quote: number): boolean {
  return text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote;
}

function afterLineBreak(text: string, offset: number): number {
  const isPair = text.charCodeAt(offset) === 0x0d && text.charCodeAt(offset + 1) === 0x0a;
  const next = isPair ? offset + 2 : offset + 1;
  pushStringLine(next);
  return next;
}

function startField(string: OpenString, offset: number): number {
  if (string.specs >= MOST_SPECS) throw new PythonSyntaxError('f-string: expressions nested too deeply', offset);
  pushToken(Token.FieldStart, offset, offset + 1, 0);
  openBracket(0x7b, offset);
  fieldDepths.push(bracketDepth);
  fieldsInSpec.push(inSpec);
  string.hasFields = true;
  inLiteral = inSpec = false;
  return offset + 1;
}

/** `:` in a field: literal text again, up to the brace that ends the field. */
export function enterFormatSpec(): void {
  strings[strings.length - 1]!.specs++;
  inLiteral = inSpec = true;
}

/** The closing brace of a field, which goes back to the text that the field stands in. */
export function endField(): void {
  if (inSpec) strings[strings.length - 1]!.specs--;
  closeFieldBrace();
  fieldDepths.pop();
  inSpec = fieldsInSpec.pop() ?? false;
  inLiteral = true;
}

function endString(text: string, offset: number): number {
  const string = strings[strings.length - 1]!;
  if (inSpec) throw new PythonSyntaxError("f-string: expecting '}'", offset);
  strings.pop();
  formattedDepth--;
  const end = offset + (string.isTriple ? 3 : 1);
  pushToken(Token.FormattedEnd, offset, end, 0);
  // Inside a field there is code again; whether older versions take a nested string is settled with the outermost.
  inLiteral = false;
  if (
    string.hasFields &&
    formattedDepth === 0 &&
    !isFormattedStringBefore312(text, string.start, string.content, end)
  ) {
    recordFeature(Feature.FormattedStrings, string.start, end);
  }
  return end;
}

function failUnterminated(text: string, string: OpenString): never {
  const line = lineNumber(text, text.length);
  const kind = string.isTriple ? 'triple-quoted f-string' : 'f-string';
  throw new PythonSyntaxError(`unterminated ${kind} literal (detected at line ${line})`, string.start, string.content);
}

/** At the end of the text. */
export function requireFormattedStringsClosed(text: string): void {
  const string = strings[strings.length - 1];
  if (string !== undefined) failUnterminated(text, string);
}
