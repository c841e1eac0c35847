const ESCAPES: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A Python string literal in single quotes; printable characters stay as they are. */
export function pythonString(text: string): string {
  // Control characters, and lone surrogates, which no UTF-8 file can hold.
  const escaped = text.replace(/[\\'\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, (character) => {
    const code = character.charCodeAt(0);
    return (
      ESCAPES[character] ??
      (code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`)
    );
  });
  return `'${escaped}'`;
}
