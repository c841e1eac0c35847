/** One expression as a tree: the nodes of Python's `ast` module, with literals already spelled as `repr()` does. */
export type Expression =
  | Constant
  | FormattedString
  | Name
  | Sequence
  | Dictionary
  | Comprehension
  | Lambda
  | Conditional
  | BooleanOperation
  | Comparison
  | Binary
  | Unary
  | Starred
  | Walrus
  | Await
  | Yield
  | Call
  | Attribute
  | Subscript
  | Slice;

export interface Constant {
  readonly type: 'constant';
  /** `keyword` is `True`, `False` or `None`. */
  readonly of: 'integer' | 'float' | 'complex' | 'string' | 'bytes' | 'keyword' | 'ellipsis';
  readonly text: string;
}

/** An f-string or t-string, implicit concatenation joined. */
export interface FormattedString {
  readonly type: 'formatted';
  readonly isTemplate: boolean;
  readonly parts: readonly (string | Field)[];
}

/** A replacement field; the strings beside fields are escaped as in a `repr()`, with their braces doubled. */
export interface Field {
  readonly value: Expression;
  /** What a t-string keeps of the value's text. */
  readonly source: string;
  /** The text before `=` and the `=`, which is also a part of the string before the field; empty without one. */
  readonly debug: string;
  /** `r`, `s`, `a` or nothing. */
  readonly conversion: string;
  readonly spec: readonly (string | Field)[] | undefined;
}

interface Name {
  readonly type: 'name';
  readonly name: string;
}

export interface Sequence {
  readonly type: 'tuple' | 'list' | 'set';
  readonly elements: readonly Expression[];
}

export interface Dictionary {
  readonly type: 'dictionary';
  /** `**value` has no key. */
  readonly items: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}

export interface Comprehension {
  readonly type: 'comprehension';
  readonly of: 'generator' | 'list' | 'set' | 'dictionary';
  /** Of a dictionary only. */
  readonly key: Expression | undefined;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

export interface ComprehensionClause {
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Lambda {
  readonly type: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface Parameter {
  /** What precedes the name: nothing, `*` or `**`; `/` and a bare `*` are parameters without a name. */
  readonly mark: '' | '*' | '**' | '/';
  readonly name: string;
  readonly default: Expression | undefined;
}

interface Conditional {
  readonly type: 'conditional';
  readonly body: Expression;
  readonly test: Expression;
  readonly otherwise: Expression;
}

interface BooleanOperation {
  readonly type: 'boolean';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}

interface Comparison {
  readonly type: 'comparison';
  readonly left: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}

interface Binary {
  readonly type: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

interface Unary {
  readonly type: 'unary';
  readonly operator: '+' | '-' | '~' | 'not';
  readonly operand: Expression;
}

interface Starred {
  readonly type: 'starred';
  readonly value: Expression;
}

interface Walrus {
  readonly type: 'walrus';
  readonly target: Expression;
  readonly value: Expression;
}

interface Await {
  readonly type: 'await';
  readonly value: Expression;
}

export interface Yield {
  readonly type: 'yield';
  readonly isFrom: boolean;
  readonly value: Expression | undefined;
}

export interface Call {
  readonly type: 'call';
  readonly callee: Expression;
  /** Starred ones too. */
  readonly positional: readonly Expression[];
  /** `**value` has no name. */
  readonly keywords: readonly { readonly name: string | undefined; readonly value: Expression }[];
}

interface Attribute {
  readonly type: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

interface Subscript {
  readonly type: 'subscript';
  readonly object: Expression;
  readonly index: Expression;
}

export interface Slice {
  readonly type: 'slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
