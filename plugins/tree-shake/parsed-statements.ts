import { parseStatements } from '../../core/python/statement-text/parse-statement.ts';
import type { Statement } from '../../core/python/statement-text/statement-tree.ts';

/**
 * A part of a module's text as trees; nothing where that is nested more deeply than the stack of calls.
 * @param withoutBodies whether functions come without what is in them
 */
export function parsedStatements(text: string, withoutBodies = false): readonly Statement[] | undefined {
  try {
    return parseStatements(text, withoutBodies);
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
