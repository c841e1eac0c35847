import { basename } from 'node:path';
import { type Diagnostic, traceOfAnother } from '../../core/diagnostics.ts';
import type { BundleMap } from './bundle-map.ts';
import type { BundleMaps } from './bundle-maps.ts';
import { marksCalls } from './call-carets.ts';
import { type FrameHeader, frameRow, readFrameHeader, withoutColours } from './frame-header.ts';
import type { InputLine } from './input-lines.ts';
import type { Originals } from './originals.ts';
import { rewriteFrame } from './rewrite-frame.ts';
import { rewritePlaces, type RewrittenPlace } from './rewrite-places.ts';
import { type TextLine, textLine } from './text-line.ts';

/** Rows that a frame may have; Python shows fewer. */
const MOST_ROWS = 64;

/** A frame whose rows are still coming. */
interface OpenFrame {
  readonly line: TextLine;
  readonly header: FrameHeader;
  readonly bundle: BundleMap;
  readonly rows: TextLine[];
}

/** Turns the lines of a text into those with original positions, one after another. */
export interface LineTracer {
  /** What can be written once a line is known. */
  take(line: InputLine): readonly Buffer[];
  /** The rest, at the end of the text. */
  end(): readonly Buffer[];
}

/** @param report is told, once a bundle, that a text is of another one */
export function createLineTracer(
  maps: BundleMaps,
  originals: Originals,
  report: (diagnostic: Diagnostic) => void,
): LineTracer {
  /** Bundles of which the traceback that is read shows another text, and those of which that was said. */
  const others = new Set<string>();
  const reported = new Set<string>();
  let open: OpenFrame | undefined;
  let place: RewrittenPlace | undefined;
  let isMarkingCalls = false;

  function closeFrame(): readonly Buffer[] {
    if (open === undefined) return [];
    const { line, header, bundle, rows } = open;
    open = undefined;
    const texts = rows.map((row) => withoutColours(frameRow(row.text, header.prefix)!));
    if (texts.length > 1) isMarkingCalls = marksCalls(texts[0]!, texts[1]!) ?? isMarkingCalls;
    // What has no text cannot be compared, so the frames before it decide.
    const frame = others.has(header.path)
      ? undefined
      : rewriteFrame(bundle, { path: header.path, line: header.line, rows: texts }, originals, isMarkingCalls);
    if (frame === 'another') {
      others.add(header.path);
      if (!reported.has(header.path)) report({ ...traceOfAnother(basename(header.path), header.line), level: 'warn', file: bundle.file });
      reported.add(header.path);
    }
    if (frame === undefined || frame === 'another') return [line, ...rows].map(({ bytes }) => bytes);
    const { text } = line;
    const head =
      text.slice(0, header.pathAt[0]) +
      frame.path +
      text.slice(header.pathAt[1], header.lineAt[0]) +
      String(frame.line) +
      text.slice(header.lineAt[1]);
    const written = [line.encode(head + line.ending)];
    for (const [index, row] of rows.entries()) {
      const replaced = frame.rows[index]!;
      const isSame = replaced.length === 1 && replaced[0] === texts[index];
      const start = row.text.slice(0, header.prefix.length + 2);
      // Only the last line of a text may have no end.
      const ending = row.ending || line.ending;
      if (isSame) written.push(row.bytes);
      else for (const shown of replaced) written.push(row.encode(`${start}${shown}${ending}`));
    }
    return written;
  }

  /** The line of source text below a warning, or below a place that pdb shows. */
  function sourceBelow(line: TextLine, { bundle, line: number, source, originalLine }: RewrittenPlace): Buffer {
    const [, start, shown] = /^(\s*(?:-> )?)(.*)$/s.exec(line.text)!;
    const original = originals.linesOf(bundle.map.sources[source]!)?.[originalLine]?.trim();
    if (original === undefined || start === '' || shown !== bundle.lines?.[number]?.trim()) return line.bytes;
    return original === shown ? line.bytes : line.encode(start + original + line.ending);
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
    const { text, last } = rewritePlaces(line.text, maps);
    if (last !== undefined) {
      place = last;
      return [line.encode(text + line.ending)];
    }
    return [below === undefined ? bytes : sourceBelow(line, below)];
  }

  return {
    take({ bytes, isWhole }) {
      if (!isWhole) {
        const before = closeFrame();
        place = undefined;
        return [...before, bytes];
      }
      if (open !== undefined && open.rows.length < MOST_ROWS) {
        const line = textLine(bytes);
        if (frameRow(line.text, open.header.prefix) !== undefined && readFrameHeader(line.text) === undefined) {
          open.rows.push(line);
          return [];
        }
      }
      return [...closeFrame(), ...takeText(bytes)];
    },
    end: closeFrame,
  };
}
