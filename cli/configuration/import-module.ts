import { readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';

/** Beside this file in `dist/`: what `import 'cribo'` gives to configuration files and plugins. */
const library = new URL('./index.js', import.meta.url).href;

/** Asks Node for a package as a module of a folder would: `cribo-from:["file:///project/","cribo-plugin-x"]`. */
const FROM = 'cribo-from:';

type Resolve = (specifier: string, context: object, next: (specifier: string, context: object) => unknown) => unknown;

/**
 * `cribo` is the one that is running, also where it is not installed. Node's older hooks run in a thread of their own
 * and get this function as text, so it uses nothing from around it.
 */
const makeResolve =
  (url: string, from: string): Resolve =>
  (specifier, context, next) => {
    if (specifier === 'cribo') return { url, shortCircuit: true };
    if (!specifier.startsWith(from)) return next(specifier, context);
    const [parentURL, name] = JSON.parse(decodeURIComponent(specifier.slice(from.length))) as [string, string];
    return next(name, { ...context, parentURL });
  };

function registerResolve(): void {
  // Node 22.15 and later; the types are those of Node 20.
  const { registerHooks } = nodeModule as { registerHooks?: (hooks: { resolve: Resolve }) => void };
  if (registerHooks !== undefined) return registerHooks({ resolve: makeResolve(library, FROM) });
  const text = [
    `(${silenceWarnings.toString()})(${String(UNWANTED)});`,
    `export const resolve = (${makeResolve.toString()})(${JSON.stringify(library)}, ${JSON.stringify(FROM)});`,
  ];
  nodeModule.register(`data:text/javascript,${encodeURIComponent(text.join('\n'))}`);
}

/** Loads jiti, which takes a tenth of a second. */
async function createLoader(file: string): Promise<Jiti> {
  const { createJiti } = await import('jiti/static');
  return createJiti(file, { fsCache: false, moduleCache: false, alias: { cribo: fileURLToPath(library) } });
}

/** Node's warnings about what a project may well do: configuration in TypeScript, or in a package without a type. */
const UNWANTED =
  /Type Stripping|^Module type of .* is not specified|Failed to load the ES module|^To load an ES module/;

/**
 * Keeps those warnings back. Node may emit them long after the import that they are about, so this lasts; and older ones
 * emit them in the thread of the hooks, which gets this function as text.
 */
function silenceWarnings(unwanted: RegExp): void {
  const { emit } = process;
  const quiet = (event: string, ...rest: unknown[]): boolean => {
    if (event === 'warning' && unwanted.test((rest[0] as Error).message)) return true;
    return Reflect.apply(emit, process, [event, ...rest]) as boolean;
  };
  process.emit = quiet as typeof emit;
}

let prepared = false;

function prepareImports(): void {
  if (prepared) return;
  prepared = true;
  registerResolve();
  silenceWarnings(UNWANTED);
}

/** What jiti does and Node does not: enums and other syntax with a meaning, imports without extension. */
const NEEDS_JITI = new Set([
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_MODULE_NOT_FOUND',
]);

/** What Node says of an ES module in a package whose files are CommonJS unless they say otherwise. */
const ESM_SYNTAX = /outside a module|Unexpected token 'export'|Cannot use 'import\.meta'/;

/** The code of an error of Node. */
export function errorCode(cause: unknown): string {
  return (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
}

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** The default export of a module, also of one that a compiler made CommonJS of. */
export function defaultExport({ default: exported }: Exports): unknown {
  const isCompiled = typeof exported === 'object' && exported !== null && '__esModule' in exported;
  return isCompiled ? (exported as Exports).default : exported;
}

/** Imports a file of JavaScript or TypeScript. */
export async function importFile(file: string): Promise<Exports> {
  prepareImports();
  const isTypeScript = /^\.[mc]?ts$/.test(extname(file));
  // Node has no types for this before 22.
  const { typescript } = process.features as { typescript?: string | false };
  try {
    if (!isTypeScript || typescript) return await (import(pathToFileURL(file).href) as Promise<Exports>);
  } catch (cause) {
    const isModule = cause instanceof SyntaxError && ESM_SYNTAX.test(cause.message);
    if (!isModule && (!isTypeScript || !NEEDS_JITI.has(errorCode(cause)))) throw cause;
  }
  return (await createLoader(file)).import<Exports>(file);
}

/** Imports a package as a module beside `file` would. */
export async function importPackage(name: string, file: string): Promise<Exports> {
  prepareImports();
  const specifier = FROM + encodeURIComponent(JSON.stringify([pathToFileURL(file).href, name]));
  try {
    return await (import(specifier) as Promise<Exports>);
  } catch (cause) {
    // A package in TypeScript, as workspaces have them.
    if (!NEEDS_JITI.has(errorCode(cause)) || errorCode(cause) === 'ERR_MODULE_NOT_FOUND') throw cause;
  }
  return (await createLoader(file)).import<Exports>(name);
}

/** Where the syntax of a file is wrong, as Node does not say it; nothing where jiti finds nothing wrong. */
export async function findSyntaxError(file: string): Promise<{ line: number; column: number } | undefined> {
  const loader = await createLoader(file);
  const code = loader.transform({ source: readFileSync(file, 'utf8'), filename: file, ts: true, async: true });
  const found = /__JITI_ERROR__ = (\{.*\})/s.exec(code);
  return found === null ? undefined : (JSON.parse(found[1]) as { line: number; column: number });
}
