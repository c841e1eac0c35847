import type { KeptReason, KeptStatement, KeptStep } from '../../core/shaking.ts';
import type { Inclusion } from './inclusion.ts';
import type { LinkedModule } from './linked-module.ts';
import type { Modules } from './modules.ts';
import { type Cause, IS_ENTRY, type Need } from './need.ts';

/** A statement and what needs it, in turn, up to what stays by itself. */
function* wayFrom(need: Need, index: number): Generator<{ need: Need; index: number; cause: Cause }> {
  let at: { need: Need; index: number } | undefined = { need, index };
  const seen = new Set<object>();
  while (at !== undefined) {
    const cause: Cause | undefined = at.need.statements.get(at.index) ?? at.need.runsBecause;
    const statement = at.need.linked.statements[at.index]!;
    if (cause === undefined || seen.has(statement)) return;
    seen.add(statement);
    yield { ...at, cause };
    at = 'reason' in cause ? undefined : { need: cause.by, index: cause.index };
  }
}

/** The chain of statements for which one of a module stays that binds a name; nothing where none does. */
export function whyKept(linked: LinkedModule, name: string, inclusion: Inclusion): KeptStep[] | undefined {
  const need = inclusion.needOf(linked);
  const index = linked.binders.get(name)?.find((each) => need.statements.has(each) || isImported(need, each));
  if (index === undefined) return undefined;
  return [...wayFrom(need, index)].map((step) => {
    const reason = 'reason' in step.cause ? step.cause.reason : undefined;
    return Object.assign(statementOf(step.need.linked, step.index), { reason });
  });
}

function isImported(need: Need, index: number): boolean {
  return need.linked.imports[index]!.some(({ fact }) => fact.names.some((each) => need.importedNames.has(each)));
}

/** What stays by itself, with all that stays for it and is not needed anyway. */
export function keptReasons(modules: Modules, inclusion: Inclusion): KeptReason[] {
  const roots = new Map<object | string, { reason: string; statement: KeptStatement | undefined; size: number }>();
  /** By statement, what its way leads to: so that each is gone once. */
  const known = new Map<object, { size: number }>();
  for (const linked of modules.values()) {
    const need = inclusion.needOf(linked);
    for (const index of need.statements.keys()) {
      const { start, end } = linked.statements[index]!;
      const root = rootOf(need, index);
      if (root !== undefined && !linked.module.isEntry) root.size += end - start;
    }
  }
  // What the entry needs it needs.
  return [...roots.values()]
    .filter(({ size, reason }) => size > 0 && reason !== IS_ENTRY)
    .toSorted((one, other) => other.size - one.size);

  function rootOf(need: Need, index: number): { size: number } | undefined {
    const passed: object[] = [];
    let root: { size: number } | undefined;
    for (const step of wayFrom(need, index)) {
      const statement = step.need.linked.statements[step.index]!;
      root = known.get(statement);
      if (root !== undefined) break;
      passed.push(statement);
      if (!('reason' in step.cause)) continue;
      const { reason } = step.cause;
      const isOfModule = step.need.keptBecause !== undefined && reason.startsWith('all ');
      const key = isOfModule || step.need.linked.module.isEntry ? reason : statement;
      const found = roots.get(key);
      if (found === undefined) {
        const place = key === reason ? undefined : statementOf(step.need.linked, step.index);
        roots.set(key, { reason, statement: place, size: 0 });
      }
      root = roots.get(key);
    }
    if (root !== undefined) for (const statement of passed) known.set(statement, root);
    return root;
  }
}

function statementOf({ module, statements, text }: LinkedModule, index: number): KeptStatement {
  const { start, end } = statements[index]!;

  return { module, line: text.slice(0, start).split('\n').length, text: text.slice(start, end).split('\n', 1)[0]! };
}
