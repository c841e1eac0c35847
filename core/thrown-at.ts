import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `at name (file:line:column)`, `at file:line:column`, `at async file://...:line:column`. */
const FRAME = /^\s+at (?:.*\()?(?:async )?((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)?$/;

const own = dirname(fileURLToPath(import.meta.url));

/** A line of a stack. */
interface StackFrame {
  readonly file: string;
  readonly place: string;
}

function frameOf(row: string): StackFrame[] {
  const [, path, line, column] = FRAME.exec(row) ?? [];
  if (path === undefined || path.startsWith('node:') || path.includes('<anonymous>')) return [];
  const file = path.startsWith('file://') ? fileURLToPath(path.replace(/\?.*$/, '')) : path;
  return [{ file, place: `${file}:${line}:${column}` }];
}

/**
 * Where in a plugin's own code something was thrown: the innermost line of the stack that lies in the file of the hook,
 * which is the one that cribo called. What a library threw is thus found at the call of the library.
 * @returns `file:line:column`; nothing where the stack does not say
 */
export function thrownAt(cause: unknown): string | undefined {
  if (!(cause instanceof Error) || typeof cause.stack !== 'string') return undefined;
  const frames = cause.stack.split('\n').flatMap(frameOf);
  const end = frames.findIndex(({ file }) => dirname(file) === own);
  const outer = end === -1 ? frames : frames.slice(0, end);
  // Without a line of cribo's the stack was cut, and a library may have filled it.
  const hook = end === -1 ? outer.find(({ file }) => !/[\\/]node_modules[\\/]/.test(file)) : outer.at(-1);
  return outer.find(({ file }) => file === (hook ?? outer[0])?.file)?.place;
}
