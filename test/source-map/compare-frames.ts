import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { traceSegment, TraceMap } from '@jridgewell/trace-mapping';
import { writeFiles } from '../../fuzz/compare.ts';
import type { Program } from '../../fuzz/model.ts';
import { build } from '../../core/index.ts';
import type { StrategyName } from '../../core/strategy.ts';
import { findPythons } from '../pythons.ts';

const execute = promisify(execFile);
const BUNDLE = 'bundle.py';
const recorder = fileURLToPath(new URL('record_frames.py', import.meta.url));

type Recorded = readonly [
  file: string,
  name: string,
  line: number,
  lastLine: number | null,
  column: number | null,
  end: number | null,
];

/** A frame that an exception went through; lines from 1, columns from 0, in UTF-16 units. */
interface Frame {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly lastLine: number | null;
  readonly column: number | null;
  readonly end: number | null;
  /** Whether nothing but indentation stands before it. */
  readonly isFirst: boolean;
}

/** How a program's frames differ from those of its bundle, as the map of that has them; nothing where they do not. */
export async function frameDifferences(program: Program, strategy: StrategyName): Promise<string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cribo-frames-')));
  try {
    const [original, bundled] = ['original', 'bundled'].map((name) => join(root, name));
    mkdirSync(bundled);
    writeFiles(program, original);
    // The entry may be imported as a module, whose frames say main.py as well.
    const output = join(bundled, BUNDLE);
    const { path: python } = findPythons().find(({ version }) => version[1] === program.version[1])!;
    await build({
      entry: 'main.py',
      cwd: original,
      output,
      strategy,
      sourceMap: 'file',
      onLog: undefined,
    });
    const expected = (await record(python, join(original, 'main.py'))).map((frame) => plainFrame(frame, original));
    const map = new TraceMap(readFileSync(`${output}.map`, 'utf8'));
    const found = (await record(python, output)).flatMap((frame) => tracedFrame(frame, map, bundled, original) ?? []);
    return strategy === 'flatten' ? flattenedDifferences(expected, found) : differences(expected, found);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function record(python: string, program: string): Promise<Recorded[]> {
  const output = `${program}.json`;
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  await execute(python, [recorder, program, output], { cwd: dirname(program), env, timeout: 30_000 });
  return JSON.parse(readFileSync(output, 'utf8')) as Recorded[];
}

const texts = new Map<string, string[]>();

/** A column of Python's, which counts bytes. */
function columnOf(path: string, line: number, bytes: number | null): number | null {
  if (bytes === null) return null;
  if (!texts.has(path))
    texts.set(
      path,
      readFileSync(path, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r\n|\r|\n/),
    );
  return Buffer.from(texts.get(path)![line - 1] ?? '')
    .subarray(0, bytes)
    .toString().length;
}

function plainFrame([file, name, line, lastLine, column, end]: Recorded, folder: string): Frame {
  const path = join(folder, file);
  const start = columnOf(path, line, column);
  return {
    file,
    name,
    line,
    lastLine,
    column: start,
    end: columnOf(path, lastLine ?? line, end),
    isFirst: start === firstColumn(path, line),
  };
}

/** A frame of a bundle, through its map if it is one of the bundle's own text; nothing for the runtime's. */
function tracedFrame(recorded: Recorded, map: TraceMap, folder: string, original: string): Frame | undefined {
  const [file, name, line, lastLine, column, end] = recorded;
  if (file !== BUNDLE) return plainFrame(recorded, original);
  const path = join(folder, file);
  const start = place(map, line, columnOf(path, line, column) ?? firstColumn(path, line), folder, original);
  if (start === undefined) return undefined;
  const last = end === null ? undefined : place(map, lastLine!, columnOf(path, lastLine!, end)! - 1, folder, original);
  const hasColumns = column !== null;
  return {
    file: start.file,
    name,
    line: start.line,
    lastLine: last?.line ?? null,
    column: hasColumns ? start.column : null,
    end: last === undefined ? null : last.column + 1,
    isFirst: false,
  };
}

function firstColumn(path: string, line: number): number {
  columnOf(path, line, 0);
  return /^\s*/.exec(texts.get(path)![line - 1] ?? '')![0].length;
}

/** A place in the originals; what is copied goes on behind its segment. */
function place(map: TraceMap, line: number, column: number, folder: string, original: string) {
  const segment = traceSegment(map, line - 1, column);
  if (segment === null || segment.length === 1) return undefined;
  const [begin, source, sourceLine, sourceColumn, name] = segment;
  const file = relative(original, join(folder, map.sources[source]!));
  // Of a renamed one the last character is what its own name has as the last one.
  const distance = name === undefined || column === begin ? column - begin : map.names[name]!.length - 1;
  return { file, line: sourceLine + 1, column: sourceColumn + distance };
}

const shown = ({ file, name, line, lastLine, column, end }: Frame): string =>
  `${file}:${line}:${column ?? '-'}-${lastLine ?? '-'}:${end ?? '-'} ${name}`;

function differences(expected: readonly Frame[], found: readonly Frame[]): string[] {
  const got = found.map(shown);
  const wanted = expected.map((frame, index) => shown(asFarAsShown(frame, found[index])));
  const at = wanted.findIndex((text, index) => text !== got[index]);
  if (at < 0 && wanted.length === got.length) return [];
  const index = at < 0 ? wanted.length : at;
  return [`frame ${index}: wanted ${wanted[index] ?? 'none'}, got ${got[index] ?? 'none'}`];
}

/** A statement that is rewritten, and begins its line, has no columns: Python shows none for one that is all of its line. */
function asFarAsShown(expected: Frame, found: Frame | undefined): Frame {
  const { column, isFirst } = expected;
  return column !== null && found?.column === null && isFirst
    ? { ...expected, lastLine: found.lastLine, column: null, end: null }
    : expected;
}

/** Texts of flattened modules run in the entry's frame, with no statement that imports them. */
function flattenedDifferences(expected: readonly Frame[], found: readonly Frame[]): string[] {
  const ofFunctions = (frames: readonly Frame[]): Frame[] => frames.filter(({ name }) => name !== '<module>');
  const known = new Set(expected.map(shown));
  const unknown = found.filter((frame) => !known.has(shown(frame))).map((frame) => `no such frame: ${shown(frame)}`);
  return [...differences(ofFunctions(expected), ofFunctions(found)), ...unknown];
}
