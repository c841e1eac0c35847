import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from '../core/index.ts';
import { error, outputNotWritable } from '../core/diagnostics.ts';
import { fileErrorReason } from '../core/write-output.ts';
import type { PlannedBuild } from './configuration/plan-builds.ts';
import { formatKeptReasons, formatLeftOut, formatWhyKept } from './format-kept.ts';
import { formatImportChain } from './format-import-chain.ts';
import { formatProfile } from './format-profile.ts';
import { formatStrategies } from './format-strategies.ts';
import type { Reporter } from './reporter.ts';

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Writes all of it: a pipe may take less than it is offered, or nothing just now. */
function writeStandardOutput(bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(1, bytes, offset);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      // Whoever was reading has seen enough.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') error(outputNotWritable('standard output', fileErrorReason(cause)), cause);
    }
  }
}

/** Builds, writes the bundle where it belongs, and says how it went. */
export async function buildCommand(
  { options, why, explain }: Pick<PlannedBuild, 'options' | 'why' | 'explain'>,
  reporter: Reporter,
) {
  const start = performance.now();
  const result = await build({
    ...options,
    onLog: (diagnostic) => reporter.collect(diagnostic),
    onProgress: (modules) => reporter.progress(`${modules} modules`),
  });
  const [bundle] = result.outputs;
  if (options.output === undefined) writeStandardOutput(bundle.bytes);
  reporter.flush();
  if (why !== undefined) {
    const format = why.includes(':') ? formatWhyKept : formatImportChain;
    reporter.answer(format(result, why, process.cwd()));
  }
  if (explain !== false) reporter.answer(formatStrategies(result, explain, process.cwd()));
  const { shaking } = result.graph;
  const kept = explain === true && shaking !== undefined ? formatKeptReasons(shaking, process.cwd()) : '';
  if (kept !== '') reporter.answer(kept);
  if (result.profile !== undefined) reporter.answer(formatProfile(result.profile));
  const count = result.graph.modules.length;
  const where = options.output === undefined ? '' : ` -> ${relative(process.cwd(), options.output)}`;
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const leftOut = shaking === undefined ? '' : formatLeftOut(shaking);
  reporter.summary(
    `bundled ${count} module${count === 1 ? '' : 's'}, ${size(bundle.bytes.length)}, in ${seconds} s${where}${leftOut && `; ${leftOut}`}`,
  );
}
