/**
 * The paths that a `RECORD` lists (PEP 376, PEP 627), as they stand there: relative to the folder that the distribution's
 * metadata lie in, with `/`, or absolute.
 */
export function recordedPaths(text: string): string[] {
  const paths: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    const path = firstField(text, start, end);
    if (path !== '') paths.push(path);
    start = end + 1;
  }
  return paths;
}

/** The first field of a line of comma-separated values: names with a comma or a quote are quoted. */
function firstField(text: string, start: number, end: number): string {
  if (text[start] === '"') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(start, end));
    if (quoted !== null) return quoted[1].replaceAll('""', '"');
  }
  const comma = text.indexOf(',', start);
  return text.slice(start, comma === -1 || comma > end ? end : comma).trim();
}
