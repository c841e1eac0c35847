import { type ValueToken, valueTokens } from './value-tokens.ts';

/** What is known of the value of an expression that neither raises nor calls code of the program. */
export interface KnownValue {
  /** A builtin type, or `object` for anything else, of which no more is known. */
  readonly type: ValueType;
  /** Of a container: whether all its elements can be hashed, or are strings. */
  readonly elements?: 'hashable' | 'str' | undefined;
}

type ValueType =
  'str' | 'bytes' | 'number' | 'None' | 'list' | 'tuple' | 'dict' | 'set' | 'function' | 'class' | 'object';

/** What the values of an expression's names and calls are. */
export interface ValueScope {
  /** What a dotted name stands for. */
  valueOf(name: string): KnownValue | undefined;
  /** What a call of it gives, with the text of its arguments in brackets. */
  callOf(name: string, given: string, values: readonly KnownValue[] | undefined): KnownValue | undefined;
  /** What a subscript of it gives. */
  itemOf(name: string, given: string): KnownValue | undefined;
}

const unhashable: ReadonlySet<ValueType> = new Set(['list', 'dict', 'set', 'object', 'tuple']);
const isHashable = ({ type, elements }: KnownValue): boolean =>
  !unhashable.has(type) || (type === 'tuple' && elements !== undefined);
const containers: ReadonlySet<ValueType> = new Set(['str', 'list', 'tuple', 'dict', 'set']);

/** Reads an expression as far as it is made of values that are known; gives nothing for all others. */
export function knownValue(text: string, scope: ValueScope): KnownValue | undefined {
  const tokens = valueTokens(text);
  let at = 0;
  const failure = new Error('not known');
  const peek = (): ValueToken => tokens[at]!;
  const isNext = (...texts: string[]): boolean => peek().kind !== 'string' && texts.includes(peek().text);
  const accept = (...texts: string[]): boolean => isNext(...texts) && ++at > 0;
  function expect(wanted: string): void {
    if (!accept(wanted)) throw failure;
  }

  function conditional(): KnownValue {
    const value = disjunction();
    if (!accept('if')) return value;
    truth(disjunction());
    expect('else');
    return either(value, conditional());
  }

  function disjunction(): KnownValue {
    let value = comparison();
    while (accept('and', 'or')) {
      truth(value);
      value = either(value, comparison());
    }
    return value;
  }

  function comparison(): KnownValue {
    if (accept('not')) {
      truth(comparison());
      return { type: 'number' };
    }
    let left = sum();
    for (;;) {
      const isOrder = isNext('<', '>', '<=', '>=');
      if (accept('is')) accept('not');
      else if (!accept('==', '!=', '<', '>', '<=', '>=')) return left;
      const right = sum();
      if (left.type === 'object' || right.type === 'object') throw failure;
      if (isOrder && !(left.type === right.type && (left.type === 'number' || left.type === 'str'))) throw failure;
      left = { type: 'number' };
    }
  }

  function sum(): KnownValue {
    let left = operand();
    for (;;) {
      const operator = peek().text;
      if (!accept('+', '-', '|', '&', '*')) return left;
      const right = operand();
      const isOf = (...types: ValueType[]): boolean => left.type === right.type && types.includes(left.type);
      if (operator === '*' && !(isOf('number') || (left.type === 'str' && isShortNumber()))) throw failure;
      if (operator === '+' && !isOf('number', 'str', 'bytes', 'list', 'tuple')) throw failure;
      if (operator === '-' && !isOf('number', 'set')) throw failure;
      if ((operator === '|' || operator === '&') && !isOf('number', 'set')) throw failure;
      if (left.type !== 'str')
        left = { type: left.type, elements: shared([left, right].map(({ elements }) => elements)) };
    }
  }

  const isShortNumber = (): boolean => /^\d{1,4}$/.test(tokens[at - 1]!.text);

  function operand(): KnownValue {
    if (accept('-', '+', '~')) {
      const value = operand();
      if (value.type !== 'number') throw failure;
      return value;
    }
    return postfix();
  }

  function postfix(): KnownValue {
    const { kind, text: first } = peek();
    if (kind === 'name' && !/^(?:lambda|None|True|False|not|await|yield)$/.test(first)) return named();
    let value = atom();
    while (accept('.')) {
      const method = tokens[at++]!.text;
      expect('(');
      value = methodOf(value, method, callArguments());
    }
    if (isNext('(', '[')) throw failure;
    return value;
  }

  function named(): KnownValue {
    let name = tokens[at++]!.text;
    let value = isNext('.', '(', '[') ? undefined : scope.valueOf(name);
    while (isNext('.', '(', '[')) {
      if (accept('.')) {
        const attribute = tokens[at++]!.text;
        const known = value ?? scope.valueOf(name);
        if (isNext('(') && known !== undefined && known.type !== 'object' && known.type !== 'class') {
          at++;
          value = methodOf(known, attribute, callArguments());
        } else if (value !== undefined) throw failure;
        else name += `.${attribute}`;
        if (value === undefined && !isNext('.', '(', '[')) value = scope.valueOf(name);
      } else if (value !== undefined) throw failure;
      else {
        const [open, isCall] = [peek(), isNext('(')];
        const values = isCall ? tried(() => (at++, callArguments())) : undefined;
        if (values === undefined) skipBrackets();
        const given = text.slice(open.start, tokens[at - 1]!.end);
        value = isCall ? scope.callOf(name, given, values) : scope.itemOf(name, given);
        if (value === undefined) throw failure;
      }
    }
    if (value === undefined) throw failure;
    return value;
  }

  function tried<Result>(read: () => Result): Result | undefined {
    const before = at;
    try {
      return read();
    } catch (cause) {
      if (cause !== failure) throw cause;
      at = before;
      return undefined;
    }
  }

  function skipBrackets(): void {
    let depth = 0;
    do {
      if (isNext('(', '[', '{')) depth++;
      else if (isNext(')', ']', '}')) depth--;
      else if (peek().kind === 'end') throw failure;
      at++;
    } while (depth > 0);
  }

  /** Values of arguments without names, up to the closing parenthesis. */
  function callArguments(): KnownValue[] {
    const values: KnownValue[] = [];
    while (!accept(')')) {
      if (tokens[at + 1]!.text === '=') throw failure;
      values.push(conditional());
      if (!isNext(')')) expect(',');
    }
    return values;
  }

  function atom(): KnownValue {
    const token = tokens[at++]!;
    if (token.kind === 'number') return { type: 'number' };
    if (token.kind === 'string') return strings(token);
    switch (token.text) {
      case 'None':
        return { type: 'None' };
      case 'True':
      case 'False':
        return { type: 'number' };
      case '.':
        expect('.');
        expect('.');
        return { type: 'None' };
      case 'lambda':
        return lambda();
      case '(':
        return parenthesis();
      case '[':
        return { type: 'list', elements: elementsUntil(']') };
      case '{':
        return braces();
      default:
        throw failure;
    }
  }

  function strings(token: ValueToken): KnownValue {
    const isBytes = /^\w*[bB]/.test(token.text);
    for (
      let next: ValueToken | undefined = token;
      next !== undefined;
      next = peek().kind === 'string' ? tokens[at++]! : undefined
    ) {
      if (/^\w*[fFtT]/.test(next.text) && /[{}]/.test(next.text)) throw failure;
    }
    return { type: isBytes ? 'bytes' : 'str' };
  }

  function lambda(): KnownValue {
    while (!accept(':')) {
      if (peek().kind === 'end' || isNext('=', 'lambda')) throw failure;
      at++;
    }
    while (peek().kind !== 'end' && !isNext(',', ')', ']', '}', 'for', ':')) {
      if (isNext('(', '[', '{')) skipBrackets();
      else if (isNext('lambda')) throw failure;
      else at++;
    }
    return { type: 'function' };
  }

  function parenthesis(): KnownValue {
    if (accept(')')) return { type: 'tuple', elements: 'hashable' };
    const value = conditional();
    if (accept(')')) return value;
    expect(',');
    return { type: 'tuple', elements: elementsUntil(')', value) };
  }

  function elementsUntil(close: string, first?: KnownValue): KnownValue['elements'] {
    const found = first === undefined ? [] : [first];
    while (!accept(close)) {
      found.push(conditional());
      if (!isNext(close)) expect(',');
    }
    return elementsOf(found);
  }

  function braces(): KnownValue {
    if (accept('}')) return { type: 'dict', elements: 'hashable' };
    const keys: KnownValue[] = [];
    let type: ValueType = 'set';
    do {
      if (isNext('}')) break;
      const key = conditional();
      if (!isHashable(key)) throw failure;
      keys.push(key);
      if (accept(':')) {
        type = 'dict';
        conditional();
      }
    } while (accept(','));
    expect('}');
    return { type, elements: elementsOf(keys) };
  }

  function truth(value: KnownValue): void {
    if (value.type === 'object') throw failure;
  }

  function methodOf({ type }: KnownValue, name: string, given: readonly KnownValue[]): KnownValue {
    const areStrings = given.every((each) => each.type === 'str');
    if (type === 'str' && areStrings) {
      if (/^(?:r?split|splitlines)$/.test(name) && given.length === 0) return { type: 'list', elements: 'str' };
      if (/^(?:lower|upper|title|casefold|[lr]?strip)$/.test(name) && given.length === 0) return { type: 'str' };
      if (/^(?:startswith|endswith)$/.test(name) && given.length === 1) return { type: 'number' };
      if (name === 'replace' && given.length === 2) return { type: 'str' };
    }
    const [first] = given;
    if (type === 'str' && name === 'join' && given.length === 1 && (first!.elements === 'str' || first!.type === 'str'))
      return { type: 'str' };
    if (type === 'dict' && name === 'copy' && given.length === 0) return { type: 'dict' };
    throw failure;
  }

  try {
    const value = conditional();
    if (peek().kind === 'end') return value;
    if (!isNext(',')) return undefined;
    const values = [value];
    while (accept(',') && peek().kind !== 'end') values.push(conditional());
    return peek().kind === 'end' ? { type: 'tuple', elements: elementsOf(values) } : undefined;
  } catch (cause) {
    if (cause === failure) return undefined;
    throw cause;
  }
}

function either(one: KnownValue, other: KnownValue): KnownValue {
  return one.type === other.type
    ? { type: one.type, elements: shared([one.elements, other.elements]) }
    : { type: 'object' };
}

function shared(all: readonly KnownValue['elements'][]): KnownValue['elements'] {
  if (all.includes(undefined)) return undefined;
  return all.every((each) => each === 'str') ? 'str' : 'hashable';
}

function elementsOf(values: readonly KnownValue[]): KnownValue['elements'] {
  if (values.every(({ type }) => type === 'str')) return 'str';
  return values.every(isHashable) ? 'hashable' : undefined;
}

/** What builtin types make of known values, when they are called. */
export function madeBy(builtin: string, [first, ...rest]: readonly KnownValue[]): KnownValue | undefined {
  if (rest.length > 0) return undefined;
  const isIterable = first === undefined || containers.has(first.type);
  const elements = first === undefined ? 'str' : first.type === 'str' ? 'str' : first.elements;
  switch (builtin) {
    case 'list':
    case 'tuple':
      return isIterable ? { type: builtin, elements } : undefined;
    case 'set':
    case 'frozenset':
      return isIterable && elements !== undefined ? { type: 'set', elements } : undefined;
    case 'sorted':
      return isIterable && elements === 'str' && first !== undefined ? { type: 'list', elements } : undefined;
    case 'dict':
      return first === undefined || first.type === 'dict' ? { type: 'dict', elements } : undefined;
    case 'len':
      return isIterable && first !== undefined ? { type: 'number' } : undefined;
    case 'str':
      return first === undefined || /^(?:str|number|None)$/.test(first.type) ? { type: 'str' } : undefined;
    case 'int':
    case 'float':
    case 'bool':
      return first === undefined || first.type === 'number' ? { type: 'number' } : undefined;
    case 'object':
      return first === undefined ? { type: 'function' } : undefined;
    default:
      return undefined;
  }
}
