import { closeBracket, openBracket } from './brackets.ts';
import { endField, enterFormatSpec, isFieldLevel } from './formatted-strings.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { pushToken, Token } from './tokens.ts';

/** Makes the token of an operator or delimiter whose first character is `code`; returns where it ends. */
export function scanOperator(text: string, offset: number, code: number): number {
  const next = offset + 1 < text.length ? text.charCodeAt(offset + 1) : 0;
  switch (code) {
    case 0x28:
      return open(offset, code, Token.LeftParenthesis);
    case 0x5b:
      return open(offset, code, Token.LeftBracket);
    case 0x7b:
      return open(offset, code, Token.LeftBrace);
    case 0x29:
      return close(text, offset, code, Token.RightParenthesis);
    case 0x5d:
      return close(text, offset, code, Token.RightBracket);
    case 0x7d:
      if (!isFieldLevel()) return close(text, offset, code, Token.RightBrace);
      endField();
      return push(Token.FieldEnd, offset, 1);
    case 0x3a:
      if (isFieldLevel()) {
        enterFormatSpec();
        return push(Token.FormatSpec, offset, 1);
      }
      return next === 0x3d ? push(Token.Walrus, offset, 2) : push(Token.Colon, offset, 1);
    case 0x2c:
      return push(Token.Comma, offset, 1);
    case 0x3b:
      return push(Token.Semicolon, offset, 1);
    case 0x2e:
      return next === 0x2e && text.charCodeAt(offset + 2) === 0x2e
        ? push(Token.Ellipsis, offset, 3)
        : push(Token.Dot, offset, 1);
    case 0x3d:
      return next === 0x3d ? push(Token.Comparison, offset, 2) : push(Token.Assign, offset, 1);
    case 0x21:
      if (next === 0x3d) return push(Token.Comparison, offset, 2);
      if (isFieldLevel()) return push(Token.Conversion, offset, 1);
      break;
    case 0x2d:
      return next === 0x3e ? push(Token.Arrow, offset, 2) : arithmetic(offset, next, Token.Minus);
    case 0x2b:
      return arithmetic(offset, next, Token.Plus);
    case 0x40:
      return arithmetic(offset, next, Token.At);
    case 0x25:
    case 0x26:
    case 0x5e:
      return arithmetic(offset, next, Token.Arithmetic);
    case 0x7c:
      return arithmetic(offset, next, Token.Bar);
    case 0x7e:
      return push(Token.Tilde, offset, 1);
    case 0x2a:
      return next === code ? doubled(text, offset, Token.DoubleStar) : arithmetic(offset, next, Token.Star);
    case 0x2f:
      return next === code ? doubled(text, offset, Token.Arithmetic) : arithmetic(offset, next, Token.Slash);
    case 0x3c:
    case 0x3e:
      if (next === code) return doubled(text, offset, Token.Arithmetic);
      return push(Token.Comparison, offset, next === 0x3d ? 2 : 1);
  }
  const message =
    code < 0x20 || code === 0x7f
      ? `invalid non-printable character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
      : 'invalid syntax';
  throw new PythonSyntaxError(message, offset);
}

function push(kind: Token, offset: number, size: number): number {
  pushToken(kind, offset, offset + size, 0);
  return offset + size;
}

function arithmetic(offset: number, next: number, kind: Token): number {
  return next === 0x3d ? push(Token.AugmentedAssign, offset, 2) : push(kind, offset, 1);
}

function doubled(text: string, offset: number, kind: Token): number {
  return text.charCodeAt(offset + 2) === 0x3d ? push(Token.AugmentedAssign, offset, 3) : push(kind, offset, 2);
}

function open(offset: number, code: number, kind: Token): number {
  openBracket(code, offset);
  return push(kind, offset, 1);
}

function close(text: string, offset: number, code: number, kind: Token): number {
  closeBracket(text, code, offset);
  return push(kind, offset, 1);
}
