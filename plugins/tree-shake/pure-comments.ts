import type { LinkedModule } from './linked-module.ts';

const mark = /^[^\n]*?#\s*cribo:\s*pure\b/;

/** Whether `# cribo: pure` stands behind a statement, on its first line or its last one: its author answers for what it calls. */
export function isMarkedPure({ text, statements }: LinkedModule, index: number): boolean {
  const { start, end } = statements[index]!;
  const lineEnd = text.indexOf('\n', end);
  const behind = text.slice(end, lineEnd === -1 ? undefined : lineEnd);
  if (/^[ \t]*#/.test(behind) && mark.test(behind)) return true;
  const [first] = text.slice(start, end).split('\n', 1);
  // The mark is no comment where it is in a string.
  return first!.length < end - start && mark.test(first!) && !/["'][^"']*#/.test(first!);
}
