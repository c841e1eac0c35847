import type { Call, Expression, Parameter } from '../expression-text/expression-tree.ts';

/** One statement as a tree; what runs in loops and handlers is a part of a statement of type `other`. */
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
  readonly exception: Expression | undefined;
  /** What follows `from`. */
  readonly cause: Expression | undefined;
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
  /** Their bounds and defaults, where there are any. */
  readonly ofTypeParameters?: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface ClassDefinition {
  readonly type: 'class';
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly positional: Call['positional'];
  readonly keywords: Call['keywords'];
  readonly hasTypeParameters: boolean;
  readonly ofTypeParameters?: readonly Expression[];
  readonly body: readonly Statement[];
}

/** Anything else, which those who run statements take as a whole. */
export interface OtherStatement {
  readonly type: 'other';
  /** Its first word, or the operator of an augmented assignment. */
  readonly word: string;
  /** All names in it, any of which it may bind. */
  readonly names: readonly string[];
  readonly form: Form;
}

/** What such a statement is. Assignments and expressions are among them that begin with no operand: `*a, b = c`, `not a`. */
export type Form =
  | Loop
  | While
  | Try
  | With
  | Match
  | Import
  | ImportFrom
  | Delete
  | Declaration
  | Assert
  | AugmentedAssignment
  | TypeAlias
  | Jump
  | ExpressionStatement
  | Assignment
  | Annotation;

interface Loop {
  readonly type: 'for';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

interface While {
  readonly type: 'while';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface Try {
  readonly type: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
}

export interface Handler {
  /** `except*` (PEP 654). */
  readonly isStarred: boolean;
  /** A tuple where several stand without parentheses (PEP 758); nothing in a bare `except:`. */
  readonly exception: Expression | undefined;
  /** What follows `as`. */
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}

export interface With {
  readonly type: 'with';
  readonly isAsync: boolean;
  readonly items: readonly { readonly manager: Expression; readonly target: Expression | undefined }[];
  readonly body: readonly Statement[];
}

interface Match {
  readonly type: 'match';
  readonly subject: Expression;
  readonly cases: readonly Case[];
}

export interface Case {
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}

/** The patterns of Python's `ast` module. */
export type Pattern =
  /** Literals and dotted names. */
  | { readonly type: 'match-value'; readonly value: Expression }
  /** `pattern as name`, `name`, and `_`, which has neither. */
  | { readonly type: 'match-as'; readonly pattern: Pattern | undefined; readonly name: string | undefined }
  | { readonly type: 'match-star'; readonly name: string | undefined }
  | { readonly type: 'match-or' | 'match-sequence'; readonly patterns: readonly Pattern[] }
  | MappingPattern
  | ClassPattern;

export interface MappingPattern {
  readonly type: 'match-mapping';
  readonly items: readonly { readonly key: Expression; readonly pattern: Pattern }[];
  /** What follows `**`. */
  readonly rest: string | undefined;
}

export interface ClassPattern {
  readonly type: 'match-class';
  readonly class: Expression;
  readonly positional: readonly Pattern[];
  readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
}

interface Import {
  readonly type: 'import';
  readonly names: readonly Alias[];
}

interface ImportFrom {
  readonly type: 'import-from';
  /** Leading dots. */
  readonly level: number;
  /** Without the dots; '' in `from . import a`. */
  readonly module: string;
  readonly names: readonly Alias[];
}

export interface Alias {
  /** A dotted name in `import`, `*` for all names. */
  readonly name: string;
  readonly alias: string | undefined;
}

interface Delete {
  readonly type: 'delete';
  readonly targets: readonly Expression[];
}

interface Declaration {
  readonly type: 'global' | 'nonlocal';
  readonly names: readonly string[];
}

interface Assert {
  readonly type: 'assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}

interface AugmentedAssignment {
  readonly type: 'augmented';
  readonly target: Expression;
  /** With the `=`. */
  readonly operator: string;
  readonly value: Expression;
}

/** `type name = value` (PEP 695) */
interface TypeAlias {
  readonly type: 'type-alias';
  readonly name: string;
  readonly ofTypeParameters: readonly Expression[];
  readonly value: Expression;
}

interface Jump {
  readonly type: 'break' | 'continue';
}
