import type { Expression } from '../../core/python/expression-text/expression-tree.ts';
import { namePath } from '../../core/python/expression-text/name-path.ts';
import type { Statement } from '../../core/python/statement-text/statement-tree.ts';
import type { LinkedModule } from './linked-module.ts';
import { literalString } from './mapping-uses.ts';
import { parsedStatements } from './parsed-statements.ts';

/**
 * A module that puts an object of a class of its own in its place, with all of its names, so that the class says what
 * names mean that the module does not have. Indexes of its statements.
 */
export interface ModuleClass {
  /** The class, whose methods only run where a name is read that is not there. */
  readonly classIndex: number;
  /** What puts the object in the module's place, which reads no names of it but the given ones. */
  readonly replacing: ReadonlyMap<number, readonly string[]>;
}

/** Finds that in a module: `new = Class(__name__); new.__dict__.update(old.__dict__); sys.modules[__name__] = new`. */
export function findModuleClass(linked: LinkedModule): ModuleClass | undefined {
  if (!linked.text.includes('sys.modules')) return undefined;
  const replacing = new Map<number, readonly string[]>();
  const variables = new Set<string>();
  let [className, isInPlace, isCopied] = ['', false, false];
  for (const [index, { kind }] of linked.statements.entries()) {
    if (kind !== 'assignment' && kind !== 'other') continue;
    const step = stepOf(linked, index);
    if (step === undefined) continue;
    const isOfVariables = step.names.every((name) => variables.has(name));
    if (step.type === 'old') variables.add(step.names[0]!);
    else if (step.type === 'made' && isModuleType(linked, step.of!)) {
      variables.add(step.names[0]!);
      className = step.of!;
    } else if (step.type === 'copied' && isOfVariables) isCopied = true;
    else if (step.type === 'put' && isOfVariables) isInPlace = true;
    else if (step.type === 'class' && isModuleType(linked, step.of!)) {
      className = step.of!;
      [isInPlace, isCopied] = [true, true];
    } else if (step.type !== 'deleted' || !isOfVariables) continue;
    replacing.set(index, step.attributes ?? []);
  }
  const isElsewhere = linked.statements.some(
    ({ reads, later, binds }, index) =>
      !replacing.has(index) &&
      [...reads, ...later, ...binds].some(
        (name) => variables.has(name) || (name === className && !isClass(linked, index)),
      ),
  );
  if (className === '' || !isInPlace || !isCopied || isElsewhere) return undefined;
  return { classIndex: linked.binders.get(className)![0]!, replacing };
}

/** A statement that may be a part of that. */
interface Step {
  readonly type: 'old' | 'made' | 'copied' | 'put' | 'class' | 'deleted';
  /** The variables that it is about. */
  readonly names: readonly string[];
  /** A class. */
  readonly of?: string;
  /** Names that are deleted of the new module, which have to be there. */
  readonly attributes?: readonly string[];
}

function stepOf({ text, statements }: LinkedModule, index: number): Step | undefined {
  const { start, end } = statements[index]!;
  const [statement, ...others] = parsedStatements(text.slice(start, end)) ?? [];
  if (others.length > 0) return undefined;
  if (statement?.type === 'expression') return copyOf(statement.value);
  if (statement?.type === 'other' && statement.form.type === 'delete') return deletionOf(statement.form.targets);
  if (statement?.type !== 'assignment' || statement.targets.length > 1) return undefined;
  return assignmentOf(statement.targets[0]!, statement.value);
}

function assignmentOf(target: Expression, value: Expression): Step | undefined {
  if (target.type === 'name') {
    if (isOwnPlace(value)) return { type: 'old', names: [target.name] };
    if (value.type !== 'call' || value.callee.type !== 'name' || value.keywords.length > 0) return undefined;
    const isOfName = value.positional.length === 1 && isName(value.positional[0]!, '__name__');
    return isOfName ? { type: 'made', names: [target.name], of: value.callee.name } : undefined;
  }
  if (value.type !== 'name') return undefined;
  if (isOwnPlace(target)) return { type: 'put', names: [value.name] };
  const isClassSet = target.type === 'attribute' && target.name === '__class__' && isOwnPlace(target.object);
  return isClassSet ? { type: 'class', names: [], of: value.name } : undefined;
}

/** `new.__dict__.update(old.__dict__)` */
function copyOf(value: Expression): Step | undefined {
  if (value.type !== 'call' || value.positional.length !== 1 || value.keywords.length > 0) return undefined;
  const [made, dictionary, update, ...more] = namePath(value.callee) ?? [];
  const [old, others, ...rest] = namePath(value.positional[0]!) ?? [];
  if (dictionary !== '__dict__' || others !== '__dict__' || update !== 'update') return undefined;
  return more.length === 0 && rest.length === 0 ? { type: 'copied', names: [made!, old!] } : undefined;
}

function deletionOf(targets: readonly Expression[]): Step | undefined {
  const paths = targets.map((target) => namePath(target) ?? []);
  if (paths.some((path) => path.length === 0)) return undefined;
  return { type: 'deleted', names: paths.map(([name]) => name!), attributes: paths.flatMap(([, ...rest]) => rest) };
}

const isName = (expression: Expression, name: string): boolean =>
  expression.type === 'name' && expression.name === name;

/** `sys.modules[__name__]` */
const isOwnPlace = (expression: Expression): boolean =>
  expression.type === 'subscript' &&
  namePath(expression.object)?.join('.') === 'sys.modules' &&
  isName(expression.index, '__name__');

const isClass = ({ statements }: LinkedModule, index: number): boolean => statements[index]!.kind === 'class';

/** Whether a name is a class of modules that says nothing but what names mean that are not there. */
function isModuleType(linked: LinkedModule, name: string): boolean {
  const [index, ...others] = linked.binders.get(name) ?? [];
  if (index === undefined || others.length > 0 || !isClass(linked, index)) return false;
  const { start, end } = linked.statements[index]!;
  const [statement] = parsedStatements(linked.text.slice(start, end)) ?? [];
  if (statement?.type !== 'class' || statement.decorators.length > 0 || statement.keywords.length > 0) return false;
  const [base, ...more] = statement.positional.map((each) => namePath(each)?.join('.'));
  const isOfModules = more.length === 0 && (base === 'ModuleType' || base === 'types.ModuleType');
  return isOfModules && statement.body.every(isForMissingNames);
}

/** Whether a statement of a class is its docstring, or what is asked for names that are not there. */
function isForMissingNames(statement: Statement): boolean {
  if (statement.type === 'expression') return literalString(statement.value) !== undefined;
  const isAsked = statement.type === 'function' && /^__(?:getattr|dir)__$/.test(statement.name);
  return isAsked && statement.decorators.length === 0;
}
