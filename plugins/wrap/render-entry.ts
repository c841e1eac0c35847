import type { Fragment } from '../../core/bundle.ts';
import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { RenderedText } from '../../core/rendered-text.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import { textLiteral } from '../resources/resource-literal.ts';
import type { Resources } from '../resources/resources.ts';
import { addEdited, type Edit, sortEdits } from './edit.ts';
import { hasLongForeignLine, withUtf8Cookie } from './encoding-cookie.ts';
import { annotationEdits, asksForAnnotations, type FutureAnnotations } from './future-annotations.ts';
import { moduleEdits } from './render-module.ts';
import {
  absoluteImport,
  failingImport,
  futureImport,
  isFutureImport,
  isStarImport,
  type RewritingNames,
  starImport,
} from './rewrites.ts';

/**
 * Where an entry is cut: what has to stay at the top of a file (shebang, the comments below it, docstring, future
 * statements) goes above the modules, the rest below them.
 */
function prologueEnd({ text, facts }: Module): number {
  const statements = facts.imports.filter(isFutureImport).map(({ end }) => end);
  const end = Math.max(facts.docstring?.end ?? 0, ...statements);
  if (end === 0) return /^(?:[ \t\f]*#.*(?:\n|$))*/.exec(text)![0].length;
  // What follows on the same line: a comment stays with the statement, another statement does not.
  const rest = /^[ \t\f]*(?:;[ \t\f]*)?(?:#.*)?(?:\n|$)?/.exec(text.slice(end))![0];
  return end + rest.length;
}

function relativeImports(module: Module): Edit[] {
  return module.facts.imports.flatMap((fact) => {
    if (fact.level === 0) return [];
    const absolute = absoluteName(fact.from ?? '', fact.level, module.package);
    // Outside any package it fails in the bundle as it does in the entry's own file.
    if (absolute === 'no-package') return [];
    return [
      absolute === 'beyond-top-level' ? failingImport(fact, module) : absoluteImport(fact, absolute, module.text),
    ];
  });
}

/** The comment at the end that names the map of the entry's own file, which is none of the bundle's. */
function foreignMapComment(text: string): Edit[] {
  const start = text.lastIndexOf('\n# sourceMappingURL=') + 1;
  return start > 0 && text.slice(start).trimEnd().indexOf('\n') < 0 ? [{ start, end: text.length, text: '' }] : [];
}

/** What has to change in the text of an entry that runs as a module does, in which it still has no package. */
export function entryRewrites(module: Module, annotations: FutureAnnotations, names: RewritingNames): Edit[] {
  const relative = relativeImports(module);
  const replaced = new Set(relative.map(({ start }) => start));
  const edits = moduleEdits(module, annotations, names).filter(({ start }) => !replaced.has(start));
  const stars = module.facts.imports.flatMap((fact) => {
    const absolute =
      isStarImport(fact) && replaced.has(fact.start) && absoluteName(fact.from ?? '', fact.level, module.package);
    if (absolute === false || absolute === 'no-package' || absolute === 'beyond-top-level') return [];
    replaced.delete(fact.start);
    return [starImport({ ...fact, from: absolute, level: 0 }, module.text, names)];
  });
  return [...edits, ...stars, ...relative.filter(({ start }) => replaced.has(start))];
}

/** Whether the text of a module or of another file has lines for which the bundle has to name its encoding. */
function hasLongLines(modules: readonly Module[], resources: Resources | undefined): boolean {
  const files = resources?.files ?? [];
  return (
    modules.some(({ text }) => hasLongForeignLine(text)) ||
    files.some(({ bytes }) => hasLongForeignLine(textLiteral(bytes) ?? ''))
  );
}

/**
 * The entry's text at the top level of the bundle, below what has to stand at the top of the file.
 * @param more what another strategy changes in it
 */
export function renderEntry(
  module: Module,
  { modules }: Graph,
  annotations: FutureAnnotations,
  resources: Resources | undefined,
  more: readonly Edit[] = [],
): Fragment {
  const { text, facts } = module;
  const isReplaced = ({ start }: Edit): boolean => more.some((edit) => edit.start <= start && start < edit.end);
  const found = relativeImports(module).filter((edit) => !isReplaced(edit));
  if (annotations === 'strings' && asksForAnnotations(module)) {
    found.push(
      ...facts.imports.filter(isFutureImport).map((fact) => futureImport(fact, text)),
      ...annotationEdits(module),
    );
  }
  const edits = sortEdits([...found, ...more, ...foreignMapComment(text)]);
  const cut = prologueEnd(module);
  const above = new RenderedText();
  addEdited(
    above,
    module,
    edits.filter(({ start }) => start < cut),
    { start: 0, end: cut },
  );
  if (above.text !== '' && !above.text.endsWith('\n')) above.add('\n');
  const prologue = withUtf8Cookie(above, hasLongLines(modules, resources));
  if (annotations === 'hoist' && !asksForAnnotations(module)) {
    // The name that the statement binds is no name of the entry's.
    prologue.add('from __future__ import annotations; del annotations\n');
  }
  const code = new RenderedText();
  addEdited(code, module, edits, { start: cut, end: text.length });
  return {
    module,
    prologue: prologue.text,
    renderedPrologue: prologue,
    code: code.text,
    rendered: code,
    // A program of one file keeps its bytes, encoding and line ends.
    bytes: modules.length === 1 ? module.bytes : undefined,
  };
}
