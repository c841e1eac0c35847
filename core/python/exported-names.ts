// `__all__ = [`, `__all__: list[str] = (`, `__all__ += `, `__all__.extend([`, `__all__.append(`
const ASSIGNMENT = /\b__all__\s*(?::[^=\n]*)?(?:\+?=|\.\w+\s*\()/g;
const TOKEN = /#[^\n]*|(["'])((?:[^"'\\\n])*)\1|[()[\]{}]|\\\n|\n|[^\s]/g;

/**
 * The names that a module's `__all__` may hold, read off the string literals of the statements that make or change it.
 * A name too many does no harm: the caller asks whether there is a submodule of that name.
 */
export function exportedNames(text: string): string[] {
  const names: string[] = [];
  for (const { index, 0: assignment } of text.matchAll(ASSIGNMENT)) {
    let depth = assignment.endsWith('(') ? 1 : 0;
    TOKEN.lastIndex = index + assignment.length;
    for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
      const [found, quote, content] = token;
      if (quote !== undefined) names.push(content);
      else if ('([{'.includes(found)) depth++;
      else if (')]}'.includes(found)) depth--;
      else if (found === '\n' && depth <= 0) break;
    }
  }
  return [...new Set(names)];
}
