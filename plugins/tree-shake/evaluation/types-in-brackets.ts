import type { Expression } from '../../../core/python/expression-text/expression-tree.ts';
import { type Context, evaluate } from './evaluate.ts';
import { A_TYPE, isHashable, TYPE_VARIABLE, type Value } from './value.ts';

/** How many types those of `typing` take that always take as many (CPython's Lib/typing.py). */
const counts: Readonly<Record<string, number>> = {
  ...counted(
    1,
    'AbstractSet AsyncIterable AsyncIterator Awaitable ClassVar Collection Container Counter Deque Final FrozenSet IO ' +
      'Iterable Iterator KeysView List Match MutableSequence MutableSet Optional Pattern Reversible Sequence Set ' +
      'SupportsAbs SupportsRound Type ValuesView',
  ),
  ...counted(2, 'ChainMap DefaultDict Dict ItemsView Mapping MutableMapping OrderedDict'),
  ...counted(3, 'Coroutine Generator'),
};
/** Those of which `typing` makes nothing else when they are types in brackets. */
const special = /^typing\.(?:ClassVar|Final|Generic|Literal|Optional|Protocol|Union|TYPE_CHECKING)$|^sys\./;
/** What makes a type that can only stand outermost. */
const qualifiers = /^(?:ClassVar|Final)$/;

function counted(count: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name) => [name, count]));
}

/** What `typing` makes of types in brackets; nothing where the value takes none, or may refuse these. */
export function typesOf(of: Value, index: Expression, context: Context): Value | undefined {
  const given = index.type === 'tuple' ? index.elements : [index];
  const areTypes = (): boolean => given.every((each) => isType(each, context));
  const [, name] = /^typing\.(\w+)$/.exec(of.library ?? '') ?? [];
  if (name === undefined) return of.madeClass?.typeParameters === given.length && areTypes() ? of : undefined;
  const made = qualifiers.test(name) ? { ...A_TYPE, library: 'a qualified type' } : A_TYPE;
  if (counts[name] !== undefined) return counts[name] === given.length && areTypes() ? made : undefined;
  switch (name) {
    case 'Union':
      return given.length > 0 && areTypes() ? made : undefined;
    case 'Tuple': {
      const isLong = given.length === 2 && isEllipsis(given[1]!);
      return given.length > 0 && (isLong ? isType(given[0]!, context) : areTypes()) ? made : undefined;
    }
    case 'Literal':
      return given.every(isLiteral) ? made : undefined;
    case 'Callable':
      return isCallable(given, context) ? made : undefined;
    case 'Generic':
    case 'Protocol':
      return typeVariables(given, context) === given.length ? of : undefined;
    default:
      return undefined;
  }
}

/** How many different type variables are among types in brackets. */
export function typeVariables(types: readonly Expression[], context: Context): number {
  const found = types.filter((each) => isVariable(each, context));
  return new Set(found.map((each) => JSON.stringify(each))).size;
}

function isVariable(expression: Expression, context: Context): boolean {
  if (expression.type !== 'name' && expression.type !== 'attribute') return false;
  return /^(?:a type variable|typing\.AnyStr)$/.test(evaluate(expression, context).library ?? '');
}

function isCallable([parameters, result, ...others]: readonly Expression[], context: Context): boolean {
  if (parameters === undefined || result === undefined || others.length > 0 || !isType(result, context)) return false;
  if (parameters.type === 'list') return parameters.elements.every((each) => isType(each, context));
  return isEllipsis(parameters);
}

const isEllipsis = (expression: Expression): boolean => expression.type === 'constant' && expression.of === 'ellipsis';

const isLiteral = (expression: Expression): boolean =>
  expression.type === 'constant' && /^(?:string|bytes|integer|keyword)$/.test(expression.of);

/** A name, with names behind it. */
const dottedName = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u;
const keywords =
  /\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b/;

/** Whether an expression is a type that `typing` takes, and hashes and compares without calling anything of the program. */
function isType(expression: Expression, context: Context): boolean {
  if (expression.type === 'constant') {
    if (expression.of !== 'string') return expression.text === 'None';
    // A string is compiled.
    const text = expression.text.slice(1, -1);
    return dottedName.test(text) && !keywords.test(text);
  }
  if (!/^(?:name|attribute|subscript)$/.test(expression.type)) return false;
  const value = evaluate(expression, context);
  if (value.type === 'class') return isHashable(value);
  if (value.type === 'None') return value.truth === false;
  if (value.isOfLibrary !== true || special.test(value.library ?? '')) return false;
  return value === A_TYPE || value === TYPE_VARIABLE || value.library?.includes('.') === true;
}
