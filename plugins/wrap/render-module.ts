import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { lineInFile } from '../../core/line-gaps.ts';
import type { Module } from '../../core/module.ts';
import { RenderedText } from '../../core/rendered-text.ts';
import { type Edit, type OriginalLine, originalLines, sortEdits } from './edit.ts';
import { annotationEdits, asksForAnnotations, type FutureAnnotations } from './future-annotations.ts';
import { addIndented } from './indent.ts';
import { pythonString } from './python-string.ts';
import { rewriteModule, type RewritingNames } from './rewrites.ts';

/** A module as a function that is never called, and its row in the table of modules. */
export interface WrappedModule {
  readonly code: RenderedText;
  readonly row: string;
}

/** `__cribo_init_<hash6>_<dotted name>`; the hash, of the path below the search root, keeps similar names apart. */
function initFunctionName({ name, resolution }: Module): string {
  const hash = createHash('sha256').update(resolution.path).digest('hex').slice(0, 6);
  return `__cribo_init_${hash}_${name.replace(/[^\p{ID_Continue}]/gu, '_')}`;
}

/**
 * The class's name: two or more underscores, because a class named by underscores alone does not mangle private names
 * (PEP 8 calls it mangling, Python/compile.c `_Py_Mangle`), and none of the module's own names.
 */
export function className(module: Module): string {
  let name = '__';
  while (module.facts.underscoreNames.includes(name)) name += '_';
  return name;
}

/** The row of a module that is no Python: what the error of compiling it is made of, instead of a function. */
export function syntaxErrorRow({ name, text, resolution, syntaxError }: Module): string {
  const { kind, message, start } = syntaxError!;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(0, start).split('\n').length;
  const end = text.indexOf('\n', start);
  const source = pythonString(text.slice(lineStart, end === -1 ? undefined : end + 1));
  const error = tuple([kind, pythonString(message), line, start - lineStart + 1, source]);
  return `    ${pythonString(name)}: (${error}, ${pythonString(resolution.path)}),\n`;
}

/** What has to change in a module's text before it can run from within a function or class. */
export function moduleEdits(module: Module, annotations: FutureAnnotations, names: RewritingNames): Edit[] {
  const edits = rewriteModule(module, names);
  return annotations === 'strings' && asksForAnnotations(module) ? [...edits, ...annotationEdits(module)] : edits;
}

/**
 * Renders a module in the wrap form: a class body inside a function, whose code runs on the module's dict.
 * @param owner the module whose function it is: another one of the same text is only a row more, as nothing in the text
 *   depends on the module's name
 * @param rewrites what has to change in it
 * @param hasPositions whether it has the positions of its own file
 */
export function renderModule(
  module: Module,
  owner: Module,
  rewrites: readonly Edit[],
  hasPositions: boolean,
): WrappedModule {
  const { facts, text } = module;
  const name = initFunctionName(owner);
  const edits = sortEdits(rewrites);
  const row = tableRow(module, name, originalLines(text, edits), hasPositions);
  const code = new RenderedText();
  if (module !== owner) return { code, row };
  const outer = facts.mixesTabs ? '\t' : '  ';
  code.add(`def ${name}():\n${outer}class ${className(module)}:${facts.hasStatements ? '' : ' pass'}\n`);
  addIndented(code, module, edits, outer + outer);
  // One line more than the text has: the runtime finds the end of a module by the start of the next function.
  code.add('\n\n');
  return { code, row };
}

/** The sum by which the runtime knows the file of a module that has another text in the bundle; else it compares texts. */
function sumCell({ file, layers, text }: Module, isWhole: boolean): string {
  if (file === undefined || (isWhole && layers.length === 0)) return none;
  return `0x${crc32(layers.length === 0 ? text : layers[0].original).toString(16)}`;
}

/** An empty cell. */
const none = '()';

/**
 * `'name': (function[, 'path'[, future features[, original lines[, unindented lines with code[, more[, gaps[, sum]]]]]]]),`, of
 * which all from the original lines on is for positions.
 * @param hasPositions whether the module has those of its own file
 * @param more a cell that only rows of the static strategy have
 */
export function tableRow(
  module: Module,
  initFunction: string,
  originals: ReadonlyMap<number, OriginalLine>,
  hasPositions: boolean,
  more = none,
): string {
  const { facts, name, resolution } = module;
  const cellsOfLines = new Map<number, string>();
  for (const [line, text] of originals) {
    cellsOfLines.set(lineInFile(line, module.gaps), typeof text === 'string' ? pythonString(text) : tuple(text));
  }
  for (const [line, { text, hasColumns }] of module.shownLines) {
    const keepsColumns = hasColumns && !cellsOfLines.has(line);
    cellsOfLines.set(line, keepsColumns ? `[${pythonString(text)}]` : pythonString(text));
  }
  const lines = [...cellsOfLines].toSorted(([a], [b]) => a - b).map(([line, cell]) => `${line}: ${cell}`);
  const unindented = lineNumbers(module.text, facts.unindentedCode).map((line) => lineInFile(line, module.gaps));
  const gaps = tuple(module.gaps.map(({ line, count }) => tuple([line, count])));
  const places = [`{${lines.join(', ')}}`, tuple(unindented), more, gaps, sumCell(module, more === none)];
  const cells = [tuple(facts.futureFeatures.map(pythonString)), ...(hasPositions ? places : [])];
  // What the loader can tell from the name is left out, and so are empty cells at the end.
  const path = resolution.path === `${name.replaceAll('.', '/')}.py` ? '' : resolution.path;
  cells.unshift(pythonString(path));
  while (cells.length > 0 && cells.at(-1)!.length === 2) cells.pop();
  return `    ${pythonString(name)}: ${tuple([initFunction, ...cells])},\n`;
}

/** A tuple's display; the last cells of a row are left out where they are empty. */
export function tuple(items: readonly (string | number)[]): string {
  return `(${items.join(', ')}${items.length === 1 ? ',' : ''})`;
}

/** Numbers (from 1) of the lines that begin at sorted offsets. */
function lineNumbers(text: string, offsets: Int32Array): number[] {
  const numbers: number[] = [];
  let line = 1;
  let start = 0;
  for (const offset of offsets) {
    for (; start < offset; line++) start = text.indexOf('\n', start) + 1;
    numbers.push(line);
  }
  return numbers;
}

/** The row of a further name of a module. */
export function aliasRow({ name }: Module, { name: canonical }: Module): string {
  return `    ${pythonString(name)}: ${pythonString(canonical)},\n`;
}

/** The row of a namespace package, which has no code. */
export function namespaceRow({ name, resolution }: Module): string {
  return `    ${pythonString(name)}: (None, ${pythonString(resolution.path)}),\n`;
}
