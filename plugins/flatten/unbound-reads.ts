import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import { builtins } from '../tree-shake/known-names.ts';
import { boundFrom } from './certain-bindings.ts';
import type { Unit } from './unit.ts';

/**
 * Whether a name of a module may have no value where that reads it: then the exception shows the name, or Python finds a
 * builtin.
 */
export function mayBeUnbound(unit: Unit, { name, start, scope }: SymbolUse): boolean {
  const bindings = unit.bindings.get(name)!;
  const isLate = unit.isLate(scope);
  if (unit.isDeleted(name)) {
    // Bound and deleted around each use, as by `except ... as`.
    if (isLate || bindings.some((use) => use.scope !== 0)) return true;
    const last = bindings.findLast((use) => use.start < start);
    return last === undefined || last.role === Role.Delete || !isBlockwise(unit, last, start);
  }
  const first = boundFrom(unit, name);
  if (first !== undefined && first <= start) return false;
  if (!isLate && bindings.some((use) => use.start < start && isBlockwise(unit, use, start))) return false;
  if (first === undefined) return true;
  if (!isLate || builtins.has(name)) return true;
  // Functions may use what stands below them, unless something in between may call them.
  const { statements } = unit.found.facts;
  const own = unit.statementAt(start)!;
  return statements.some(
    ({ start: begin, end, kind, effects }) =>
      end > start &&
      begin < first &&
      // A definition that uses itself.
      (begin !== own.start || first !== own.end) &&
      (kind !== 'script' || unit.isEntry) &&
      (kind === 'import' || effects.length > 0),
  );
}

/**
 * Whether a place always comes after a binding in an earlier line: in the block that the binding stands in, or, where that
 * is the header of a block, in this block.
 */
function isBlockwise({ module: { text } }: Unit, { start, role }: SymbolUse, offset: number): boolean {
  if (role === Role.Walrus) return false;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [indentation] = /^[ \t\f]*/.exec(text.slice(lineStart, start))!;
  const isHeader = /^(?:for|with|async|except)\b/.test(text.slice(lineStart + indentation.length));
  const between = text.slice(start, offset);
  const [rest = ''] = between.split('\n', 1);
  // What the statement that binds the name reads comes before that.
  if (rest === between) return between.includes(';') || (isHeader && between.includes(':'));
  if (rest.split(/[([{]/).length !== rest.split(/[)\]}]/).length || rest.endsWith('\\')) return false;
  const [, ...lines] = text.slice(lineStart, text.indexOf('\n', offset) >>> 0).split('\n');
  return lines.every((line) => {
    if (/^\s*(?:#|$)/.test(line)) return true;
    const width = /^[ \t\f]*/.exec(line)![0].length;
    return isHeader ? width > indentation.length : width >= indentation.length;
  });
}
