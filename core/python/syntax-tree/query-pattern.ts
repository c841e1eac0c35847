/** An argument of a predicate: a capture, or a string. */
export interface PredicateArgument extends PatternToken {
  readonly kind: 'capture' | 'string';
  /** The capture's name, or the string with its escapes replaced. */
  readonly value: string;
}

/** `(#eq? @name "text")` in a query. */
export interface Predicate {
  readonly name: PatternToken;
  readonly arguments: readonly PredicateArgument[];
}

/** A word or sign of a query; offsets are UTF-16 offsets into it. */
export interface PatternToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One of the patterns that a query is made of. */
export interface PatternPart {
  /** For each capture the number of nodes that one match can have for it; `Infinity` where it is repeated. */
  readonly captures: ReadonlyMap<string, number>;
  readonly predicates: readonly Predicate[];
}

/** A query's text, read as far as tree-sitter leaves it to others. */
export interface QueryPattern {
  /** The text with spaces in the place of predicates. */
  readonly text: string;
  readonly parts: readonly PatternPart[];
}

type Counts = Map<string, number>;

// Comments, strings, names with what stands before them (`stream_scan_identifier` in tree-sitter's query.c), signs.
const TOKEN = /;[^\n]*|"(?:[^"\\]|\\[^])*"|[@#]?[\p{L}\p{N}_-][\p{L}\p{N}_.?!-]*|[^\s]/gu;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

/**
 * Takes the predicates out of a query, which tree-sitter's library only hands on (its bindings evaluate them, each in
 * its own way), and finds which captures are repeated. Text that is no query is left for tree-sitter to refuse.
 */
export function readPattern(pattern: string): QueryPattern {
  const tokens = tokensOf(pattern);
  const parts: { captures: Counts; predicates: Predicate[] }[] = [];
  let text = pattern;
  let position = 0;

  function readPredicate(end: number): void {
    const [opening, name, ...rest] = tokens.slice(position, end);
    parts.at(-1)!.predicates.push({ name, arguments: rest.map(argumentOf) });
    const stop = tokens[end].end;
    text = text.slice(0, opening.start) + ' '.repeat(stop - opening.start) + text.slice(stop);
    position = end + 1;
  }

  /** The index of the bracket that ends a predicate, if one begins here. */
  function endOfPredicate(): number {
    if (tokens[position].text !== '(' || !tokens[position + 1]?.text.startsWith('#')) return -1;
    return tokens.findIndex((token, index) => index > position && token.text === ')');
  }

  function readElement(): Counts {
    const { text: opening } = tokens[position++];
    let counts: Counts = new Map();
    if (opening === '(') counts = readElements(')', (before, count) => before + count);
    else if (opening === '[') counts = readElements(']', Math.max);
    let isRepeated = false;
    for (; position < tokens.length && /^(?:[*+?]|@.+)$/.test(tokens[position].text); position++) {
      const { text: sign } = tokens[position];
      if (sign === '*' || sign === '+') isRepeated = true;
      else if (sign !== '?') counts.set(sign.slice(1), (counts.get(sign.slice(1)) ?? 0) + 1);
    }
    return isRepeated ? new Map([...counts.keys()].map((name) => [name, Infinity])) : counts;
  }

  /** Captures of elements in a row add up, those of alternatives exclude each other. */
  function readElements(close: string, combine: (before: number, count: number) => number): Counts {
    const counts: Counts = new Map();
    while (position < tokens.length && tokens[position].text !== close) {
      const end = endOfPredicate();
      if (end !== -1) readPredicate(end);
      else for (const [name, count] of readElement()) counts.set(name, combine(counts.get(name) ?? 0, count));
    }
    position++;
    return counts;
  }

  while (position < tokens.length) {
    const part = { captures: new Map(), predicates: [] };
    parts.push(part);
    // tree-sitter lets a predicate stand alone, as a pattern that never matches: here it lacks its captures.
    const end = endOfPredicate();
    if (end !== -1) readPredicate(end);
    else part.captures = readElement();
  }
  return { text, parts };
}

function tokensOf(pattern: string): PatternToken[] {
  return [...pattern.matchAll(TOKEN)]
    .filter(([text]) => !text.startsWith(';'))
    .map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }));
}

function argumentOf(token: PatternToken): PredicateArgument {
  const { text } = token;
  if (text.startsWith('@')) return { ...token, kind: 'capture', value: text.slice(1) };
  if (!text.startsWith('"')) return { ...token, kind: 'string', value: text };
  const value = text.slice(1, -1).replace(/\\([^])/g, (_, character: string) => ESCAPES[character] ?? character);
  return { ...token, kind: 'string', value };
}
