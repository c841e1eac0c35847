import { error, invalidOption, treeSitterUnavailable } from '../../diagnostics.ts';

/** What the native binding and the WebAssembly one have in common: nodes with the same properties. */
export interface LibraryNode {
  /** Distinguishes the nodes of one tree. */
  readonly id: number;
  readonly type: string;
  readonly isNamed: boolean;
  readonly hasError: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly parent: LibraryNode | null;
  readonly children: readonly (LibraryNode | null)[];
  readonly namedChildren: readonly (LibraryNode | null)[];
  childForFieldName(name: string): LibraryNode | null;
  namedDescendantForIndex(start: number, end: number): LibraryNode | null;
}

export interface LibraryTree {
  readonly rootNode: LibraryNode;
  /** Frees the memory of a tree that garbage collection does not know of. */
  delete?(): void;
}

export interface LibraryMatch {
  /** Index of the pattern among those of the query. */
  readonly pattern: number;
  readonly captures: readonly { readonly name: string; readonly node: LibraryNode }[];
}

export interface LibraryQuery {
  matches(node: LibraryNode): readonly LibraryMatch[];
}

/** Numbers of `TSQueryError` (tree_sitter/api.h). */
export const enum QueryFault {
  Syntax = 1,
  NodeType = 2,
  Field = 3,
  Capture = 4,
  Structure = 5,
}

/** Why a pattern is none, and the UTF-16 offset in it. */
export interface InvalidPattern {
  readonly fault: QueryFault;
  readonly offset: number;
}

/** One of the two ways in which tree-sitter runs; they give the same trees and the same captures. */
export interface BackEnd {
  parse(text: string): LibraryTree;
  compile(pattern: string): LibraryQuery | InvalidPattern;
}

type BackEndName = 'native' | 'wasm';

const loaded = new Map<BackEndName, Promise<BackEnd>>();

/**
 * Loads tree-sitter: the back end that `CRIBO_TREE_SITTER` names, else the native one, else the one in WebAssembly.
 * @throws CriboError `TREE_SITTER_UNAVAILABLE` when it does not load, `INVALID_OPTION` when the variable names another
 */
export async function loadBackEnd(forced = process.env.CRIBO_TREE_SITTER): Promise<BackEnd> {
  if (forced === 'native' || forced === 'wasm') return loadNamed(forced);
  if (forced) error(invalidOption('CRIBO_TREE_SITTER', `must be "native" or "wasm", not "${forced}"`));
  try {
    return await loadNamed('native');
  } catch {
    // The binding is an optional dependency: not installed, or built for another machine.
    return loadNamed('wasm');
  }
}

function loadNamed(name: BackEndName): Promise<BackEnd> {
  let backEnd = loaded.get(name);
  if (backEnd === undefined) loaded.set(name, (backEnd = load(name)));
  return backEnd;
}

async function load(name: BackEndName): Promise<BackEnd> {
  try {
    return name === 'native'
      ? await (await import('./native-back-end.ts')).createNativeBackEnd()
      : await (await import('./wasm-back-end.ts')).createWasmBackEnd();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return error(treeSitterUnavailable(name, reason.split('\n', 1)[0]), cause);
  }
}
