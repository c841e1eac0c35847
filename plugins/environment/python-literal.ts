/** What a literal of the kinds that generated Python files hold stands for. */
export type LiteralValue = string | readonly LiteralValue[] | ReadonlyMap<string, LiteralValue>;

const escapes: Record<string, string> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
};

const stringPattern = /(r?)('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/y;
const escapePattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g;

/**
 * Reads a string, a list or tuple, or a dictionary with strings as keys, as `repr()` writes them.
 * @param offset of its first character
 * @returns `undefined` when something else stands there
 */
export function readLiteral(text: string, offset: number): LiteralValue | undefined {
  return readValue(text, skipSpace(text, offset))?.value;
}

/** Reads a string at an offset; `undefined` when none stands there. */
export function readString(text: string, offset: number): string | undefined {
  const value = readLiteral(text, offset);
  return typeof value === 'string' ? value : undefined;
}

interface Reading<Value = LiteralValue> {
  readonly value: Value;
  /** Offset behind the last character. */
  readonly end: number;
}

function readValue(text: string, offset: number): Reading | undefined {
  switch (text[offset]) {
    case '[':
      return readItems(text, offset + 1, ']');
    case '(':
      return readItems(text, offset + 1, ')');
    case '{':
      return readDictionary(text, offset + 1);
    default:
      return readStringAt(text, offset);
  }
}

function readStringAt(text: string, offset: number): Reading<string> | undefined {
  stringPattern.lastIndex = offset;
  const match = stringPattern.exec(text);
  if (match === null) return undefined;
  const [all, raw, quoted] = match;
  const content = quoted.slice(1, -1);
  const decoded = content.replaceAll(escapePattern, (escape, x, u, long, letter) => {
    const code = x ?? u ?? long;
    return code === undefined ? (escapes[letter] ?? escape) : String.fromCodePoint(parseInt(code, 16));
  });
  return { value: raw === '' ? decoded : content, end: offset + all.length };
}

function readItems(text: string, start: number, close: string): Reading | undefined {
  const value: LiteralValue[] = [];
  let offset = skipSpace(text, start);
  while (text[offset] !== close) {
    const item = readValue(text, offset);
    if (item === undefined) return undefined;
    value.push(item.value);
    const next = afterItem(text, item.end, close);
    if (next === undefined) return undefined;
    offset = next;
  }
  return { value, end: offset + 1 };
}

function readDictionary(text: string, start: number): Reading | undefined {
  const value = new Map<string, LiteralValue>();
  let offset = skipSpace(text, start);
  while (text[offset] !== '}') {
    const key = readStringAt(text, offset);
    const colon = key === undefined ? -1 : skipSpace(text, key.end);
    if (key === undefined || text[colon] !== ':') return undefined;
    const item = readValue(text, skipSpace(text, colon + 1));
    if (item === undefined) return undefined;
    value.set(key.value, item.value);
    const next = afterItem(text, item.end, '}');
    if (next === undefined) return undefined;
    offset = next;
  }
  return { value, end: offset + 1 };
}

/** Where the next item or the closing bracket stands. */
function afterItem(text: string, end: number, close: string): number | undefined {
  const offset = skipSpace(text, end);
  if (text[offset] === ',') return skipSpace(text, offset + 1);
  return text[offset] === close ? offset : undefined;
}

function skipSpace(text: string, offset: number): number {
  while (/\s/.test(text[offset] ?? '')) offset++;
  return offset;
}
