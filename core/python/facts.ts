/** A half-open range of UTF-16 offsets into the text that was analysed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A Python version as `[major, minor]`. */
export type PythonVersion = readonly [major: number, minor: number];

/** One name that an import statement imports. */
export interface ImportedName {
  /** The dotted name of an `import` statement, the plain name of a `from` statement, or `*`. */
  readonly name: string;
  /** The name after `as`. */
  readonly alias: string | undefined;
  readonly start: number;
  readonly end: number;
}

/**
 * Why an import may be skipped, or may fail without the program failing. Bits of `ImportFact.guard`.
 * - `Try`: inside the body of a `try` that has an `except` clause
 * - `Condition`: inside `if`, `while`, `for`, `match`, an `except`, `else` or `finally` clause
 * - `TypeChecking`: inside `if TYPE_CHECKING:` or `if typing.TYPE_CHECKING:`
 * - `Function`: inside a function, so that it runs when that is called
 */
export const ImportGuard = { None: 0, Try: 1, Condition: 2, TypeChecking: 4, Function: 8 } as const;

/** An import statement; `import a, b` is one fact with two names. */
export interface ImportFact extends Range {
  /** Leading dots of a `from` statement; 0 for an absolute import. */
  readonly level: number;
  /** What stands after `from`, without the dots; `undefined` for an `import` statement; `''` in `from . import x`. */
  readonly from: string | undefined;
  readonly names: readonly ImportedName[];
  /** Index of the scope it stands in; 0 is the module. */
  readonly scope: number;
  /** Bits of `ImportGuard`. */
  readonly guard: number;
}

/** `name := value` in a comprehension at module level, which binds a global that a class body may not bind. */
export interface ModuleWalrus {
  readonly name: string;
  /** From the name's first character to the end of the value. */
  readonly start: number;
  readonly end: number;
  /** Offset of the first character of the value. */
  readonly value: number;
}

/** A construct that older versions of Python cannot parse. */
export interface SyntaxFeature extends Range {
  /** What a message calls it: `match statement`, `parenthesized context managers`, ... */
  readonly name: string;
  readonly since: PythonVersion;
}

/** A parameter, return or variable annotation: the range of its expression. */
export interface Annotation extends Range {
  /** Whether it stands inside brackets, where lines may break freely (parameters). */
  readonly bracketed: boolean;
}

/** What analysis finds in the text of one file. Pure: the same text gives the same facts. */
export interface Facts {
  /** The string expression statement that is the module's docstring. */
  readonly docstring: Range | undefined;
  /** Every import statement in source order, those of `__future__` included. */
  readonly imports: readonly ImportFact[];
  /** Names that an `import` or `from` of `__future__` switches on, sorted. */
  readonly futureFeatures: readonly string[];
  /** Offsets of the lines that begin inside a string literal or an f-string (its replacement fields included). */
  readonly stringLines: Int32Array;
  /** Whether the module has a statement at all: a file of comments has none. */
  readonly hasStatements: boolean;
  /** Whether some line's indentation has a tab beside a space, so that only tabs may be put before it. */
  readonly mixesTabs: boolean;
  /** Identifiers of the file that consist of underscores only (attributes aside). */
  readonly underscoreNames: readonly string[];
  readonly walruses: readonly ModuleWalrus[];
  /** Annotations that PEP 563 turns into strings: of parameters, returns, and variables at module and class level. */
  readonly annotations: readonly Annotation[];
  /** Lambdas and comprehensions in bounds and defaults of type parameters at module level. */
  readonly typeParameterScopes: readonly Range[];
  /** In functions at module level: zero-argument `super` and `__class__`, which a class body would give a cell. */
  readonly classCells: readonly Range[];
  /** Names the file reads that compile code or look at namespaces: `exec`, `eval`, `compile`, `globals`, ... */
  readonly dynamicNames: readonly string[];
  readonly features: readonly SyntaxFeature[];
}
