/** A token of an expression's text. */
export interface ValueToken {
  readonly kind: 'string' | 'number' | 'name' | 'operator' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pattern =
  /(?:\s|\\\n|#[^\n]*)*(?:((?:[rRbBuUfFtT]{0,2})(?:"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))|(\d[\w.]*|\.\d\w*)|([\p{ID_Start}_][\p{ID_Continue}]*)|(\*\*|\/\/|<<|>>|[<>=!:]=|->|[^\s]))/uy;

/** The tokens of an expression, with one behind them that ends it. */
export function valueTokens(text: string): ValueToken[] {
  const tokens: ValueToken[] = [];
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [, string, number, name, operator] = found;
    const token = (string ?? number ?? name ?? operator)!;
    const kind =
      string !== undefined ? 'string' : number !== undefined ? 'number' : name !== undefined ? 'name' : 'operator';
    tokens.push({ kind, text: token, start: pattern.lastIndex - token.length, end: pattern.lastIndex });
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length });
  return tokens;
}
