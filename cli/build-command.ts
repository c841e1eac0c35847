import { writeSync } from 'node:fs';
import { relative } from 'node:path';
import { build } from '../core/index.ts';
import type { PlannedBuild } from './configuration/plan-builds.ts';
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
      if (code !== 'EAGAIN') throw cause;
    }
  }
}

/** Builds, writes the bundle where it belongs, and says how it went. */
export async function buildCommand({ options }: Pick<PlannedBuild, 'options' | 'why'>, reporter: Reporter) {
  const start = performance.now();
  const result = await build({
    ...options,
    onLog: (diagnostic) => reporter.collect(diagnostic),
    onProgress: (modules) => reporter.progress(`${modules} modules`),
  });
  const [bundle] = result.outputs;
  if (options.output === undefined) writeStandardOutput(bundle.bytes);
  reporter.flush();
  const count = result.graph.modules.length;
  const where = options.output === undefined ? '' : ` -> ${relative(process.cwd(), options.output)}`;
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  reporter.summary(
    `bundled ${count} module${count === 1 ? '' : 's'}, ${size(bundle.bytes.length)}, in ${seconds} s${where}`,
  );
}
