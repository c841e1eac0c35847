import { type Diagnostic, error, invalidOption } from '../core/diagnostics.ts';

const fields = ['code', 'level', 'message', 'hint', 'module', 'file', 'line', 'column', 'plugin', 'hook'] as const;

type Test = (diagnostic: Diagnostic) => boolean;

function compileTerm(term: string, pattern: string): Test {
  const [, not, name, glob] = /^\s*(!?)([a-z]*):(.*?)\s*$/s.exec(term) ?? [];
  const field = fields.find((candidate) => candidate === name);
  if (field === undefined) {
    error(
      invalidOption(
        'filterLogs',
        `takes patterns such as code:STAR_* with one of ${fields.join(', ')}, not "${pattern}"`,
      ),
    );
  }
  const source = glob.split('*').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`, 's');
  return (diagnostic) => expression.test(String(diagnostic[field] ?? '')) === (not === '');
}

/**
 * Makes a test for messages from patterns as Rollup has them: `code:STAR_*`, `!module:pkg.*`, `code:X&file:*test*`. A
 * message passes when one pattern matches it, a pattern when all its terms do; without patterns all messages pass.
 * @throws CriboError `INVALID_OPTION`
 */
export function createLogFilter(patterns: readonly string[]): Test {
  const tests = patterns.map((pattern) => pattern.split('&').map((term) => compileTerm(term, pattern)));
  return (diagnostic) => tests.length === 0 || tests.some((terms) => terms.every((test) => test(diagnostic)));
}
