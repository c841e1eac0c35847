import { definesWithoutTreeShaking, defineUnused, typeCheckingAssigned } from '../../core/diagnostics.ts';
import type { Module } from '../../core/module.ts';
import type { Plugin } from '../../core/plugin.ts';
import type { Range } from '../../core/python/facts.ts';
import { importRequests } from '../../core/python/import-requests.ts';
import { asksForSource } from '../../core/python/source-readers.ts';
import { type KnownNames, knownNames, mentionTest } from './defined-names.ts';
import { foldedLines } from './folded-lines.ts';
import { foldModule } from './fold-module.ts';

/** Names whose conditions are decided without being asked for. */
const isCertain = (name: string): boolean => /^(?:typing|typing_extensions)\.TYPE_CHECKING$/.test(name);

/** Names that need not occur in a program. */
const isOfPython = (name: string): boolean => /^(?:sys|os|typing)\.|^__debug__$|^TYPE_CHECKING$/.test(name);

/** Absolute names of the modules that import statements in a part of a module ask for, or may. */
function importedNames({ facts, package: packageName }: Module, part: Range): string[] {
  return facts.imports.flatMap((fact) => {
    if (fact.start < part.start || fact.end > part.end) return [];
    const requests = importRequests(fact, packageName);
    return typeof requests === 'string' ? [] : requests.map(({ name }) => name);
  });
}

/**
 * Leaves out what conditions exclude that are known in the build: `TYPE_CHECKING`, and what the targets and definitions
 * of the options say. Imports that stand there are not followed, unless
 * strings name what they import.
 */
export default function conditionsPlugin(): Plugin {
  let known: KnownNames;
  let mentions: (text: string) => boolean;
  const used = new Set<string>();
  /** The file of an entry of which only what type checkers read is left out. */
  let entryBytes: Uint8Array | undefined;

  return {
    name: 'cribo:conditions',
    start({ treeShaking, define, targetPlatform, ...options }, context) {
      known = knownNames({ treeShaking, define, targetPlatform, ...options });
      mentions = mentionTest(known);
      if (treeShaking !== false) return;
      if (Object.keys(define).length > 0) context.warn(definesWithoutTreeShaking('--define'));
      if (targetPlatform.length > 0) context.warn(definesWithoutTreeShaking('--target-platform'));
    },
    analyse: {
      // Who comes after sees the facts of what stays.
      order: 'pre',
      handler(module, { options, warn }) {
        if (options.treeShaking === false || module.syntaxError !== undefined || !mentions(module.text)) return;
        // Its text is the bundle's own, which is what whoever asks for source finds.
        if (module.isEntry && asksForSource(module.text)) return;
        const assignment = /\.TYPE_CHECKING[ \t]*=(?!=)/.exec(module.text);
        if (assignment !== null && options.define['TYPE_CHECKING'] === undefined) {
          const start = assignment.index + 1;
          warn(typeCheckingAssigned(module.name), module, { start, end: start + 'TYPE_CHECKING'.length });
        }
        const folded = foldModule(module, known, options.define);
        for (const name of folded.used) used.add(name);
        for (const { start, end, text } of folded.edits) {
          module.source.replace(start, end, text);
          for (const name of importedNames(module, { start, end })) module.includedIfNamed.add(name);
        }
        if (module.isEntry && [...folded.used].every(isCertain)) entryBytes = module.bytes;
      },
    },
    link: {
      order: 'pre',
      handler({ entry, modules }, { options, warn }) {
        const isOurs = entry.layers.flatMap(({ edits }) => edits).every(({ plugin }) => plugin === 'cribo:conditions');
        // A program of one file is copied as it is, unless its user asked for something else.
        if (modules.length === 1 && isOurs) entry.bytes ??= entryBytes;
        if (options.treeShaking === false) return;
        const showsAll = modules.some(({ text }) => asksForSource(text));
        for (const module of modules) {
          for (const [line, shown] of foldedLines(module, showsAll)) module.shownLines.set(line, shown);
        }
        for (const name of Object.keys(options.define)) {
          if (!isOfPython(name) && !used.has(name)) warn(defineUnused(name));
        }
      },
    },
  };
}
