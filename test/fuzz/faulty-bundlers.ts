import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Bundler } from '../../fuzz/compare.ts';

/**
 * Not a bundler: copies the program's files and changes the text of each. Without a change nothing can differ; with one,
 * the fuzzer has to notice.
 */
export function copyChanged(change: (text: string) => string): Bundler {
  return (entry, output, { path: roots }) => {
    const original = dirname(entry);
    // A run from standard input has another working folder.
    for (const folder of [dirname(output), join(dirname(output), '../empty')]) {
      // Links become copies, or what they lead to would change too. The bundle has no search path.
      for (const root of [original, ...roots]) {
        if (existsSync(root)) cpSync(root, folder, { recursive: true, dereference: true, force: false });
      }
      for (const path of pythonFiles(folder)) writeFileSync(path, change(readFileSync(path, 'utf8')));
    }
    if (statSync(entry).isDirectory()) {
      writeFileSync(output, `__import__('runpy')._run_module_as_main('${basename(entry)}')\n`);
    }
    return Promise.resolve({});
  };
}

/** What the simplest bundlers do: all modules one after another, the entry last, without imports of their own. */
export const concatenate: Bundler = (entry, output) => {
  const paths = pythonFiles(dirname(entry)).toSorted((a, b) => Number(a === entry) - Number(b === entry));
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, paths.map((path) => readFileSync(path, 'utf8')).join('\n'));
  return Promise.resolve({});
};

function pythonFiles(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.py')).map((path) => join(folder, path));
}
