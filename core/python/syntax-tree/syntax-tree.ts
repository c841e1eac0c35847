/**
 * A node of tree-sitter's concrete syntax tree. Types and fields are those of tree-sitter-python's grammar
 * (`node-types.json` in that package). The same node of a tree is always the same object.
 */
export interface SyntaxNode {
  /** `call`, `identifier`, ... of a named node; of an anonymous one its text, such as `(` or `import`. */
  readonly type: string;
  /** Whether the grammar has a name for it; punctuation and keywords have none. */
  readonly isNamed: boolean;
  /** Whether some text in it fits no rule of the grammar. */
  readonly hasError: boolean;
  /** UTF-16 offset of its first character in the tree's text. */
  readonly start: number;
  /** UTF-16 offset behind its last character. */
  readonly end: number;
  readonly text: string;
  /** The node around it; `undefined` for the root. */
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
  /** The children without punctuation and keywords; comments are among them. */
  readonly namedChildren: readonly SyntaxNode[];
  /** The first child in a field of the grammar, such as `function` of a `call`. */
  field(name: string): SyntaxNode | undefined;
  /** The smallest named node inside this one that covers the characters from `start` up to `end`. */
  descendant(start: number, end: number): SyntaxNode;
}

/**
 * One match of a query: an object without prototype that holds the node of each capture under its name. A capture of
 * which one match can have several nodes (because of a `*` or `+` on it or on a group around it, or because the pattern
 * uses its name twice in a row) holds an array, also when it has one node or none. One that is optional, or stands in
 * another pattern or alternative than the one that matched, is `undefined`. `Shape` says so to the compiler:
 * `tree.query<{ call: SyntaxNode; arguments: readonly SyntaxNode[] }>(pattern)`.
 */
export type Captures<Shape extends CapturesShape = Record<string, SyntaxNode>> = Readonly<Shape>;

/** What captures can hold. */
export type CapturesShape = object & { readonly [Name in string]?: SyntaxNode | readonly SyntaxNode[] | undefined };

/** The syntax tree of one text. */
export interface SyntaxTree {
  readonly text: string;
  /** The `module` node. It need not cover blank lines and comments at the start and the end. */
  readonly root: SyntaxNode;
  /**
   * The matches of a tree-sitter query, in the order of tree-sitter. Compiled queries are kept, so asking many trees
   * costs nothing extra. The predicates are `#eq?`, `#match?`, `#any-of?`, their negations with `not-`, and the first
   * two with `any-` before them; a predicate about a capture without a node holds.
   * @throws CriboError `INVALID_QUERY` with the place in the pattern
   */
  query<Shape extends CapturesShape = Record<string, SyntaxNode>>(pattern: string): Captures<Shape>[];
}
