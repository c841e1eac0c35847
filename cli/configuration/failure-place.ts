import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Diagnostic, type Message } from '../../core/diagnostics.ts';
import { locateIn, offsetOf } from './document.ts';
import { findSyntaxError } from './import-module.ts';
import { normaliseText } from './parse-toml.ts';

interface FilePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A line of a stack, or of a message, that ends in `path:line:column`. */
const STACK_LINE = /^\s*(?:at .*?\(?)?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+)(?::(\d+))?\)?$/;

/** The innermost place of an error that lies in the project's own files, not in a library. */
function stackPlace(cause: Error): FilePlace | undefined {
  for (const row of `${cause.message}\n${cause.stack}`.split('\n')) {
    const match = STACK_LINE.exec(row);
    if (match === null || /[\\/]node_modules[\\/]/.test(match[1])) continue;
    const file = match[1].startsWith('file:') ? fileURLToPath(match[1]) : match[1];
    return { file, line: Number(match[2]), column: Number(match[3] ?? 1) };
  }
  return undefined;
}

/** What an error says, without the path that jiti adds. */
export function failureReason(cause: unknown): string {
  if (!(cause instanceof Error)) return `it threw ${String(cause)}`;
  const [first] = cause.message.split('\n');
  return `${cause.name === 'Error' ? '' : `${cause.name}: `}${first.trim()}`.replace(/^ParseError:/, 'SyntaxError:');
}

/** A message about a file whose code failed, with the place where it failed as far as that can be known. */
export async function locateFailure(
  message: Message,
  file: string,
  cause: unknown,
): Promise<Omit<Diagnostic, 'level'>> {
  if (!(cause instanceof Error)) return { ...message, file };
  const isSyntax = cause instanceof SyntaxError || cause.message.startsWith('ParseError');
  const found = isSyntax ? await findSyntaxError(file) : undefined;
  const place = found === undefined ? stackPlace(cause) : { ...found, file };
  if (place === undefined) return { ...message, file };
  try {
    const text = normaliseText(readFileSync(place.file, 'utf8'));
    const start = offsetOf(text, place.line, place.column);
    return locateIn(message, place.file, text, { start, end: start + 1 });
  } catch {
    // What the stack names is no file any more, or never was one.
    return { ...message, file };
  }
}
