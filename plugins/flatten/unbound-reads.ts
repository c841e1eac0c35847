import type { Range } from '../../core/python/facts.ts';
import type { SymbolUse } from '../../core/python/flattening/symbol-uses.ts';
import { Role } from '../../core/python/references.ts';
import { builtins } from '../tree-shake/known-names.ts';
import { boundFrom } from './certain-bindings.ts';
import type { Unit } from './unit.ts';
import type { UnitImport } from './unit-imports.ts';

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
    return last === undefined || last.role === Role.Delete || !isAfter(unit, last, start);
  }
  const first = boundFrom(unit, name);
  if (first !== undefined && first <= start) return false;
  if (!isLate && bindings.some((use) => use.start < start && isAfter(unit, use, start))) return false;
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

/** Whether a name of a function has been bound for certain where something reads it, by an import statement of the function. */
export function isImportedBefore(
  unit: Unit,
  { definition, start }: SymbolUse,
  imports: readonly UnitImport[],
): boolean {
  return imports.some(({ fact }) => fact.scope === definition && fact.end <= start && isBlockwise(unit, fact, start));
}

/** Whether a place always comes after a binding in an earlier line. */
const isAfter = (unit: Unit, { start, role }: SymbolUse, offset: number): boolean =>
  role !== Role.Walrus && isBlockwise(unit, { start, end: start }, offset);

/**
 * Whether a place always comes after a binding, or a statement that binds: behind it on its line, or in later lines of the
 * block that it stands in, or, where that is the header of a block, of this block.
 * @param bound from where on the name is written, and where what binds it ends
 */
function isBlockwise({ module: { text } }: Unit, bound: Range, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', bound.start - 1) + 1;
  const [, indentation, before] = /^([ \t\f]*)(.*)$/s.exec(text.slice(lineStart, bound.start))!;
  const isHeader = /^(?:for|with|async|except|case)\b/.test(text.slice(lineStart + indentation!.length));
  const between = text.slice(bound.end, offset);
  const [rest = ''] = between.split('\n', 1);
  // What the statement that binds the name reads comes before that.
  if (rest === between) {
    const code = between.replaceAll(/(["'])(?:\\.|(?!\1).)*\1/g, '');
    return code.includes(';') || (isHeader && code.includes(':'));
  }
  if (rest.split(/[([{]/).length !== rest.split(/[)\]}]/).length || rest.endsWith('\\')) return false;
  // The block is that line's own.
  if (/^(?:if|elif|else|while|try|finally)\b/.test(before!)) return false;
  const [, ...lines] = text.slice(bound.end, text.indexOf('\n', offset) >>> 0).split('\n');
  return lines.every((line) => {
    if (/^\s*(?:#|$)/.test(line)) return true;
    const width = /^[ \t\f]*/.exec(line)![0].length;
    return isHeader ? width > indentation!.length : width >= indentation!.length;
  });
}
