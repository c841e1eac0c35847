import type { Call, Expression, Parameter } from '../expression-text/expression-tree.ts';

/** One statement as a tree, as far as it is a plain one: what runs in loops and handlers is left as it is. */
export type Statement =
  | ExpressionStatement
  | Assignment
  | Annotation
  | Return
  | Raise
  | Pass
  | If
  | FunctionDefinition
  | ClassDefinition
  | OtherStatement;

interface ExpressionStatement {
  readonly type: 'expression';
  readonly value: Expression;
}

/** `a = b = value`, or with an annotation. */
interface Assignment {
  readonly type: 'assignment';
  readonly targets: readonly Expression[];
  readonly annotation: Expression | undefined;
  readonly value: Expression;
}

/** `a: int` */
interface Annotation {
  readonly type: 'annotation';
  readonly target: Expression;
  readonly annotation: Expression;
}

interface Return {
  readonly type: 'return';
  readonly value: Expression | undefined;
}

interface Raise {
  readonly type: 'raise';
}

interface Pass {
  readonly type: 'pass';
}

/** `elif` is an `if` in `otherwise`. */
interface If {
  readonly type: 'if';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface DefinedParameter extends Parameter {
  readonly annotation: Expression | undefined;
}

export interface FunctionDefinition {
  readonly type: 'function';
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly parameters: readonly DefinedParameter[];
  readonly returns: Expression | undefined;
  /** Whether calling it runs nothing of its body: `async`, or a `yield` somewhere in it. */
  readonly isSuspended: boolean;
  /** Whether it has type parameters (PEP 695). */
  readonly hasTypeParameters: boolean;
  readonly body: readonly Statement[];
}

export interface ClassDefinition {
  readonly type: 'class';
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly positional: Call['positional'];
  readonly keywords: Call['keywords'];
  readonly hasTypeParameters: boolean;
  readonly body: readonly Statement[];
}

/** Anything else: loops, `try`, `with`, imports, `del`, `global`, augmented assignments. */
export interface OtherStatement {
  readonly type: 'other';
  /** Its first word. */
  readonly word: string;
  /** All names in it, any of which it may bind. */
  readonly names: readonly string[];
}
