import { looksLikeCoverage, rewriteCoverage } from './coverage-report.ts';
import { readLines } from './input-lines.ts';
import { createLineTracer } from './line-tracer.ts';
import type { Tracing } from './tracing.ts';

async function* traceLines(chunks: AsyncIterable<Buffer>, tracing: Tracing): AsyncGenerator<Buffer> {
  const tracer = createLineTracer(tracing);
  for await (const lines of readLines(chunks)) yield Buffer.concat(lines.flatMap((line) => tracer.take(line)));
  yield Buffer.concat(tracer.end());
}

async function* resumed(start: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/** A text with original positions: line by line, or a report of `coverage json` as a whole. */
export async function* traceInput(input: AsyncIterable<Buffer>, tracing: Tracing): AsyncGenerator<Buffer> {
  const chunks = input[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  let isCoverage = looksLikeCoverage(start);
  while (isCoverage === undefined) {
    const next = await chunks.next();
    if (next.done === true) break;
    start = Buffer.concat([start, next.value]);
    isCoverage = looksLikeCoverage(start);
  }
  const rest = resumed(start, chunks);
  if (isCoverage !== true) return yield* traceLines(rest, tracing);
  const pieces: Buffer[] = [];
  for await (const piece of rest) pieces.push(piece);
  yield rewriteCoverage(Buffer.concat(pieces), tracing);
}
