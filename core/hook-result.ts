import type { Hooks, ResolveRequest } from './plugin.ts';

type Check = (result: unknown, request: unknown) => string | undefined;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => value === undefined || typeof value === 'string';

const resolutionKeys = ['id', 'file', 'path', 'isPackage', 'portions', 'children', 'package'];

function resolution(result: unknown, request: unknown): string | undefined {
  if (result === false) return undefined;
  if (typeof result === 'string')
    return `the string "${result}"; give { id: "virtual:NAME" } or { id: "file:NAME", file }`;
  if (!isObject(result) || typeof result.id !== 'string') return 'no resolution: it needs an id';
  const name = /^(?:file|virtual):(.+)$/s.exec(result.id)?.[1];
  if (name === undefined) return `the id "${result.id}", which is not "file:" or "virtual:" and a dotted name`;
  const { name: wanted, kind } = request as ResolveRequest;
  if (name !== wanted && kind !== 'entry') return `the id "${result.id}" for the module "${wanted}"`;
  const unknown = Object.keys(result).find((key) => !resolutionKeys.includes(key));
  if (unknown === 'external') return 'the key "external"; to leave a module to the environment, return false';
  if (unknown !== undefined) return `an unknown key "${unknown}"; there are ${resolutionKeys.join(', ')}`;
  const { file, path, package: packageName, isPackage, children } = result;
  if (!isText(file) || !isText(path) || !isText(packageName)) return 'a file, path or package that is no string';
  if (isPackage !== undefined && typeof isPackage !== 'boolean') return 'an isPackage that is neither true nor false';
  if (children !== undefined && typeof children !== 'function') return 'children that are no function';
  return undefined;
}

function loadResult(result: unknown): string | undefined {
  if (typeof result === 'string') return 'a string; give { code: "..." }';
  if (!isObject(result)) return 'no object with code or bytes';
  if (typeof result.code === 'string' || result.bytes instanceof Uint8Array) return undefined;
  return 'neither code (a string) nor bytes (a Uint8Array)';
}

const checks: { readonly [Name in keyof Hooks]?: Check } = {
  options: (result) => (isObject(result) && !Array.isArray(result) ? undefined : 'no object of options'),
  resolve: resolution,
  load: loadResult,
  transform: (result) =>
    typeof result === 'string' || isObject(result)
      ? 'a value; a transform edits the source it is given: source.replace(start, end, text)'
      : undefined,
  render: (result) =>
    isObject(result) && typeof result.code === 'string' ? undefined : 'no fragment: { module, code }',
};

/** What is wrong with the result of a hook, as the end of "returned ..."; nothing when it is right. */
export function invalidResult(hook: keyof Hooks, result: unknown, firstArgument: unknown): string | undefined {
  return result === undefined ? undefined : checks[hook]?.(result, firstArgument);
}
