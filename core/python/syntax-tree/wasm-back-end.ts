import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BackEnd, QueryFault } from './back-end.ts';

/** The grammar in WebAssembly: beside the built command, else in the package that it was copied from. */
function grammarFile(): string {
  const besideCommand = fileURLToPath(new URL('tree-sitter-python.wasm', import.meta.url));
  if (existsSync(besideCommand)) return besideCommand;
  return createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm');
}

/** Loads tree-sitter as WebAssembly, which runs wherever Node does. */
export async function createWasmBackEnd(): Promise<BackEnd> {
  const { Language, Parser, Query } = await import('web-tree-sitter');
  await Parser.init();
  const language = await Language.load(await readFile(grammarFile()));
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    // Only a parser without a language, or one that was told to stop, gives no tree.
    parse: (text) => parser.parse(text)!,
    compile(pattern) {
      try {
        return new Query(language, pattern);
      } catch (cause) {
        // The package does not export the error's class.
        const { kind, index } = cause as { kind?: QueryFault; index?: number };
        if (kind === undefined || index === undefined) throw cause;
        return { fault: kind, offset: index };
      }
    },
  };
}
