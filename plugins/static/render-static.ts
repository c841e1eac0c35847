import type { Module } from '../../core/module.ts';
import { RenderedText } from '../../core/rendered-text.ts';
import { type Edit, editsWithin, type OriginalLine, originalLines, sortEdits } from '../wrap/edit.ts';
import { addIndented } from '../wrap/indent.ts';
import { pythonString } from '../wrap/python-string.ts';
import { className, tableRow, tuple, type WrappedModule } from '../wrap/render-module.ts';
import type { LiftedFunction, StaticPlan } from './static-plan.ts';

const lineCount = (text: string): number => text.split('\n').length - 1;

/** Takes annotations and defaults out of a header: `__cribo_init` evaluates them, when the module runs. */
function bareHeader({ parameterExtras, returns }: LiftedFunction, text: string): Edit[] {
  return [...parameterExtras, ...(returns === undefined ? [] : [returns])].map(({ start, end }) => ({
    start,
    end,
    text: '\n'.repeat(lineCount(text.slice(start, end))),
  }));
}

/** A function as a static method, followed by a blank line. */
function staticMethod(lifted: LiftedFunction, module: Module, edits: readonly Edit[], indent: string): RenderedText {
  const { lines, colon } = lifted;
  const own = sortEdits([...bareHeader(lifted, module.text), ...editsWithin({ start: colon, end: lines.end }, edits)]);
  const code = new RenderedText().add(`${indent}@staticmethod\n`);
  addIndented(code, module, own, indent, lines);
  // The runtime counts the lines, so there may be more than the function has, but not fewer.
  if (/\n[ \t\f]*\n$/.test(code.text)) return code;
  return code.add(code.text.endsWith('\n') ? '\n' : '\n\n');
}

/** Adds the module's text with `...` in place of the bodies of the functions that stand elsewhere. */
function addInit(
  to: RenderedText,
  { functions }: StaticPlan,
  module: Module,
  edits: readonly Edit[],
  indent: string,
): void {
  const { text } = module;
  let copied = 0;
  for (const { colon, lines } of functions) {
    const header = { start: copied, end: colon + 1 };
    addIndented(to, module, editsWithin(header, edits), indent, header);
    to.add(text[lines.end - 1] === '\n' ? ' ...\n' : ' ...');
    copied = lines.end;
  }
  addIndented(to, module, edits, indent, { start: copied, end: text.length });
}

/** `{'name': (first line, line after the last, lines of the header)}` of the static methods. */
function liftedCell({ functions }: StaticPlan, text: string): string {
  let line = 1;
  let offset = 0;
  const cells = functions.map(({ name, lines, colon }) => {
    line += lineCount(text.slice(offset, lines.start));
    const after = line + lineCount(text.slice(lines.start, lines.end)) + (text[lines.end - 1] === '\n' ? 0 : 1);
    const cell = tuple([line, after, lineCount(text.slice(lines.start, colon)) + 1]);
    [line, offset] = [after, lines.end];
    return `${pythonString(name)}: ${cell}`;
  });
  return `{${cells.join(', ')}}`;
}

/**
 * Lines of which neither the static method nor what stands for it in `__cribo_init` has all: those on which a header ends
 * that was changed, where a comment follows.
 */
function headerEnds({ functions }: StaticPlan, text: string): Map<number, string> {
  const found = new Map<number, string>();
  let line = 1;
  let offset = 0;
  for (const { parameterExtras, returns, colon } of functions) {
    const start = text.lastIndexOf('\n', colon) + 1;
    line += lineCount(text.slice(offset, start));
    offset = start;
    const end = text.indexOf('\n', colon);
    const whole = text.slice(start, end === -1 ? undefined : end);
    const isEdited = parameterExtras.length > 0 || returns !== undefined;
    if (isEdited && start + whole.length > colon + 1) found.set(line, whole);
  }
  return found;
}

/**
 * Renders a module as a class: functions as static methods, constants in `__cribo_vars`, and all else, in its order, in
 * `__cribo_init`, whose code the runtime puts together with theirs and has the import system run on the module's dict.
 * @param classNameOfModule the name of the class, which is that of another module of the same text where this one has none
 * @param rewrites what the wrap form changes as well
 * @param hasPositions whether it has the positions of its own file
 */
export function renderStatic(
  module: Module,
  plan: StaticPlan,
  classNameOfModule: string,
  rewrites: readonly Edit[],
  hasPositions: boolean,
): WrappedModule {
  const { facts, text } = module;
  const edits = sortEdits(rewrites);
  const originals = new Map<number, OriginalLine>([...originalLines(text, edits), ...headerEnds(plan, text)]);
  const row = tableRow(module, classNameOfModule, originals, hasPositions, liftedCell(plan, text));
  const indent = facts.mixesTabs ? '\t' : '  ';
  const constants = plan.constants.map(({ name, value }) => ({
    name: pythonString(name),
    edit: { ...value, text: `'__cribo_vars.${name}'` },
  }));
  const code = new RenderedText().add(`class ${classNameOfModule}:\n`);
  if (constants.length > 0) {
    code.add(`${indent}__cribo_vars = {\n`);
    for (const { name, edit } of constants) {
      code.add(`${indent}${indent}${name}: `).copy(module, edit.start, edit.end).add(',\n');
    }
    code.add(`${indent}}\n\n`);
  }
  for (const lifted of plan.functions) code.append(staticMethod(lifted, module, edits, indent));
  code.add(`${indent}@classmethod\n${indent}def __cribo_init(cls):\n`);
  code.add(`${indent.repeat(2)}class ${className(module)}:${facts.hasStatements ? '' : ' pass'}\n`);
  addInit(code, plan, module, sortEdits([...edits, ...constants.map(({ edit }) => edit)]), indent.repeat(3));
  return { code: code.add('\n\n'), row };
}
