import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decodeSource } from '../../core/python/decode-source.ts';
import { references } from '../../core/python/references.ts';
import { loadBackEnd } from '../../core/python/syntax-tree/back-end.ts';
import { createSyntaxTree } from '../../core/python/syntax-tree/parse-syntax-tree.ts';
import type { Captures, SyntaxNode, SyntaxTree } from '../../core/python/syntax-tree/syntax-tree.ts';
import { findPythons } from '../pythons.ts';

/** Every so many files; a prime number, so that the sample is spread over all folders. */
const EVERY = process.env.CRIBO_TEST_ALL ? 1 : 7;
const LARGEST = 40_000;

const queries = [
  '(call) @call',
  '(identifier) @name',
  '(string) @string',
  '(ERROR) @error',
  '(call function: (attribute object: (_) @object attribute: (identifier) @method)) @call',
  '((identifier) @name (#any-of? @name "self" "cls" "None_" "len"))',
  '((identifier) @name (#match? @name "^_+[a-z]") (#not-eq? @name "_x"))',
  '(function_definition name: (identifier) @name parameters: (parameters . (_)? @first (_)* @rest)) @function',
  '(argument_list . (_) @first ("," . (_) @other)*) @arguments',
  '[(import_statement name: (_) @name) (import_from_statement module_name: (_) @from)] @import',
  '(binary_operator left: (_) @left right: (_) @right (#eq? @left @right))',
  '(module . (comment)* @comments . (expression_statement (string) @text))',
  '(class_definition body: (block (function_definition)* @methods)) (decorator) @decorator',
  '(assignment left: (identifier) @name right: (_) @value (#not-match? @value "^[0-9]"))',
  '(class_definition !superclasses) @base (conditional_expression) @choice "lambda" @keyword',
];

const [native, wasm] = await Promise.all([loadBackEnd('native'), loadBackEnd('wasm')]);

function libraryTexts(): { path: string; text: string }[] {
  const python = findPythons().at(-1)!.path;
  const program = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  const folder = execFileSync(python, ['-c', program], { encoding: 'utf8' }).trim();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
  return names.toSorted().flatMap((name, index) => {
    const bytes = index % EVERY === 0 ? readFileSync(join(folder, name)) : new Uint8Array();
    const source = bytes.length > 0 && bytes.length < LARGEST ? decodeSource(bytes) : undefined;
    return source !== undefined && 'text' in source ? [{ path: name, text: source.text }] : [];
  });
}

function describeNode(node: SyntaxNode): string {
  return `${node.type} ${node.start}-${node.end}`;
}

function describeMatch(captures: Captures): string {
  const described = Object.entries<SyntaxNode | readonly SyntaxNode[]>(captures).map(([name, captured]) =>
    'type' in captured ? `${name}=${describeNode(captured)}` : `${name}=[${captured.map(describeNode).join()}]`,
  );
  return described.join(' ');
}

function describeMatches(tree: SyntaxTree, patterns: readonly string[]): string[] {
  return patterns.flatMap((query, index) => tree.query(query).map((match) => `${index}: ${describeMatch(match)}`));
}

describe('the native back end and the one in WebAssembly', () => {
  const texts = libraryTexts();

  test('give the same captures for every query in the files of a library', () => {
    const counts = queries.map(() => 0);
    for (const { path, text } of texts) {
      const [one, other] = [native, wasm].map((backEnd) => describeMatches(createSyntaxTree(text, backEnd), queries));
      expect(one, path).toEqual(other);
      for (const line of one) counts[Number.parseInt(line)]++;
    }
    expect(texts.length).toBeGreaterThan(200);
    // A query that never matches compares nothing. The sample has no error that both read alike.
    expect(queries.filter((_, index) => counts[index] === 0 && index !== 3)).toEqual([]);
  });

  test('give the same captures for the queries that come with the grammar', () => {
    const folder = fileURLToPath(new URL('../../node_modules/tree-sitter-python/queries/', import.meta.url));
    const patterns = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    for (const { path, text } of texts.filter((_, index) => index % 10 === 0)) {
      const [one, other] = [native, wasm].map((backEnd) => describeMatches(createSyntaxTree(text, backEnd), patterns));
      expect(one, path).toEqual(other);
    }
    const tree = createSyntaxTree('LIMIT = len(x)  # why\n', native);
    const [highlights] = patterns.map((pattern) => tree.query(pattern).map(describeMatch));
    expect(highlights).toContain('constant=identifier 0-5');
    expect(highlights).toContain('function.builtin=identifier 8-11');
    expect(highlights).toContain('comment=comment 16-21');
  });

  test('have an identifier wherever our own front end has a reference', () => {
    let compared = 0;
    const missing: string[] = [];
    for (const { path, text } of texts) {
      let found;
      try {
        found = references(text);
      } catch {
        // Libraries hold files that are wrong on purpose.
        continue;
      }
      const tree = createSyntaxTree(text, native);
      const identifiers = new Set(tree.query('(identifier) @name').map(({ name }) => name.start));
      for (const offset of found.offsets) {
        compared++;
        // tree-sitter reads `type(x).y = z` as a type alias.
        if (!identifiers.has(offset) && !text.startsWith('type(', offset))
          missing.push(`${path}: ${text.slice(offset, offset + 40)}`);
      }
    }
    expect(missing).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });
});
