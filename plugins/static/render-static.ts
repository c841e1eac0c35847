import type { Module } from '../../core/module.ts';
import { type Edit, editsWithin, type OriginalLine, originalLines, sortEdits } from '../wrap/edit.ts';
import { indentModule } from '../wrap/indent.ts';
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
function staticMethod(lifted: LiftedFunction, { text, facts }: Module, edits: readonly Edit[], indent: string): string {
  const { lines, colon } = lifted;
  const own = sortEdits([...bareHeader(lifted, text), ...editsWithin({ start: colon, end: lines.end }, edits)]);
  const code = `${indent}@staticmethod\n${indentModule(text, facts, own, indent, lines)}`;
  // The runtime counts the lines, so there may be more than the function has, but not fewer.
  return /\n[ \t\f]*\n$/.test(code) ? code : `${code.replace(/\n$/, '')}\n\n`;
}

/** The module's text with `...` in place of the bodies of the functions that stand elsewhere. */
function initText({ functions }: StaticPlan, { text, facts }: Module, edits: readonly Edit[], indent: string): string {
  let result = '';
  let copied = 0;
  for (const { colon, lines } of functions) {
    const header = { start: copied, end: colon + 1 };
    result += `${indentModule(text, facts, editsWithin(header, edits), indent, header)} ...`;
    if (text[lines.end - 1] === '\n') result += '\n';
    copied = lines.end;
  }
  return result + indentModule(text, facts, edits, indent, { start: copied, end: text.length });
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
    literal: text.slice(value.start, value.end),
  }));
  const items = constants.map(({ name, literal }) => `${indent}${indent}${name}: ${literal},\n`);
  const values = items.length === 0 ? '' : `${indent}__cribo_vars = {\n${items.join('')}${indent}}\n\n`;
  const methods = plan.functions.map((lifted) => staticMethod(lifted, module, edits, indent));
  const all = sortEdits([...edits, ...constants.map(({ edit }) => edit)]);
  const init =
    `${indent}@classmethod\n${indent}def __cribo_init(cls):\n` +
    `${indent.repeat(2)}class ${className(module)}:${facts.hasStatements ? '' : ' pass'}\n` +
    initText(plan, module, all, indent.repeat(3));
  return { code: `class ${classNameOfModule}:\n${values}${methods.join('')}${init}\n\n`, row };
}
