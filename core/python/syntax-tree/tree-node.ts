import type { LibraryNode } from './back-end.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** A node in our own terms. It keeps the tree's nodes by their number, so that each is made once. */
export class TreeNode implements SyntaxNode {
  readonly type: string;
  readonly isNamed: boolean;
  readonly start: number;
  readonly end: number;
  readonly #node: LibraryNode;
  readonly #tree: TreeNodes;
  #children: readonly SyntaxNode[] | undefined;

  constructor(node: LibraryNode, tree: TreeNodes) {
    this.type = node.type;
    this.isNamed = node.isNamed;
    this.start = node.startIndex;
    this.end = node.endIndex;
    this.#node = node;
    this.#tree = tree;
  }

  get hasError(): boolean {
    return this.#node.hasError;
  }

  get text(): string {
    return this.#tree.text.slice(this.start, this.end);
  }

  get parent(): SyntaxNode | undefined {
    return this.#tree.find(this.#node.parent);
  }

  get children(): readonly SyntaxNode[] {
    return (this.#children ??= this.#node.children.flatMap((child) => this.#tree.find(child) ?? []));
  }

  get namedChildren(): readonly SyntaxNode[] {
    return this.children.filter(({ isNamed }) => isNamed);
  }

  field(name: string): SyntaxNode | undefined {
    return this.#tree.find(this.#node.childForFieldName(name));
  }

  descendant(start: number, end: number): SyntaxNode {
    return this.#tree.find(this.#node.namedDescendantForIndex(start, end)) ?? this;
  }
}

/** The nodes of one tree, as far as anybody asked for them. */
export class TreeNodes {
  readonly text: string;
  readonly #nodes = new Map<number, TreeNode>();

  constructor(text: string) {
    this.text = text;
  }

  find(node: LibraryNode | null): TreeNode | undefined {
    if (node === null) return undefined;
    let found = this.#nodes.get(node.id);
    if (found === undefined) this.#nodes.set(node.id, (found = new TreeNode(node, this)));
    return found;
  }
}
