import type { Range } from '../../core/python/facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import { lowerBound } from '../../core/lower-bound.ts';
import { RenderedText } from '../../core/rendered-text.ts';
import { addEdited, type Edit, sortEdits } from '../wrap/edit.ts';
import { annotationEdits, asksForAnnotations, type FutureAnnotations } from '../wrap/future-annotations.ts';
import { pythonString } from '../wrap/python-string.ts';
import { editsWithBlankLines, type LineEdit, wholeLines } from './blank-lines.ts';
import { type Facades, facadeEdit } from './facades.ts';
import { factoryEdits } from './class-factories.ts';
import { docstringGuard, firstModules } from './first-modules.ts';
import { importEdit } from './import-edits.ts';
import type { ModuleBindings } from './module-bindings.ts';
import type { Placement } from './placement.ts';
import type { FlatSymbol, Symbols } from './symbols.ts';
import type { Unit } from './unit.ts';

/** All that is known of the modules that are flattened. */
export interface FlatProgram {
  readonly entry: Unit;
  readonly modules: ModuleBindings;
  readonly symbols: Symbols;
  readonly placement: Placement;
  readonly facades: Facades;
}

/** Texts of modules that stand in others, which have a mark in their place until all are known. */
interface Nested {
  readonly texts: Map<Unit, RenderedText>;
  /** The modules above which nothing stands that could be the bundle's docstring, but their own. */
  readonly first: ReadonlySet<Unit>;
  /** How many blank lines are around them. */
  readonly room: number;
}

/**
 * The changes of the entry's text that put the flattened modules into it.
 * @param room the number of blank lines around a module
 */
export function entryEdits(program: FlatProgram, annotations: FutureAnnotations, room: number): Edit[] {
  const { entry, placement } = program;
  const nested: Nested = { texts: new Map(), first: firstModules(program), room };
  // Inner ones first, as they begin to run after those around them.
  for (const { unit } of placement.order.toReversed()) {
    if (unit !== entry) nested.texts.set(unit, flattenedText(unit, program, annotations, nested));
  }
  const byName = new Map([...nested.texts].map(([unit, text]) => [unit.name, text]));
  const whole = unitEdits(entry, program, annotations, nested).map((edit): Edit => {
    if (edit.rendered === undefined) return edit;
    const rendered = withoutMarks(edit.rendered, byName);
    return { start: edit.start, end: edit.end, text: rendered.text, rendered };
  });
  return sortEdits([...docstringGuard(entry, whole), ...whole]);
}

function unitEdits(unit: Unit, program: FlatProgram, annotations: FutureAnnotations, nested: Nested): Edit[] {
  const { facades, modules, symbols } = program;
  const lines: LineEdit[] = [];
  const replaced: Edit[] = [];
  if (unit.isEntry && facades.size > 0) lines.push(facadeEdit(facades, unit, symbols));
  for (const { unit: early, offset } of program.placement.above(unit)) {
    const pieces = nested.texts.get(early)!.text === '' ? [] : [{ text: mark(early), isModule: true }];
    lines.push({ start: offset, end: offset, pieces });
  }
  for (const statement of unit.imports) {
    const placed = program.placement.at(statement).filter((each) => nested.texts.get(each.unit)?.text !== '');
    const texts = placed.map((each) => ({ text: mark(each.unit), offset: each.offset }));
    const edit = importEdit(unit, statement, texts, modules, symbols);
    if (edit === undefined) continue;
    if ('pieces' in edit) lines.push(edit);
    else replaced.push(edit);
  }
  if (!unit.isEntry) {
    const gone = [...unit.scriptParts];
    // A list of names that nobody reads, as star imports are gone.
    const names = symbols.of(unit, '__all__');
    const isRead =
      names?.readings.length !== 0 || names.members.length > 1 || facades.get(unit)?.attributes.has('__all__');
    const list = isRead ? undefined : unit.exportList();
    if (list !== undefined) gone.push(list.statement);
    for (const range of gone) lines.push({ ...wholeLines(range, unit.module.text), pieces: [] });
  }
  lines.sort((a, b) => a.start - b.start || a.end - b.end);
  replaced.push(...editsWithBlankLines(lines, unit.module, nested.room));
  const ranges = sortEdits(replaced);
  const isReplaced = ({ start }: Edit): boolean => {
    const range = ranges[lowerBound(ranges.length, (index) => ranges[index]!.end <= start)];
    return range !== undefined && range.start <= start;
  };
  const edits = modules
    .redirectsIn(unit)
    .map(({ use, end, target }) => ({ start: use.start, end, text: symbols.of(target.unit, target.name)!.finalName }));
  for (const { use, symbol } of symbols.readLocalsIn(unit)) {
    edits.push({ start: use.start, end: use.end, text: symbol.finalName });
  }
  if (!unit.isEntry) edits.push(...moduleEdits(unit, annotations, nested.first.has(unit)));
  // What follows a class may stand where its body ends.
  edits.push(...renamingEdits(unit, symbols));
  return sortEdits([...replaced, ...edits.filter((edit) => !isReplaced(edit))]);
}

/** What changes in a module because it is none any more. */
function moduleEdits(unit: Unit, annotations: FutureAnnotations, isFirst: boolean): Edit[] {
  const { docstring } = unit.found.facts;
  const edits = [...classEdits(unit), ...factoryEdits(unit), ...nameEdits(unit)];
  if (isFirst && docstring !== undefined) edits.push(commentEdit(docstring, unit));
  if (annotations === 'strings' && asksForAnnotations(unit.module)) edits.push(...annotationEdits(unit.module));
  return edits;
}

/** A cookie says how a file is encoded, and a shebang how it is run; in a script, below other lines, both mean nothing. */
const isOfFile = (line: string): boolean => /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/.test(line) || line.startsWith('#!');

/** The text of a flattened module, without blank lines around it. */
function flattenedText(unit: Unit, program: FlatProgram, annotations: FutureAnnotations, nested: Nested): RenderedText {
  const whole = new RenderedText();
  addEdited(whole, unit.module, unitEdits(unit, program, annotations, nested));
  const ownLines = new RenderedText();
  let offset = 0;
  for (let line = 0; line < 2; line++) {
    const end = whole.text.indexOf('\n', offset) + 1 || whole.text.length;
    if (!isOfFile(whole.text.slice(offset, end))) ownLines.append(whole, offset, end);
    offset = end;
  }
  const { text } = ownLines.append(whole, offset);
  const [blank] = /^(?:[ \t\f]*\n)*/.exec(text)!;
  return new RenderedText().append(ownLines, blank.length, Math.max(blank.length, text.trimEnd().length));
}

/** Puts texts in place of their marks, and so on in these. */
function withoutMarks(rendered: RenderedText, texts: ReadonlyMap<string, RenderedText>): RenderedText {
  const result = new RenderedText();
  const waiting = [{ part: rendered, from: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { part, from } = next;
    const start = part.text.indexOf('\0', from);
    result.append(part, from, start < 0 ? undefined : start);
    if (start < 0) continue;
    const end = part.text.indexOf('\0', start + 1);
    waiting.push({ part, from: end + 1 }, { part: texts.get(part.text.slice(start + 1, end))!, from: 0 });
  }
  return result;
}

/** No Python text has such a character. */
const mark = (unit: Unit): string => `\0${unit.name}\0`;

/** A class says which module it is of, as the script's name is another one. */
function classEdits({ found, name, module: { text } }: Unit): Edit[] {
  const line = `__module__ = ${pythonString(name)}`;
  return found.classBodies.map(({ offset, first, form }) => {
    const indentation = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
    const inserted = {
      'line-before': `${line}\n${indentation}`,
      'line-after': `\n${indentation}${line}`,
      before: `${line}; `,
      after: `; ${line}`,
    }[form];
    return { start: offset, end: offset, text: inserted };
  });
}

/** `__name__` is what it was in the module's own file. */
function nameEdits(unit: Unit): Edit[] {
  return unit.uses
    .filter(({ name, definition }) => name === '__name__' && definition === -1)
    .map(({ start, end }) => ({ start, end, text: quotedIn(unit, start) }));
}

/** The module's name in quotes that do not end the f-string around an offset, as they would before Python 3.12. */
function quotedIn({ found, name }: Unit, offset: number): string {
  const around = found.formattedRanges.find(({ start, end }) => start < offset && offset < end);
  return around?.quote === "'" ? `"${name}"` : `'${name}'`;
}

function commentEdit({ start, end }: Range, { module: { text } }: Unit): Edit {
  const content = text
    .slice(start, end)
    .replace(/^[a-zA-Z]*("""|'''|"|')/, '')
    .replace(/("""|'''|"|')$/, '');
  const lines = content
    .trim()
    .split('\n')
    .map((line) => `# ${line.trim()}`.trimEnd());
  return { start, end, text: lines.join('\n') };
}

/** Every place of a symbol that has another name in the bundle, import statements aside. */
function renamingEdits(unit: Unit, symbols: Symbols): Edit[] {
  const edits: Edit[] = [];
  for (const name of unit.bindings.keys()) {
    const symbol = symbols.of(unit, name);
    if (symbol === undefined || symbol.finalName === name) continue;
    for (const use of unit.usesOf(name)) {
      if (use.role === Role.Import) continue;
      if (use.role !== Role.Definition) edits.push({ start: use.start, end: use.end, text: symbol.finalName });
      else edits.push(...aliasEdits(unit, use, symbol));
    }
  }
  return edits;
}

/**
 * A function or class has its own name while it is made, which it keeps as an attribute. If that is another symbol's, it
 * is given back at once: whatever the statement calls runs before it binds the name.
 */
function aliasEdits(unit: Unit, use: SymbolUse, { finalName, setAside }: FlatSymbol): Edit[] {
  const { text } = unit.module;
  const { name } = use;
  const statement = unit.statementAt(use.start)!;
  const lineEnd = text.indexOf('\n', statement.end);
  const at = lineEnd < 0 ? text.length : lineEnd;
  const kept = setAside.get(use);
  if (kept === undefined) return [{ start: at, end: at, text: `\n${finalName} = ${name}; del ${name}` }];
  return [
    { start: statement.start, end: statement.start, text: `${kept} = ${name}\n` },
    { start: at, end: at, text: `\n${finalName} = ${name}; ${name} = ${kept}; del ${kept}` },
  ];
}
