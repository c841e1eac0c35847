import { Token, tokenCount, tokenKinds, tokenStarts } from '../tokens.ts';

/** Start and end, in turn, of the expressions in f-strings whose text is printed before their value: `{x + 1 = }`. */
export function shownFields(): number[] {
  const bounds: number[] = [];
  const open: number[] = [];
  for (let index = 0; index < tokenCount; index++) {
    const kind = tokenKinds[index];
    if (kind === Token.FieldStart) open.push(tokenStarts[index]!);
    else if (kind === Token.FieldEnd) open.pop();
    else if (kind === Token.Assign && open.length > 0) {
      const next = tokenKinds[index + 1];
      if (next === Token.FieldEnd || next === Token.Conversion || next === Token.FormatSpec) {
        bounds.push(open.at(-1)!, tokenStarts[index]!);
      }
    }
  }
  return bounds;
}
