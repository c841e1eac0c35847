import type {
  Call,
  Comprehension,
  ComprehensionClause,
  Dictionary,
  Expression,
  Field,
  FormattedString,
  Lambda,
  Parameter,
  Sequence,
  Slice,
  Yield,
} from './expression-tree.ts';
import { escapeText, quote } from './string-repr.ts';

/** The priority levels of CPython's Python/ast_unparse.c. */
export const enum Precedence {
  Tuple,
  Test,
  Or,
  And,
  Not,
  Comparison,
  BitwiseOr,
  BitwiseXor,
  BitwiseAnd,
  Shift,
  Sum,
  Product,
  Factor,
  Power,
  Await,
  Atom,
}

const BINARY_PRECEDENCE: Readonly<Record<string, Precedence>> = {
  '|': Precedence.BitwiseOr,
  '^': Precedence.BitwiseXor,
  '&': Precedence.BitwiseAnd,
  '<<': Precedence.Shift,
  '>>': Precedence.Shift,
  '+': Precedence.Sum,
  '-': Precedence.Sum,
  '*': Precedence.Product,
  '@': Precedence.Product,
  '/': Precedence.Product,
  '%': Precedence.Product,
  '//': Precedence.Product,
  '**': Precedence.Power,
};

/** The text of an expression where operators bind as tightly as `level` already; looser ones get parentheses. */
export function unparseExpression(expression: Expression, level: Precedence): string {
  const within = (precedence: Precedence, text: string) => (level > precedence ? `(${text})` : text);
  switch (expression.type) {
    case 'constant':
      return expression.text;
    case 'name':
      return expression.name;
    case 'formatted':
      return unparseFormatted(expression);
    case 'tuple':
      return unparseTuple(expression, level);
    case 'list':
      return `[${expression.elements.map(unparseTest).join(', ')}]`;
    case 'set':
      return `{${expression.elements.map(unparseTest).join(', ')}}`;
    case 'dictionary':
      return unparseDictionary(expression);
    case 'comprehension':
      return unparseComprehension(expression);
    case 'lambda':
      return within(Precedence.Test, unparseLambda(expression));
    case 'conditional': {
      const body = unparseExpression(expression.body, Precedence.Or);
      const test = unparseExpression(expression.test, Precedence.Or);
      return within(Precedence.Test, `${body} if ${test} else ${unparseTest(expression.otherwise)}`);
    }
    case 'boolean': {
      const precedence = expression.operator === 'and' ? Precedence.And : Precedence.Or;
      const operands = expression.operands.map((operand) => unparseExpression(operand, precedence + 1));
      return within(precedence, operands.join(` ${expression.operator} `));
    }
    case 'comparison': {
      let text = unparseExpression(expression.left, Precedence.BitwiseOr);
      for (const { operator, operand } of expression.rest) {
        text += ` ${operator} ${unparseExpression(operand, Precedence.BitwiseOr)}`;
      }
      return within(Precedence.Comparison, text);
    }
    case 'binary': {
      const precedence = BINARY_PRECEDENCE[expression.operator]!;
      const isRightAssociative = expression.operator === '**';
      const left = unparseExpression(expression.left, isRightAssociative ? precedence + 1 : precedence);
      const right = unparseExpression(expression.right, isRightAssociative ? precedence : precedence + 1);
      return within(precedence, `${left} ${expression.operator} ${right}`);
    }
    case 'unary': {
      const isNot = expression.operator === 'not';
      const precedence = isNot ? Precedence.Not : Precedence.Factor;
      const operand = unparseExpression(expression.operand, precedence);
      return within(precedence, `${expression.operator}${isNot ? ' ' : ''}${operand}`);
    }
    case 'starred':
      return `*${unparseExpression(expression.value, Precedence.BitwiseOr)}`;
    case 'walrus': {
      const target = unparseExpression(expression.target, Precedence.Atom);
      return within(Precedence.Tuple, `${target} := ${unparseExpression(expression.value, Precedence.Atom)}`);
    }
    case 'await':
      return within(Precedence.Await, `await ${unparseExpression(expression.value, Precedence.Atom)}`);
    case 'yield':
      return unparseYield(expression);
    case 'call':
      return unparseCall(expression);
    case 'attribute': {
      // `1.real` would be a number and a name.
      const isInteger = expression.object.type === 'constant' && expression.object.of === 'integer';
      return `${unparseExpression(expression.object, Precedence.Atom)}${isInteger ? ' ' : ''}.${expression.name}`;
    }
    case 'subscript': {
      const object = unparseExpression(expression.object, Precedence.Atom);
      return `${object}[${unparseExpression(expression.index, Precedence.Tuple)}]`;
    }
    case 'slice':
      return unparseSlice(expression);
  }
}

function unparseTest(expression: Expression): string {
  return unparseExpression(expression, Precedence.Test);
}

function unparseTuple({ elements }: Sequence, level: Precedence): string {
  if (elements.length === 0) return '()';
  const text = elements.map(unparseTest).join(', ') + (elements.length === 1 ? ',' : '');
  return level > Precedence.Tuple ? `(${text})` : text;
}

function unparseDictionary({ items }: Dictionary): string {
  const texts = items.map(({ key, value }) =>
    key === undefined
      ? `**${unparseExpression(value, Precedence.BitwiseOr)}`
      : `${unparseTest(key)}: ${unparseTest(value)}`,
  );
  return `{${texts.join(', ')}}`;
}

function unparseComprehension({ of, key, element, clauses }: Comprehension): string {
  const result = key === undefined ? unparseTest(element) : `${unparseTest(key)}: ${unparseTest(element)}`;
  const text = result + clauses.map(unparseClause).join('');
  if (of === 'generator') return `(${text})`;
  return of === 'list' ? `[${text}]` : `{${text}}`;
}

function unparseClause({ isAsync, target, iterable, conditions }: ComprehensionClause): string {
  let text = `${isAsync ? ' async' : ''} for ${unparseExpression(target, Precedence.Tuple)}`;
  text += ` in ${unparseExpression(iterable, Precedence.Or)}`;
  for (const condition of conditions) text += ` if ${unparseExpression(condition, Precedence.Or)}`;
  return text;
}

function unparseLambda({ parameters, body }: Lambda): string {
  // CPython prints the space before positional parameters only: `lambda*args: 0`.
  const space = parameters.length > 0 && parameters[0]!.mark === '' ? ' ' : '';
  return `lambda${space}${parameters.map(unparseParameter).join(', ')}: ${unparseTest(body)}`;
}

function unparseParameter(parameter: Parameter): string {
  const { mark, name } = parameter;
  return mark + name + (parameter.default === undefined ? '' : `=${unparseTest(parameter.default)}`);
}

function unparseYield({ isFrom, value }: Yield): string {
  if (value === undefined) return '(yield)';
  return `(yield ${isFrom ? 'from ' : ''}${unparseTest(value)})`;
}

/** Positional arguments come first, however they were mixed. */
function unparseCall({ callee, positional, keywords }: Call): string {
  const text = unparseExpression(callee, Precedence.Atom);
  const only = keywords.length === 0 && positional.length === 1 ? positional[0]! : undefined;
  if (only?.type === 'comprehension' && only.of === 'generator') return text + unparseComprehension(only);
  const texts = keywords.map(({ name, value }) => (name === undefined ? '**' : `${name}=`) + unparseTest(value));
  return `${text}(${[...positional.map(unparseTest), ...texts].join(', ')})`;
}

function unparseSlice({ lower, upper, step }: Slice): string {
  const text = `${lower === undefined ? '' : unparseTest(lower)}:${upper === undefined ? '' : unparseTest(upper)}`;
  return step === undefined ? text : `${text}:${unparseTest(step)}`;
}

function unparseFormatted({ isTemplate, parts }: FormattedString): string {
  return (isTemplate ? 't' : 'f') + quote(partsContent(parts, isTemplate));
}

/** The content of an f-string, escaped but for quotes. */
function partsContent(parts: readonly (string | Field)[], isTemplate: boolean): string {
  return parts.map((part) => (typeof part === 'string' ? part : fieldContent(part, isTemplate))).join('');
}

function fieldContent(field: Field, isTemplate: boolean): string {
  // A lambda needs parentheses, as its colon would begin the format specification.
  const value = isTemplate ? field.source : unparseExpression(field.value, Precedence.Or);
  const brace = value.startsWith('{') ? '{ ' : '{';
  const conversion = field.conversion === '' ? '' : `!${field.conversion}`;
  // A field inside the specification of a t-string's field is that of an f-string.
  const spec = field.spec === undefined ? '' : `:${partsContent(field.spec, false)}`;
  return `${brace}${escapeText(value)}${conversion}${spec}}`;
}
