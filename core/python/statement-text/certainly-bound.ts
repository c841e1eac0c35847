import type { Expression } from '../expression-text/expression-tree.ts';
import type { Form, Statement, Try } from './statement-tree.ts';

/**
 * The names that statements bind in any case: whatever way is taken through `if` and `try`, unless one raises. Loops may
 * run not once, `with` may end a block early, and a walrus may be in a part of an expression that is not evaluated.
 */
export function certainlyBound(statements: readonly Statement[]): Set<string> {
  return new Set(statements.flatMap(namesOf));
}

function namesOf(statement: Statement): readonly string[] {
  switch (statement.type) {
    case 'assignment':
      return statement.targets.flatMap(targetNames);
    case 'function':
    case 'class':
      return [statement.name];
    case 'if':
      return common([statement.body, statement.otherwise].map(certainlyBound));
    case 'other':
      return namesOfForm(statement.form);
  }
  return [];
}

function namesOfForm(form: Form): readonly string[] {
  switch (form.type) {
    case 'assignment':
      return form.targets.flatMap(targetNames);
    case 'augmented':
      return targetNames(form.target);
    case 'import':
      return form.names.map(({ name, alias }) => alias ?? name.split('.', 1)[0]!);
    case 'import-from':
      return form.names.map(({ name, alias }) => alias ?? name);
    case 'type-alias':
      return [form.name];
    case 'try':
      return namesOfTry(form);
  }
  return [];
}

function namesOfTry({ body, handlers, otherwise, finally: last }: Try): string[] {
  const ways = [[...body, ...otherwise], ...handlers.map((handler) => handler.body)];
  return [...common(ways.map(certainlyBound)), ...certainlyBound(last)];
}

function common([first, ...others]: readonly ReadonlySet<string>[]): string[] {
  return [...first!].filter((name) => others.every((names) => names.has(name)));
}

function targetNames(target: Expression): readonly string[] {
  if (target.type === 'name') return [target.name];
  if (target.type === 'tuple' || target.type === 'list') return target.elements.flatMap(targetNames);
  return target.type === 'starred' ? targetNames(target.value) : [];
}
