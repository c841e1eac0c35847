/** Python's hard keywords, in the order of the kinds in `Token` that follow `FirstKeyword`. */
export const KEYWORDS = (
  'False None True and as assert async await break class continue def del elif else except finally for from global ' +
  'if import in is lambda nonlocal not or pass raise return try while with yield'
).split(' ');

/** Kinds of tokens. Operators that the grammar treats alike share a kind. */
export const enum Token {
  EndOfFile,
  /** The tokenizer stopped here; what it found is in `tokenizerError`. */
  Error,
  Name,
  Number,
  /** A whole string or bytes literal; its value holds bits of `StringFlag`. */
  String,
  NewLine,
  Indent,
  Dedent,
  /** An f-string or t-string is taken apart: start, any number of fields, end. */
  FormattedStart,
  FormattedEnd,
  FieldStart,
  FieldEnd,
  /** `!` before the conversion of a field. */
  Conversion,
  /** `:` before the format specification of a field. */
  FormatSpec,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Semicolon,
  Dot,
  Ellipsis,
  Assign,
  Walrus,
  Arrow,
  AugmentedAssign,
  At,
  Plus,
  Minus,
  Star,
  DoubleStar,
  Tilde,
  Bar,
  /** `/` on its own, which also ends positional-only parameters. */
  Slash,
  /** `//`, `%`, `<<`, `>>`, `&`, `^` */
  Arithmetic,
  /** `<`, `>`, `<=`, `>=`, `==`, `!=` */
  Comparison,

  FirstKeyword = 64,
  False = 64,
  None,
  True,
  And,
  As,
  Assert,
  Async,
  Await,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  Try,
  While,
  With,
  Yield,
}

/** Bits of the value of `String` and `FormattedStart` tokens. */
export const enum StringFlag {
  Raw = 1,
  Bytes = 2,
  Formatted = 4,
  Template = 8,
}

/*
 * The tokens of the text being parsed, in parallel arrays that every text uses again. There is one parser at a time:
 * it is synchronous and never calls out.
 */
let capacity = 1 << 16;
export let tokenKinds = new Uint8Array(capacity);
export let tokenStarts = new Int32Array(capacity);
export let tokenEnds = new Int32Array(capacity);
/** The interned name of a `Name` (keywords too), the flags of a string. */
export let tokenValues = new Int32Array(capacity);
export let tokenCount = 0;

export function clearTokens(): void {
  tokenCount = 0;
}

export function pushToken(kind: Token, start: number, end: number, value: number): void {
  if (tokenCount === capacity) growTokens();
  tokenKinds[tokenCount] = kind;
  tokenStarts[tokenCount] = start;
  tokenEnds[tokenCount] = end;
  tokenValues[tokenCount++] = value;
}

function growTokens(): void {
  capacity *= 2;
  tokenKinds = copyInto(new Uint8Array(capacity), tokenKinds);
  tokenStarts = copyInto(new Int32Array(capacity), tokenStarts);
  tokenEnds = copyInto(new Int32Array(capacity), tokenEnds);
  tokenValues = copyInto(new Int32Array(capacity), tokenValues);
}

/** Copies an array into a larger one, which it returns. */
export function copyInto<T extends Uint8Array | Int32Array>(larger: T, smaller: T): T {
  larger.set(smaller);
  return larger;
}
