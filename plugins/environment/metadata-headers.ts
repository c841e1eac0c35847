/**
 * The header fields of a `METADATA` or `PKG-INFO` file (core metadata specification), names in lower case, each with all
 * its values in order. Continuation lines are joined; the body, a long description, is left out.
 */
export function metadataHeaders(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let last: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') break;
    if (/^[ \t]/.test(line)) {
      if (last.length > 0) last.push(`${last.pop()!}\n${line.trim()}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = line.slice(0, colon).toLowerCase();
    last = fields.get(name) ?? [];
    last.push(line.slice(colon + 1).trim());
    fields.set(name, last);
  }
  return fields;
}
