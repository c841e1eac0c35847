import { isUtf8 } from 'node:buffer';

/** A line of an input as text. */
export interface TextLine {
  readonly bytes: Buffer;
  /** Without its end. */
  readonly text: string;
  readonly ending: string;
  /** The bytes of a text in the line's encoding. */
  encode(text: string): Buffer;
}

/** Reads a line: as UTF-8, else byte for byte, so that what is not touched stays as it is whatever the encoding. */
export function textLine(bytes: Buffer): TextLine {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  const whole = bytes.toString(encoding);
  const ending = /\r?\n?$/.exec(whole)![0];
  return {
    bytes,
    text: whole.slice(0, whole.length - ending.length),
    ending,
    encode: (text) => Buffer.from(text, encoding),
  };
}
