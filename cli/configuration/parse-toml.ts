import { TomlError, parse } from 'smol-toml';
import { configurationInvalid, error } from '../../core/diagnostics.ts';
import { type Document, locateIn, offsetOf } from './document.ts';
import { type KeySpans, tomlKeySpans } from './key-spans.ts';

/** What a text in TOML or JSON says, and the text to point into. */
export interface Parsed {
  readonly value: unknown;
  readonly document: Document;
}

/** A text without byte order mark and carriage returns, which would only shift columns. */
export function normaliseText(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/**
 * Parses TOML.
 * @param shown the text that messages show, where the TOML stands inside another text at the same lines and columns
 * @throws CriboError `CONFIGURATION_INVALID` with place and frame
 */
export function parseToml(file: string, content: string, shown?: string): Parsed {
  const toml = normaliseText(content);
  const text = shown ?? toml;
  try {
    const value = parse(toml);
    let spans: KeySpans | undefined;
    return { value, document: { file, text, find: (path) => (spans ??= tomlKeySpans(toml)).get(path.join('\n')) } };
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [message] = cause.message.replace('Invalid TOML document: ', '').split('\n');
    const start = offsetOf(text, cause.line, cause.column);
    return error(locateIn(configurationInvalid(message), file, text, { start, end: start + 1 }), cause);
  }
}
