/** Looks for strings in texts. */
export interface TextSearch {
  /** A test whether a string stands in a text; all of them are to be made before the first is used. */
  add(wanted: string): (text: string) => boolean;
}

/**
 * A search that reads a text once for all strings together, and again only where it has found one: most modules hold none
 * of what the plugins of a build look for, and reading every text once a plugin takes longer than all else that filters do.
 */
export function createTextSearch(): TextSearch {
  const wanted = new Set<string>();
  let any: RegExp | undefined;
  let last: string | undefined;
  let found = false;

  function hasAny(text: string): boolean {
    any ??= new RegExp([...wanted].map(escape).join('|'));
    if (text !== last) {
      last = text;
      found = any.test(text);
    }
    return found;
  }

  return {
    add(string) {
      wanted.add(string);
      return (text) => (wanted.size === 1 || hasAny(text)) && text.includes(string);
    },
  };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
