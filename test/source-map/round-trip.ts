import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { SourceMapConsumer } from 'source-map-js';
import type { Bundle, HostBundle } from '../../core/bundle.ts';
import { build } from '../../core/index.ts';
import type { BuildOptions } from '../../core/options.ts';
import type { Origin } from '../../core/rendered-text.ts';

/** A bundle with its map, and where the build says that its parts come from. */
interface MappedBundle {
  readonly text: string;
  readonly map: string;
  /** Origins with their offsets in the bundle, in its order. */
  readonly origins: readonly Origin[];
}

/** Builds in memory, with a map that has its sources. */
export async function buildMapped(options: BuildOptions): Promise<MappedBundle> {
  let bundle: Bundle | undefined;
  const { outputs } = await build({
    ...options,
    plugins: [
      ...[options.plugins ?? []].flat(),
      { name: 'kept-bundle', generate: (made: Bundle) => void (bundle = made) },
    ],
    output: options.output ?? 'bundle.py',
    sourceMap: 'file',
    sourcesContent: true,
    write: false,
    onLog: undefined,
  });
  const texts = (bundle as HostBundle).texts()!;
  const origins: Origin[] = [];
  let length = 0;
  for (const { text, origins: own } of texts) {
    for (const origin of own) origins.push({ ...origin, offset: origin.offset + length });
    length += text.length;
  }
  const map = outputs.find(({ path }) => path?.endsWith('.py.map'))!;
  return { text: texts.map(({ text }) => text).join(''), map: Buffer.from(map.bytes).toString(), origins };
}

/** What is wrong with a bundle's map: every segment leads to the text that it stands at, or to what was edited there. */
export function mapProblems({ text, map, origins }: MappedBundle): string[] {
  const problems: string[] = [];
  const trace = new TraceMap(map);
  const consumer = new SourceMapConsumer(JSON.parse(map) as never);
  const sources = (trace.sourcesContent ?? []).map((content) => (content ?? '').split('\n'));
  const lines = text.split('\n');
  let offset = 0;
  let next = 0;
  let checked = 0;
  for (const [index, segments] of decodedMappings(trace).entries()) {
    const line = lines[index] ?? '';
    for (const [at, segment] of segments.entries()) {
      const [column, source, sourceLine, sourceColumn] = segment;
      const place = `${index + 1}:${column}`;
      if (column > line.length) problems.push(`${place}: there is no such column`);
      if (source === undefined) continue;
      while (next < origins.length && end(origins[next]!) <= offset + column) next++;
      const origin = origins[next];
      const original = sources[source]?.[sourceLine!];
      if (original === undefined || origin === undefined || origin.offset > offset + column) {
        problems.push(`${place}: comes from nowhere, or leads there`);
        continue;
      }
      const shown = line.slice(column, segments[at + 1]?.[0]).trimEnd();
      const isEdited = !origin.isCopy || origin.module.layers.length > 0;
      if (!isEdited && original.slice(sourceColumn, sourceColumn! + shown.length) !== shown) {
        problems.push(`${place}: ${JSON.stringify(shown)} leads to ${JSON.stringify(original.slice(sourceColumn))}`);
      }
      // Another reader of such maps sees the same; asking for each would take it minutes.
      if (checked++ % 97 > 0) continue;
      const one = originalPositionFor(trace, { line: index + 1, column });
      const other = consumer.originalPositionFor({ line: index + 1, column });
      if (one.source !== other.source || one.line !== other.line || one.column !== other.column) {
        problems.push(`${place}: readers of the map disagree`);
      }
    }
    offset += line.length + 1;
  }
  return [...problems, ...unmappedLines(text, trace, origins)];
}

/** Lines that are a module's own and that the map does not lead back to. */
function unmappedLines(text: string, trace: TraceMap, origins: readonly Origin[]): string[] {
  const problems: string[] = [];
  const mappings = decodedMappings(trace);
  let line = 0;
  let offset = 0;
  for (const { offset: start, length, isCopy, module, start: from } of origins) {
    const before = text.slice(offset, start).split('\n').length - 1;
    line += before;
    offset = start;
    if (isCopy && module.layers.length === 0) {
      const first = module.text.slice(0, from).split('\n').length - 1;
      for (const [index, part] of text
        .slice(start, start + length)
        .split('\n')
        .entries()) {
        if (part.trim() === '') continue;
        const isThere = mappings[line + index]?.some(([, , sourceLine]) => sourceLine === first + index);
        if (isThere !== true) problems.push(`line ${line + index + 1} does not lead to line ${first + index + 1}`);
      }
    }
  }
  return problems;
}

const end = ({ offset, length }: Origin): number => offset + length;
