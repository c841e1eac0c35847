// Speed and memory of syntax trees on the library of a Python: `node scripts/run.mjs bench/syntax-tree.ts native|wasm`.
// A process each, because the memory that one back end has taken would count for the other.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { decodeSource } from '../core/python/decode-source.ts';
import { type BackEnd, loadBackEnd } from '../core/python/syntax-tree/back-end.ts';
import { createSyntaxTree } from '../core/python/syntax-tree/parse-syntax-tree.ts';
import type { SyntaxNode } from '../core/python/syntax-tree/syntax-tree.ts';
import { newest } from './tools.ts';

const MEBIBYTE = 1024 * 1024;

function readTexts(): string[] {
  const program = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
  const folder = execFileSync(newest.path, ['-c', program], { encoding: 'utf8' }).trim();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
  return names.toSorted().flatMap((name) => {
    const source = decodeSource(readFileSync(join(folder, name)));
    return 'text' in source ? [source.text] : [];
  });
}

function countNodes(node: SyntaxNode): number {
  return node.children.reduce((count, child) => count + countNodes(child), 1);
}

async function measure(label: string, texts: readonly string[], backEnd: BackEnd, query?: string): Promise<void> {
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  const start = performance.now();
  let found = 0;
  for (const text of texts) {
    const tree = createSyntaxTree(text, backEnd);
    found += query === undefined ? countNodes(tree.root) : tree.query(query).length;
    await setImmediate();
  }
  const seconds = (performance.now() - start) / 1000;
  const memory = process.memoryUsage().rss / MEBIBYTE;
  console.log(`${label}: ${(size / 1e6 / seconds).toFixed(1)} MB/s, ${found} found, ${memory.toFixed(0)} MiB`);
}

const [name] = process.argv.slice(2);
const started = performance.now();
const backEnd = await loadBackEnd(name);
console.log(`${name} loaded in ${(performance.now() - started).toFixed(0)} ms`);
const texts = readTexts();
console.log(`${texts.length} files, ${(texts.reduce((sum, text) => sum + text.length, 0) / 1e6).toFixed(1)} MB`);
await measure('parsed, no match', texts, backEnd, '(module (pass_statement) . (pass_statement))');
await measure('every call', texts, backEnd, '(call function: (_) @function) @call');
await measure('every identifier', texts, backEnd, '(identifier) @name');
await measure('every node', texts.slice(0, 300), backEnd);
