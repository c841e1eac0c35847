const IDENTIFIER = '[\\p{ID_Start}_][\\p{ID_Continue}]*';
const TOKEN = new RegExp(
  `#[^\\n]*|(["'])((?:[^"'\\\\\\n])*)\\1|(${IDENTIFIER}(?:\\s*\\.\\s*${IDENTIFIER})*)|[()[\\]{}]|\\\\\\n|\\n|[^\\s]`,
  'gu',
);

/** What a module's `__all__` is made of. */
export interface ExportedNames {
  /** The names that it may hold. A name too many does no harm: whoever asks looks whether there is such a submodule. */
  readonly names: readonly string[];
  /** Dotted names of modules, as the text has them, whose own `__all__` it takes: `names` for `names.__all__`. */
  readonly borrowed: readonly string[];
}

/**
 * Reads off the strings of the statements that make or change a module's `__all__`, and of those that make the names
 * which these mention: `__all__ = list(_lazy)`, `for name in names: __all__.append(name)`.
 */
export function exportedNames(text: string): ExportedNames {
  const names = new Set<string>();
  const borrowed = new Set<string>();
  const variables = new Set(['__all__']);
  // The set grows while it is walked.
  for (const variable of variables) {
    for (const [string, identifier] of tokensThatMake(variable, text)) {
      if (string !== undefined) names.add(string);
      else if (identifier.endsWith('.__all__')) borrowed.add(identifier.slice(0, -'.__all__'.length));
      else variables.add(identifier.split('.', 1)[0]);
    }
  }
  return { names: [...names], borrowed: [...borrowed] };
}

type Token = readonly [string: string, identifier: undefined] | readonly [string: undefined, identifier: string];

/** Strings and names in the statements that bind a variable or call its methods. */
function* tokensThatMake(variable: string, text: string): Generator<Token> {
  // `x = [`, `x: list[str] = (`, `x += `, `x.extend([`, `for x in `, `for a, x in `
  const name = `(?<![\\p{ID_Continue}.])${variable}(?![\\p{ID_Continue}])`;
  const made = `${name}\\s*(?::[^=\\n]*)?(?:\\+?=(?!=)|\\.\\w+\\s*\\(|\\[[^\\]\\n]*\\]\\s*=(?!=))`;
  const looped = `\\bfor\\b[^\\n:]*?${name}[^\\n:]*?\\bin\\b`;
  for (const { index, 0: start } of text.matchAll(new RegExp(`${made}|${looped}`, 'gu'))) {
    let depth = start.endsWith('(') ? 1 : 0;
    TOKEN.lastIndex = index + start.length;
    for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
      const [found, quote, content, identifier] = token;
      if (quote !== undefined) yield [content, undefined];
      else if (identifier !== undefined) yield [undefined, identifier.replaceAll(/\s+/g, '')];
      else if ('([{'.includes(found)) depth++;
      else if (')]}'.includes(found)) depth--;
      else if (found === '\n' && depth <= 0) break;
    }
  }
}
