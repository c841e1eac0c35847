/** How a frame of a traceback looks in a string of JSON. */
export const ESCAPED_FRAME = String.raw`File \"`;

const STRING = /"(?:[^"\\]|\\.)*"/g;

function decoded(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

/** A string of JSON, in ASCII if it is to be so, as `json.dumps` writes it. */
function encoded(text: string, isAscii: boolean): string {
  const literal = JSON.stringify(text);
  if (!isAscii) return literal;
  return literal.replaceAll(/[^\0-\x7F]/g, (unit) => String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes the strings of a line of JSON anew that have tracebacks in them, as structured logs do; all else stays as it is. */
export function rewriteJsonStrings(line: string, trace: (text: string) => string): string {
  return line.replaceAll(STRING, (literal) => {
    const text = literal.includes(ESCAPED_FRAME) ? decoded(literal) : undefined;
    const traced = text === undefined ? undefined : trace(text);
    return traced === undefined || traced === text ? literal : encoded(traced, /^[\0-\x7F]*$/.test(literal));
  });
}
