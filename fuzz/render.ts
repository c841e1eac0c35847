import { flush, pathOf, type Program, type ProgramModule, type Statement, type TextStyle } from './model.ts';

/** The files of a program: path relative to its folder -> text. */
export function renderProgram(program: Program): Map<string, string> {
  return new Map(program.modules.map((module) => [pathOf(module), renderModule(module)]));
}

/** The text of one module. */
function renderModule({ prologue, statements, style }: ProgramModule): string {
  const lines = [...renderLines(prologue, 0, style), ...renderStatements(statements, 0, style)];
  return lines.join(style.newline) + (style.finalNewline && lines.length > 0 ? style.newline : '');
}

function renderStatements(statements: readonly Statement[], level: number, style: TextStyle): string[] {
  return statements.flatMap((statement) => [
    ...renderLines(statement.lines, level, style),
    ...(statement.body ? renderBlock(statement.body, level + bodyLevel(statement.lines), style) : []),
    ...renderLines(statement.tail ?? [], level, style),
  ]);
}

function renderBlock(body: readonly Statement[], level: number, style: TextStyle): string[] {
  const lines = renderStatements(body, level, style);
  // A block of comments only is none, and removing statements may leave it empty.
  return lines.some((line) => !/^\s*(?:#|$)/.test(line)) ? lines : [...lines, `${style.indent.repeat(level)}pass`];
}

function renderLines(lines: readonly string[], level: number, { indent }: TextStyle): string[] {
  return lines.map((line) => {
    if (line.startsWith(flush)) return line.slice(1);
    if (line === '') return line;
    const text = line.trimStart();
    return indent.repeat(level + (line.length - text.length) / 4) + text;
  });
}

/** The body stands inside the last line of the header that opens a block (`case` in `match`), or beside one after it. */
function bodyLevel(header: readonly string[]): number {
  const last = header.at(-1) ?? ':';
  return /^ */.exec(last)![0].length / 4 + (last.endsWith(':') ? 1 : 0);
}
