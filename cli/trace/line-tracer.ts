import { basename } from 'node:path';
import { traceOfAnother } from '../../core/diagnostics.ts';
import type { BundleMap } from './bundle-map.ts';
import { marksParts } from './call-carets.ts';
import { type FrameHeader, frameRow, readFrameHeader, withoutColours } from './frame-header.ts';
import type { InputLine } from './input-lines.ts';
import { ESCAPED_FRAME, rewriteJsonStrings } from './json-strings.ts';
import { type RewrittenFrame, rewriteFrame } from './rewrite-frame.ts';
import { rewritePlaces, type RewrittenPlace } from './rewrite-places.ts';
import { type TextLine, textLine } from './text-line.ts';
import type { Tracing } from './tracing.ts';

/** Rows that a frame may have; Python shows fewer. */
const MOST_ROWS = 64;
/** Pieces that wait until it is known how Python marks parts of lines. */
const MOST_HELD = 1000;

/** A frame whose rows are still coming. */
interface OpenFrame {
  readonly line: TextLine;
  readonly header: FrameHeader;
  readonly bundle: BundleMap;
  readonly rows: TextLine[];
}

/** A frame that has two forms: for a Python that marks parts of lines, and for another. */
interface UndecidedFrame {
  readonly marked: readonly Buffer[];
  readonly unmarked: readonly Buffer[];
}

/** Turns the lines of a text into those with original positions, one after another. */
export interface LineTracer {
  /** What can be written once a line is known. */
  take(line: InputLine): readonly Buffer[];
  /** The rest, at the end of the text. */
  end(): readonly Buffer[];
}

/** What stands in place of a frame's lines. */
function writtenFrame({ line, header, rows }: OpenFrame, texts: readonly string[], frame: RewrittenFrame): Buffer[] {
  const { text } = line;
  const [pathStart, pathEnd] = header.pathAt;
  const [lineStart, lineEnd] = header.lineAt;
  const head =
    text.slice(0, pathStart) + frame.path + text.slice(pathEnd, lineStart) + frame.line + text.slice(lineEnd);
  const written = [line.encode(head + line.ending)];
  for (const [index, row] of rows.entries()) {
    const shown = frame.rows[index]!;
    const start = row.text.slice(0, header.prefix.length + 2);
    // The last line of a text may have no end, and what goes before it then has one.
    const endOf = (at: number): string => (at === shown.length - 1 ? row.ending : line.ending);
    if (shown.length === 1 && shown[0] === texts[index]) written.push(row.bytes);
    else written.push(...shown.map((part, at) => row.encode(`${start}${part}${endOf(at)}`)));
  }
  return written;
}

/** Starts on a text. */
export function createLineTracer({ maps, originals, report }: Tracing): LineTracer {
  /** Bundles of which the traceback that is read shows another text, and those of which that was said. */
  const others = new Set<string>();
  const reported = new Set<string>();
  let open: OpenFrame | undefined;
  let place: RewrittenPlace | undefined;
  /** Whether parts of lines are marked, once a frame has shown it. */
  let isMarking: boolean | undefined;
  let held: (Buffer | UndecidedFrame)[] = [];

  function closeFrame(): readonly (Buffer | UndecidedFrame)[] {
    if (open === undefined) return [];
    const { line, header, bundle, rows } = open;
    const closed = open;
    open = undefined;
    const texts = rows.map((row) => withoutColours(frameRow(row.text, header.prefix)!));
    if (header.isNamed) isMarking = marksParts(texts) ?? isMarking;
    const asItIs = [line, ...rows].map(({ bytes }) => bytes);
    // What has no text cannot be compared, so the frames before it decide.
    if (others.has(header.path)) return asItIs;
    const given = { path: header.path, line: header.line, rows: texts };
    const frame = rewriteFrame(bundle, given, originals, isMarking ?? false);
    if (frame === undefined) return asItIs;
    if (frame === 'another') {
      others.add(header.path);
      if (!reported.has(header.path)) {
        report({ ...traceOfAnother(basename(header.path), header.line), level: 'warn', file: bundle.file });
      }
      reported.add(header.path);
      return asItIs;
    }
    const unmarked = writtenFrame(closed, texts, frame);
    if (isMarking !== undefined || !header.isNamed) return unmarked;
    const marked = writtenFrame(closed, texts, rewriteFrame(bundle, given, originals, true) as RewrittenFrame);
    return Buffer.concat(marked).equals(Buffer.concat(unmarked)) ? unmarked : [{ marked, unmarked }];
  }

  /** The line of source text below a warning, or below a place that pdb shows. */
  function sourceBelow(line: TextLine, { bundle, line: number, source, originalLine }: RewrittenPlace): Buffer {
    const [, start, shown] = /^(\s*(?:-> )?)(.*)$/s.exec(line.text)!;
    const original = originals.linesOf(bundle.map.sources[source]!)?.[originalLine]?.trim();
    if (original === undefined || start === '' || shown !== bundle.lines?.[number]?.trim()) return line.bytes;
    return original === shown ? line.bytes : line.encode(start + original + line.ending);
  }

  /** A text that stands in a line. */
  function traceString(text: string): string {
    const tracer = createLineTracer({ maps, originals, report });
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    const pieces = lines.flatMap((line) => tracer.take({ bytes: Buffer.from(line), isWhole: true }));
    return Buffer.concat([...pieces, ...tracer.end()]).toString();
  }

  function takeText(bytes: Buffer): readonly Buffer[] {
    const below = place;
    place = undefined;
    // A log may have tracebacks of several builds of one bundle.
    if (others.size > 0 && bytes.includes('Traceback (most recent call last)')) others.clear();
    const isPlain = !bytes.includes('File ') && !bytes.includes('.py') && !bytes.includes('.PY');
    if (isPlain && below === undefined) return [bytes];
    const line = textLine(bytes);
    const header = readFrameHeader(line.text);
    const bundle = header && maps.of(header.path);
    if (bundle !== undefined) {
      open = { line, header: header!, bundle, rows: [] };
      return [];
    }
    const unescaped = line.text.includes(ESCAPED_FRAME) ? rewriteJsonStrings(line.text, traceString) : line.text;
    const { text, last } = rewritePlaces(unescaped, maps);
    place = last;
    if (text !== line.text) return [line.encode(text + line.ending)];
    return [below === undefined ? bytes : sourceBelow(line, below)];
  }

  /** What can be written: all of it, unless a frame waits for one that shows how Python marks parts. */
  function settled(pieces: readonly (Buffer | UndecidedFrame)[], isEnd = false): readonly Buffer[] {
    held = held.length === 0 ? [...pieces] : held.concat(pieces);
    const isWaiting = isMarking === undefined && !isEnd && held.length < MOST_HELD;
    if (isWaiting && held.some((piece) => !Buffer.isBuffer(piece))) return [];
    const written = held.flatMap((piece) =>
      Buffer.isBuffer(piece) ? piece : isMarking === true ? piece.marked : piece.unmarked,
    );
    held = [];
    return written;
  }

  return {
    take({ bytes, isWhole }) {
      if (!isWhole) {
        place = undefined;
        return settled([...closeFrame(), bytes]);
      }
      if (open !== undefined && open.rows.length < MOST_ROWS) {
        const line = textLine(bytes);
        if (frameRow(line.text, open.header.prefix) !== undefined && readFrameHeader(line.text) === undefined) {
          open.rows.push(line);
          return [];
        }
      }
      const before = closeFrame();
      return settled([...before, ...takeText(bytes)]);
    },
    end: () => settled(closeFrame(), true),
  };
}
