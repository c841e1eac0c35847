import { codeFrame, placeOf, type Span } from '../../code-frame.ts';
import { error, invalidQuery } from '../../diagnostics.ts';
import { type BackEnd, type InvalidPattern, type LibraryMatch, type LibraryNode, QueryFault } from './back-end.ts';
import { type PatternPart, readPattern } from './query-pattern.ts';
import { type MatchTest, predicateTest } from './query-predicates.ts';
import type { Captures, SyntaxNode } from './syntax-tree.ts';
import type { TreeNodes } from './tree-node.ts';

/** Finds the matches of one pattern below a node. */
export type Query = (root: LibraryNode, nodes: TreeNodes) => Captures[];

const compiled = new WeakMap<BackEnd, Map<string, Query>>();

/**
 * Compiles a pattern, once for each back end.
 * @throws CriboError `INVALID_QUERY`
 */
export function compileQuery(pattern: string, backEnd: BackEnd): Query {
  let queries = compiled.get(backEnd);
  if (queries === undefined) compiled.set(backEnd, (queries = new Map()));
  let query = queries.get(pattern);
  if (query === undefined) queries.set(pattern, (query = compile(pattern, backEnd)));
  return query;
}

function compile(pattern: string, backEnd: BackEnd): Query {
  const { text, parts } = readPattern(pattern);
  const query = backEnd.compile(text);
  if ('fault' in query) return failFault(pattern, query);
  const tests = parts.map((part) => predicateTest(part, (problem, token) => fail(problem, pattern, token)));
  const lists = listCaptures(parts);
  return (root, nodes) =>
    query
      .matches(root)
      .map((match) => capturesOf(match, nodes, parts, tests, lists))
      .filter((captures) => captures !== undefined);
}

/** A capture holds an array in every match, whichever of the query's patterns matched, or in none. */
function listCaptures(parts: readonly PatternPart[]): Set<string> {
  return new Set(parts.flatMap(({ captures }) => [...captures.keys()].filter((name) => captures.get(name)! > 1)));
}

function capturesOf(
  match: LibraryMatch,
  nodes: TreeNodes,
  parts: readonly PatternPart[],
  tests: readonly MatchTest[],
  lists: ReadonlySet<string>,
): Captures | undefined {
  const found = new Map<string, SyntaxNode[]>();
  for (const name of parts[match.pattern].captures.keys()) found.set(name, []);
  for (const { name, node } of match.captures) found.get(name)!.push(nodes.find(node)!);
  if (!tests[match.pattern]((name) => found.get(name)!.map((node) => node.text))) return undefined;
  const captures: Record<string, SyntaxNode | SyntaxNode[]> = Object.create(null);
  for (const [name, captured] of found) {
    if (lists.has(name)) captures[name] = captured;
    else if (captured.length > 0) captures[name] = captured[0];
  }
  return captures as Captures;
}

function failFault(pattern: string, { fault, offset }: InvalidPattern): never {
  // Faults of structure are found at the bracket that the impossible child begins with.
  const word = /^(?:"(?:[^"\\]|\\[^])*"|[\p{L}\p{N}_.?!-]+)/u.exec(pattern.slice(offset))?.[0] ?? '';
  const problems: Record<QueryFault, string> = {
    [QueryFault.Syntax]: offset < pattern.length ? 'cannot be read from here' : 'ends too early',
    [QueryFault.NodeType]: `names a node "${word.replace(/^"|"$/g, '')}", which the grammar does not have`,
    [QueryFault.Field]: `names a field "${word}", which the grammar does not have`,
    [QueryFault.Capture]: `has no capture "@${word}" in this pattern`,
    [QueryFault.Structure]: 'can never match: the grammar has no such child here',
  };
  return fail(problems[fault], pattern, { start: offset, end: offset + word.length });
}

function fail(problem: string, pattern: string, span: Span): never {
  error({ ...invalidQuery(problem, placeOf(pattern, span.start)), frame: codeFrame(pattern, span) });
}
