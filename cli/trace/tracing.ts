import type { Diagnostic } from '../../core/diagnostics.ts';
import type { BundleMaps } from './bundle-maps.ts';
import type { Originals } from './originals.ts';

/** What a text is traced with. */
export interface Tracing {
  readonly maps: BundleMaps;
  readonly originals: Originals;
  /** Is told what could not be traced. */
  readonly report: (diagnostic: Diagnostic) => void;
}
