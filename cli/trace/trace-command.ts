import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { type Diagnostic, CriboError, error, nothingToTrace, unreadableFile } from '../../core/diagnostics.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import { diagnosticOf } from '../diagnostic-of.ts';
import type { Reporter } from '../reporter.ts';
import { createBundleMaps } from './bundle-maps.ts';
import { readGivenMap } from './given-map.ts';
import { createOriginals } from './originals.ts';
import type { TraceArguments } from './trace-arguments.ts';
import { traceInput } from './trace-input.ts';

async function* readInput(file: string): AsyncGenerator<Buffer> {
  const shown = file === '-' ? 'standard input' : file;
  try {
    yield* (file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Buffer>;
  } catch (cause) {
    error({ ...unreadableFile(shown, fileErrorReason(cause)), ...(file !== '-' && { file }) }, cause);
  }
}

/** Waits until somebody has taken what is written, so that a long text does not pile up. */
async function write(bytes: Uint8Array): Promise<void> {
  if (bytes.length > 0 && !process.stdout.write(bytes)) await once(process.stdout, 'drain');
}

/**
 * Writes texts with original positions to standard output.
 * @returns whether every input was read, and every bundle that has a map could be traced through it
 */
export async function traceCommand({ files, maps: given }: TraceArguments, reporter: Reporter): Promise<boolean> {
  let isComplete = true;
  function report(diagnostic: Diagnostic): void {
    if (!['ORIGINAL_CHANGED', 'ORIGINAL_MISSING'].includes(diagnostic.code)) isComplete = false;
    reporter.collect(diagnostic);
  }
  // Whoever was reading has seen enough.
  process.stdout.on('error', (cause: NodeJS.ErrnoException) => process.exit(cause.code === 'EPIPE' ? 0 : 1));
  const maps = createBundleMaps(given.map(readGivenMap), report);
  const originals = createOriginals(report);
  for (const file of files) {
    try {
      for await (const piece of traceInput(readInput(file), { maps, originals, report })) await write(piece);
    } catch (cause) {
      if (!(cause instanceof CriboError)) throw cause;
      isComplete = false;
      reporter.error(diagnosticOf(cause));
    }
  }
  if (!maps.isAnyFound) reporter.collect({ ...nothingToTrace(), level: 'warn' });
  reporter.flush();
  return isComplete;
}
