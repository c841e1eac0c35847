import { zlibSync } from 'fflate';

const LINE = 100;
// The alphabet of RFC 1924, as Python's base64.b85encode has it: nothing in it ends a string.
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** A Python literal of a file's content: text as a string, anything else as bytes, which are base85 of zlib. */
export function resourceLiteral(bytes: Uint8Array): string {
  const text = textOf(bytes);
  return text === undefined ? binaryLiteral(bytes) : textLiteral(text);
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

/** In triple quotes, so that it reads as in its file; raw where it has backslashes and that is possible. */
function textLiteral(text: string): string {
  const isPlain = !/"""|\r|"$/.test(text);
  if (isPlain && !text.includes('\\')) return `"""${text}"""`;
  if (isPlain && !text.endsWith('\\')) return `r"""${text}"""`;
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\r', '\\r').replaceAll('"""', '\\"\\"\\"');
  return `"""${escaped.replace(/"$/, '\\"')}"""`;
}

function binaryLiteral(bytes: Uint8Array): string {
  const lines = base85(zlibSync(bytes, { level: 9 })).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return `b'''\n${lines.join('\n')}\n'''`;
}

/** Four bytes as five digits; the last few bytes as one digit more than they are. */
function base85(bytes: Uint8Array): string {
  const characters = Buffer.alloc(Math.ceil(bytes.length / 4) * 5);
  const padded = Buffer.concat([bytes, Buffer.alloc(3)]);
  let length = 0;
  for (let offset = 0; offset < bytes.length; offset += 4, length += 5) {
    let value = padded.readUInt32BE(offset);
    for (let place = 4; place >= 0; place--) {
      characters[length + place] = digits.charCodeAt(value % 85);
      value = Math.floor(value / 85);
    }
  }
  const missing = (4 - (bytes.length % 4)) % 4;
  return characters.toString('latin1', 0, length - missing);
}
