import type { Expression, Field } from './expression-tree.ts';

/**
 * Whether the versions of CPython spell an expression differently. Python 3.8 folds constants first (its
 * Python/ast_opt.c); where it would depend on the values whether that shows, the answer is yes.
 */
export function variesByVersion(expression: Expression): boolean {
  return showsDifference(expression) || children(expression).some(variesByVersion);
}

/** The expressions that an expression is made of. */
function children(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'constant':
    case 'name':
      return [];
    case 'formatted':
      return allParts(expression.parts).flatMap((part) => (typeof part === 'string' ? [] : [part.value]));
    case 'tuple':
    case 'list':
    case 'set':
      return expression.elements;
    case 'dictionary':
      return expression.items.flatMap(({ key, value }) => present(key, value));
    case 'comprehension':
      return [
        ...present(expression.key, expression.element),
        ...expression.clauses.flatMap(({ target, iterable, conditions }) => [target, iterable, ...conditions]),
      ];
    case 'lambda':
      return [...present(...expression.parameters.map((parameter) => parameter.default)), expression.body];
    case 'conditional':
      return [expression.body, expression.test, expression.otherwise];
    case 'boolean':
      return expression.operands;
    case 'comparison':
      return [expression.left, ...expression.rest.map(({ operand }) => operand)];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'walrus':
      return [expression.target, expression.value];
    case 'starred':
    case 'await':
    case 'yield':
      return present(expression.value);
    case 'call':
      return [expression.callee, ...expression.positional, ...expression.keywords.map(({ value }) => value)];
    case 'attribute':
      return [expression.object];
    case 'subscript':
      return [expression.object, expression.index];
    case 'slice':
      return present(expression.lower, expression.upper, expression.step);
  }
}

function present(...expressions: (Expression | undefined)[]): Expression[] {
  return expressions.filter((expression) => expression !== undefined);
}

/** The parts of an f-string and of the format specifications in it. */
function allParts(parts: readonly (string | Field)[]): (string | Field)[] {
  return parts.flatMap((part) =>
    typeof part === 'string' || part.spec === undefined ? [part] : [part, ...allParts(part.spec)],
  );
}

/** `\N{...}` stays as it is here, where CPython has evaluated it. */
const namedEscape = /(?<!\\)(?:\\\\)*\\N\{/;

/** Whether the expression itself, apart from those it is made of, is spelled differently. */
function showsDifference(expression: Expression): boolean {
  switch (expression.type) {
    case 'constant':
      return constantDiffers(expression.of, expression.text);
    case 'name':
      // A constant in 3.8.
      return expression.name === '__debug__';
    case 'formatted':
      // 3.12 and 3.13 take a `#` in a string for a comment and evaluate backslashes in the text before `=`.
      return allParts(expression.parts).some((part) =>
        typeof part === 'string' ? namedEscape.test(part) : /[#\\]/.test(part.debug),
      );
    case 'tuple':
      return isConstant(expression) && expression.elements.some(printsName);
    case 'unary':
      return unaryDiffers(expression.operator, expression.operand);
    case 'binary':
      return (
        (isConstant(expression.left) && isConstant(expression.right)) ||
        (expression.operator === '**' && (isNegative(expression.left) || isNegative(expression.right)))
      );
    case 'comparison': {
      const { operator, operand } = expression.rest.at(-1)!;
      return (operator === 'in' || operator === 'not in') && isFoldedIterable(operand);
    }
    case 'comprehension':
      return expression.clauses.some(({ iterable }) => isFoldedIterable(iterable));
    case 'subscript': {
      const { object, index } = expression;
      // A constant tuple has parentheses in 3.8.
      if (index.type === 'tuple' && index.elements.length > 0 && isConstant(index)) return true;
      return isNegative(object) || (isConstant(object) && isConstant(index));
    }
    case 'attribute':
      return isNegative(expression.object);
    case 'call':
      return isNegative(expression.callee);
    case 'walrus':
      return true;
  }
  return false;
}

function constantDiffers(of: string, text: string): boolean {
  if (of === 'string') return text.startsWith('u') || namedEscape.test(text);
  return text.includes('1e309') && (of === 'float' || of === 'complex');
}

/** Whether 3.8 may fold the expression to a constant. */
function isConstant(expression: Expression): boolean {
  switch (expression.type) {
    case 'constant':
      return true;
    case 'name':
      return expression.name === '__debug__';
    case 'tuple':
      return expression.elements.every(isConstant);
    case 'unary':
      return isConstant(expression.operand);
    case 'binary':
      return isConstant(expression.left) && isConstant(expression.right);
    case 'subscript':
      return isConstant(expression.object) && isConstant(expression.index);
  }
  return false;
}

/** In a constant tuple `...` is printed as `Ellipsis`. */
function printsName(element: Expression): boolean {
  return element.type === 'constant' && element.of === 'ellipsis';
}

/** A negative number is one constant, which looks the same where nothing binds tighter than the sign. */
function isNegative(expression: Expression): boolean {
  return expression.type === 'unary' && expression.operator === '-' && isConstant(expression.operand);
}

function unaryDiffers(operator: string, operand: Expression): boolean {
  if (operator === 'not' && operand.type === 'comparison' && operand.rest.length === 1) {
    return /^(is|in|is not|not in)$/.test(operand.rest[0]!.operator);
  }
  if (!isConstant(operand)) return false;
  const isNumber = operand.type === 'constant' && (operand.of === 'integer' || operand.of === 'float');
  // There is no negative zero among the integers.
  return operator !== '-' || !isNumber || operand.text === '0';
}

/** A list becomes a tuple, a set of constants a `frozenset`. */
function isFoldedIterable(expression: Expression): boolean {
  if (expression.type === 'list') return !expression.elements.some(({ type }) => type === 'starred');
  return expression.type === 'set' && expression.elements.every(isConstant);
}
