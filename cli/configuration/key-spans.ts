import type { Span } from '../../core/code-frame.ts';

/** Where keys stand in a text, by their path joined with line feeds. */
export type KeySpans = ReadonlyMap<string, Span>;

/** Matches at a place: white space, line ends and comments; a string of any kind; a bare key; a bare value. */
const PATTERNS = {
  blank: /(?:[ \t\r\n]|#[^\n]*)*/y,
  string: /"""(?:[^\\]|\\[^])*?"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\]|\\.)*"|'[^']*'/y,
  bareKey: /[\w-]+/y,
  bareValue: /[^,\]}\n#]*/y,
};

/** The name that a quoted or bare key spells. */
function keyName(text: string): string {
  if (text.startsWith("'")) return text.slice(1, -1);
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    // TOML has escapes that JSON has not; such a key is none of ours.
    return text;
  }
}

/**
 * Finds the keys in TOML or JSON that a parser has accepted; parsers give values without places. Nothing is checked
 * here, so one walk serves both: JSON is a TOML inline table with colons.
 */
function createWalk(text: string, spans: Map<string, Span>) {
  let offset = 0;

  function take(pattern: RegExp): string {
    pattern.lastIndex = offset;
    const [found] = pattern.exec(text) ?? [''];
    offset += found.length;
    return found;
  }

  function takeIf(character: string): boolean {
    take(PATTERNS.blank);
    if (text[offset] !== character) return false;
    offset++;
    return true;
  }

  /** Reads `a."b".c` and notes its last part under the path it has. */
  function key(parent: readonly string[]): string[] {
    const path = [...parent];
    do {
      take(PATTERNS.blank);
      const start = offset;
      path.push(keyName(take(PATTERNS.string) || take(PATTERNS.bareKey)));
      const id = path.join('\n');
      if (!spans.has(id)) spans.set(id, { start, end: offset });
    } while (takeIf('.'));
    return path;
  }

  function value(path: readonly string[]): void {
    take(PATTERNS.blank);
    if (takeIf('[')) {
      for (let index = 0; !takeIf(']') && offset < text.length; index++) {
        take(PATTERNS.blank);
        const start = offset;
        const item = [...path, String(index)];
        value(item);
        spans.set(item.join('\n'), { start, end: offset });
        takeIf(',');
      }
    } else if (takeIf('{')) {
      while (!takeIf('}') && offset < text.length) {
        const inner = key(path);
        offset++;
        value(inner);
        takeIf(',');
      }
    } else if (take(PATTERNS.string) === '') take(PATTERNS.bareValue);
  }

  function atEnd(): boolean {
    take(PATTERNS.blank);
    return offset >= text.length;
  }

  return { key, value, takeIf, atEnd };
}

/** Spans of the keys and list items of a JSON text. */
export function jsonKeySpans(text: string): KeySpans {
  const spans = new Map<string, Span>();
  createWalk(text, spans).value([]);
  return spans;
}

/** Spans of the keys, table headers and list items of a TOML text. */
export function tomlKeySpans(text: string): KeySpans {
  const spans = new Map<string, Span>();
  const walk = createWalk(text, spans);
  const counts = new Map<string, number>();
  let table: string[] = [];
  while (!walk.atEnd()) {
    if (walk.takeIf('[')) {
      const isList = walk.takeIf('[');
      table = walk.key([]);
      walk.takeIf(']');
      if (isList) {
        walk.takeIf(']');
        const id = table.join('\n');
        const count = counts.get(id) ?? 0;
        counts.set(id, count + 1);
        table.push(String(count));
        spans.set(table.join('\n'), spans.get(id)!);
      }
    } else {
      const path = walk.key(table);
      walk.takeIf('=');
      walk.value(path);
    }
  }
  return spans;
}
