import { pathNotCanonical } from '../../core/diagnostics.ts';
import type { Plugin } from '../../core/plugin.ts';
import { fileErrorReason } from '../../core/write-output.ts';
import { createCanonicalPaths } from './canonical-paths.ts';
import { completePackages } from './complete-packages.ts';
import { reportDuplicates } from './report-duplicates.ts';
import { type SameFile, sameFiles, sameTexts } from './same-files.ts';

/**
 * Finds files that the graph has under several names, through links or several search folders. They become one module
 * (`file`), or modules over one text (`text`), as which strategies render them.
 */
export default function deduplicatePlugin(): Plugin {
  return {
    name: 'cribo:deduplicate',
    link(graph, context) {
      const mode = context.options.deduplicate;
      if (mode === false) return;
      const canonicalPath = createCanonicalPaths((file, cause) =>
        context.warn(pathNotCanonical(file, fileErrorReason(cause)), { text: '', file }),
      );
      if (mode === 'file') {
        let files: SameFile[];
        do {
          files = sameFiles(graph, canonicalPath);
          for (const { canonical, others } of files) {
            canonical.aliasOf = undefined;
            for (const module of others) module.aliasOf = canonical;
          }
        } while (files.length > 0 && completePackages(graph));
        reportDuplicates(files, graph, context);
      }
      for (const [first, ...others] of sameTexts(graph, canonicalPath))
        for (const module of others) module.textOf = first;
    },
  };
}
