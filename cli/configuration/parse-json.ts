import { configurationInvalid, error } from '../../core/diagnostics.ts';
import { locateIn } from './document.ts';
import { jsonKeySpans } from './key-spans.ts';
import { normaliseText, type Parsed } from './parse-toml.ts';

function messageOf(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (cause) {
    return (cause as Error).message;
  }
}

/** Where a JSON text stops being one; V8 says it for some errors only. */
function errorOffset(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message);
  if (position !== null) return Number(position[1]);
  if (!message.startsWith('Unexpected token')) return text.length;
  // The shortest beginning of the text with this error ends in the unexpected token.
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (messageOf(text.slice(0, middle)).startsWith('Unexpected token')) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/**
 * Parses JSON.
 * @throws CriboError `CONFIGURATION_INVALID` with place and frame
 */
export function parseJson(file: string, content: string): Parsed {
  const text = normaliseText(content);
  const message = messageOf(text);
  if (message !== '') {
    const start = errorOffset(text, message);
    const reason = message.replace(/ in JSON at position.*|, (?:\.\.\.)?".*$/s, '');
    error(locateIn(configurationInvalid(reason), file, text, { start, end: start + 1 }));
  }
  const spans = jsonKeySpans(text);
  return { value: JSON.parse(text), document: { file, text, find: (path) => spans.get(path.join('\n')) } };
}
