import { zlibSync } from 'fflate';

/** Groups of five digits on a line. */
const GROUPS = 20;
const LINE_END = 10;
// The alphabet of RFC 1924, as Python's base64.b85encode has it: nothing in it ends a string.
const digits = Buffer.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~');

/** A Python literal of a file's content: text as a string, anything else as bytes, which are base85 of zlib. */
export function resourceLiteral(bytes: Uint8Array): string {
  return textLiteral(bytes) ?? binaryLiteral(bytes);
}

/** The literal of a content that is text: in triple quotes, so that it reads as in its file. */
export function textLiteral(bytes: Uint8Array): string | undefined {
  const text = textOf(bytes);
  return text === undefined ? undefined : quoted(text);
}

/** The text, if the bytes are one in UTF-8 that a literal can show. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- these are what makes it no text
    return /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** In triple quotes; raw where it has backslashes and that is possible. */
function quoted(text: string): string {
  const isPlain = !/"""|\r|"$/.test(text);
  if (isPlain && !text.includes('\\')) return `"""${text}"""`;
  if (isPlain && !text.endsWith('\\')) return `r"""${text}"""`;
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('"""', '\\"\\"\\"');
  return `"""${escaped.replace(/"$/, '\\"')}"""`;
}

function binaryLiteral(bytes: Uint8Array): string {
  return `b'''\n${base85(zlibSync(bytes, { level: 9 }))}\n'''`;
}

/** Four bytes as five digits, the last few bytes as one digit more than they are; a line end after each line. */
function base85(bytes: Uint8Array): string {
  const missing = (4 - (bytes.length % 4)) % 4;
  const padded = Buffer.concat([bytes, Buffer.alloc(missing)]);
  const groups = padded.length / 4;
  const text = Buffer.allocUnsafe(groups * 5 + Math.max(0, Math.ceil(groups / GROUPS) - 1));
  let at = 0;
  for (let group = 0; group < groups; group++) {
    if (group > 0 && group % GROUPS === 0) text[at++] = LINE_END;
    // As 32-bit integers, whose division is quick: two digits, two digits, and the last.
    const value = padded.readUInt32BE(group * 4);
    const high = (value / 614_125) >>> 0;
    const low = value - high * 614_125;
    text[at++] = digits[(high / 85) >>> 0]!;
    text[at++] = digits[high % 85]!;
    text[at++] = digits[(low / 7225) >>> 0]!;
    text[at++] = digits[((low / 85) >>> 0) % 85]!;
    text[at++] = digits[low % 85]!;
  }
  return text.toString('latin1', 0, at - missing);
}
