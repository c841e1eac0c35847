import type { BackEnd, InvalidPattern, LibraryQuery, LibraryTree, QueryFault } from './back-end.ts';

/** What is used of the package `tree-sitter`, which need not be there when this is compiled. */
interface NativeParser {
  setLanguage(language: unknown): void;
  parse(text: string, previous: undefined, options: { bufferSize: number }): LibraryTree;
}

type NativeParserClass = (new () => NativeParser) & { Query: new (language: unknown, pattern: string) => LibraryQuery };

const FAULTS = ['Syntax', 'NodeType', 'Field', 'Capture', 'Structure'];
const FAULT = /^Query error of type TSQueryError(\w+) at position (\d+)$/;

/** Loads the native binding, which is an optional dependency. */
export async function createNativeBackEnd(): Promise<BackEnd> {
  const { default: Parser } = (await import('tree-sitter' as string)) as { default: NativeParserClass };
  const { default: language } = (await import('tree-sitter-python' as string)) as { default: unknown };
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    // The text is handed over through a buffer, which holds 32,768 units unless told otherwise.
    parse: (text) => parser.parse(text, undefined, { bufferSize: text.length + 1 }),
    compile(pattern) {
      try {
        return new Parser.Query(language, pattern);
      } catch (cause) {
        return invalidPattern(pattern, cause);
      }
    },
  };
}

/** The binding says what is wrong in its message only, and counts bytes of UTF-8. */
function invalidPattern(pattern: string, cause: unknown): InvalidPattern {
  const [, fault, position] = FAULT.exec((cause as Error).message) ?? [];
  if (fault === undefined) throw cause;
  const offset = Buffer.from(pattern).subarray(0, Number(position)).toString().length;
  return { fault: (FAULTS.indexOf(fault) + 1) as QueryFault, offset };
}
