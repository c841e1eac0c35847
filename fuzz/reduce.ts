import { packageOf, type Program, type ProgramModule, type Statement, type TextStyle } from './model.ts';

/** Tells whether a program still shows what is looked for. */
export type Predicate = (program: Program) => Promise<boolean>;

const plainStyle: TextStyle = { indent: '    ', newline: '\n', finalNewline: true };

/**
 * Makes a program smaller as long as the predicate holds: without modules, statements, blocks around statements, lines,
 * and without what is unusual about a module's text. Stops after so many programs tried.
 */
export async function reduceProgram(program: Program, predicate: Predicate, budget: number): Promise<Program> {
  let best = program;
  let left = budget;
  let progress = true;
  while (progress && left > 0) {
    progress = false;
    // The candidates of the smaller program are made from where the larger one's had come to, so that nothing is tried twice.
    for (let position = 0; left > 0;) {
      const candidate = nth(smallerPrograms(best), position);
      if (candidate === undefined) break;
      left -= 1;
      if (await predicate(candidate)) {
        best = candidate;
        progress = true;
      } else {
        position += 1;
      }
    }
  }
  return best;
}

function nth<Item>(items: Iterable<Item>, position: number): Item | undefined {
  for (const item of items) if (position-- === 0) return item;
  return undefined;
}

function* smallerPrograms(program: Program): Generator<Program> {
  const { modules, links, roots } = program;
  const put = (index: number, ...replacement: ProgramModule[]): Program => ({
    ...program,
    modules: modules.toSpliced(index, 1, ...replacement),
  });
  for (let index = modules.length - 1; index > 0; index--) {
    // Without its `__init__.py` the package that is run would be a folder like any other.
    if (modules[index].name !== packageOf(program)) yield put(index);
  }
  for (const [index, module] of modules.entries()) {
    for (const statements of smallerBodies(module.statements)) yield put(index, { ...module, statements });
  }
  for (const [index, module] of modules.entries()) {
    if (module.prologue.length > 0) yield put(index, { ...module, prologue: [] });
    if (JSON.stringify(module.style) !== JSON.stringify(plainStyle)) yield put(index, { ...module, style: plainStyle });
  }
  for (const index of links.keys()) yield { ...program, links: links.toSpliced(index, 1) };
  for (const index of roots.keys()) yield { ...program, roots: roots.toSpliced(index, 1) };
  if (program.deduplicate !== 'off') yield { ...program, deduplicate: 'off' };
  if (program.form !== 'file') yield { ...program, form: 'file' };
}

function* smallerBodies(body: readonly Statement[]): Generator<Statement[]> {
  for (let size = body.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < body.length; start += size) yield body.toSpliced(start, size);
  }
  for (const [index, statement] of body.entries()) {
    for (const smaller of smallerStatements(statement)) yield body.toSpliced(index, 1, ...smaller);
  }
}

function* smallerStatements(statement: Statement): Generator<Statement[]> {
  const { body, lines, tail } = statement;
  if (body === undefined) {
    if (lines.length > 1) for (const index of lines.keys()) yield [{ ...statement, lines: lines.toSpliced(index, 1) }];
    return;
  }
  yield [...body];
  for (const smaller of smallerBodies(body)) yield [{ ...statement, body: smaller }];
  if (tail?.length) yield [{ ...statement, tail: [] }];
}
