import { isAbsolute } from 'node:path';
import { codeFrame, type Place, placeOf } from './code-frame.ts';
import type { Module } from './module.ts';
import type { Hooks, ResolveRequest } from './plugin.ts';
import { bundleTextProblem } from './python/bundle-text.ts';

/** What is wrong with the result of a hook. */
export interface InvalidResult {
  /** The end of "returned ...". */
  readonly reason: string;
  readonly hint?: string | undefined;
  /** The place in a text that was returned. */
  readonly place?: Place & { readonly frame: string };
}

type Check = (result: unknown, firstArgument: unknown) => string | InvalidResult | undefined;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

function unknownKey(result: object, keys: readonly string[]): string | undefined {
  return Object.keys(result).find((key) => !keys.includes(key));
}

const resolutionKeys = ['id', 'file', 'path', 'isPackage', 'portions', 'children', 'package'];

function resolution(result: unknown, request: unknown): string | InvalidResult | undefined {
  if (result === false) return undefined;
  if (typeof result === 'string')
    return `the string "${result}"; give { id: "virtual:NAME" } or { id: "file:NAME", file }`;
  if (!isObject(result) || typeof result.id !== 'string') return 'no resolution: it needs an id';
  const name = /^(?:file|virtual):(.+)$/s.exec(result.id)?.[1];
  if (name === undefined) return `the id "${result.id}", which is not "file:" or "virtual:" and a dotted name`;
  const { name: wanted, kind } = request as ResolveRequest;
  if (name !== wanted && kind !== 'entry') {
    const hint = `The id has the name that was asked for: "file:${wanted}" or "virtual:${wanted}"; "file" may be any.`;
    return { reason: `the id "${result.id}" for the module "${wanted}"`, hint };
  }
  const unknown = unknownKey(result, resolutionKeys);
  if (unknown === 'external') return 'the key "external"; to leave a module to the environment, return false';
  if (unknown !== undefined) return `an unknown key "${unknown}"; there are ${resolutionKeys.join(', ')}`;
  const { file, path, package: packageName, isPackage, children } = result;
  if (!isText(file) || !isText(path) || !isText(packageName)) return 'a file, path or package that is no string';
  if (isPackage !== undefined && typeof isPackage !== 'boolean') return 'an isPackage that is neither true nor false';
  if (children !== undefined && typeof children !== 'function') return 'children that are no function';
  if (typeof file === 'string' && !isAbsolute(file)) {
    return { reason: `the relative file "${file}"`, hint: 'Give an absolute one: join(context.options.cwd, ...)' };
  }
  return undefined;
}

function loadResult(result: unknown): string | InvalidResult | undefined {
  if (typeof result === 'string') return 'a string; give { code: "..." }';
  if (!isObject(result)) return 'no object with code or bytes';
  const keys = 'bytes' in result ? ['bytes', 'executable'] : ['code'];
  if (typeof result.code !== 'string' && !(result.bytes instanceof Uint8Array)) {
    return 'neither code (a string) nor bytes (a Uint8Array)';
  }
  const unknown = unknownKey(result, keys);
  if (unknown === undefined) return undefined;
  const hint = unknown === 'isPackage' ? 'What resolve answers says that a module is a package.' : undefined;
  return { reason: `an unknown key "${unknown}"; it takes { code } or { bytes, executable }`, hint };
}

function fragment(result: unknown, module: unknown): string | InvalidResult | undefined {
  if (!isObject(result) || typeof result.code !== 'string') return 'no fragment: { module, code }';
  if (result.module !== module) return `a fragment ${isObject(result.module) ? 'of another' : 'without its'} module`;
  if (!isText(result.prologue)) return 'a prologue that is no string';
  // What an entry may begin with, only a whole bundle can tell.
  const problem = (module as Module).isEntry ? undefined : bundleTextProblem(result.code);
  if (problem === undefined) return undefined;
  const place = { ...placeOf(result.code, problem.start), frame: codeFrame(result.code, problem) };
  return { reason: `code that cannot stand in a bundle: ${problem.message}`, place };
}

/** Whether somebody meant it: not what a last call happens to give, such as that of `Promise.all` or of `set.add`. */
function isMeant(result: unknown): boolean {
  if (typeof result === 'string' || result instanceof Uint8Array) return true;
  return isObject(result) && [Object.prototype, null].includes(Object.getPrototypeOf(result) as object | null);
}

/** The check of a hook that answers nothing. */
const nothing =
  (instead: string): Check =>
  (result) =>
    isMeant(result) ? `a value; ${instead}` : undefined;

const checks: { readonly [Name in keyof Hooks]?: Check } = {
  options: (result) => (isObject(result) && !Array.isArray(result) ? undefined : 'no object of options'),
  start: nothing('the options are frozen, and the options hook is the one that changes them'),
  resolve: resolution,
  load: loadResult,
  transform: nothing('a transform edits the source it is given: source.replace(start, end, text)'),
  analyse: nothing('this hook edits module.source: source.replace(start, end, text)'),
  link: nothing('this hook answers nothing: it keeps what it decides in module.meta'),
  render: fragment,
  generate: nothing('this hook changes the bundle it is given: bundle.append(section, text), bundle.replace(bytes)'),
};

/** What is wrong with the result of a hook; nothing when it is right. */
export function invalidResult(hook: keyof Hooks, result: unknown, firstArgument: unknown): InvalidResult | undefined {
  const wrong = checks[hook]?.(result, firstArgument);
  return typeof wrong === 'string' ? { reason: wrong } : wrong;
}
