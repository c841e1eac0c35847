// Python colours tracebacks from 3.13 on (`Lib/_colorize.py`).
const COLOUR = '(?:\\u001B\\[[\\d;]*m)*';
const HEADER = new RegExp(
  `File ${COLOUR}"(?<path>[^"\\n]+)"${COLOUR}, line ${COLOUR}(?<line>\\d+)(?<name>${COLOUR}, in )?`,
  'd',
);

/** The line of a traceback that says where a frame is; offsets into that line. */
export interface FrameHeader {
  /** What stands before, as in an exception group or a log. */
  readonly prefix: string;
  readonly path: string;
  readonly line: number;
  /** Whether it says in what, as all but syntax errors do. */
  readonly isNamed: boolean;
  readonly pathAt: readonly [start: number, end: number];
  readonly lineAt: readonly [start: number, end: number];
}

/** Reads `File "path", line N`, as tracebacks, syntax errors, and `faulthandler` have it. */
export function readFrameHeader(text: string): FrameHeader | undefined {
  const match = text.includes('File ') ? HEADER.exec(text) : null;
  if (match === null) return undefined;
  const { path, line, name } = match.groups!;
  const at = match.indices!.groups!;
  return {
    prefix: text.slice(0, match.index),
    path: path!,
    line: Number(line),
    isNamed: name !== undefined,
    pathAt: at.path!,
    lineAt: at.line!,
  };
}

/** A text without colours. */
export function withoutColours(text: string): string {
  return text.replaceAll(/\u001B\[[\d;]*m/g, '');
}

/**
 * What a line shows of a frame's text, which stands two columns to the right of the frame's line.
 * @param prefix what that line begins with; of a log only the digits may differ, as those of a time do
 */
export function frameRow(text: string, prefix: string): string | undefined {
  const start = prefix.length + 2;
  if (text.slice(prefix.length, start) !== '  ') return undefined;
  const given = text.slice(0, prefix.length);
  const isSame =
    given === prefix || (/\w/.test(prefix) && given.replaceAll(/\d/g, '0') === prefix.replaceAll(/\d/g, '0'));
  return isSame ? text.slice(start) : undefined;
}
