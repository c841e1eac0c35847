/** What CPython would raise: indentation errors are subclasses of `SyntaxError`. */
export type SyntaxErrorKind = 'SyntaxError' | 'IndentationError' | 'TabError';

/** The text is not Python. `start` and `end` are UTF-16 offsets; the message is CPython's where it has one. */
export class PythonSyntaxError extends Error {
  readonly start: number;
  readonly end: number;
  readonly kind: SyntaxErrorKind;

  constructor(message: string, start: number, end = start + 1, kind: SyntaxErrorKind = 'SyntaxError') {
    super(message);
    this.name = 'PythonSyntaxError';
    this.start = start;
    this.end = end;
    this.kind = kind;
  }
}
