import picomatch from 'picomatch';
import { error, invalidPlugin } from './diagnostics.ts';
import type { Module } from './module.ts';
import { nearest } from './nearest.ts';
import type { HookFilters, PatternFilter, ResolvedModule, ResolveRequest } from './plugin.ts';

/** What a filter looks at; a key that is missing does not pass a filter of it. */
interface Subject {
  readonly name: string;
  readonly file?: string | undefined;
  readonly kind?: string | undefined;
  readonly text?: string | undefined;
}

type Test = (subject: Subject) => boolean;
type TextTest = (value: string) => boolean;

const textTests: Record<string, (pattern: string) => TextTest> = {
  // A dotted name is a path with dots, so `*` stays within a package as it stays within a folder.
  name: (pattern) => {
    const matches = picomatch(pattern.replaceAll('.', '/'), { dot: true });
    return (value) => matches(value.replaceAll('.', '/'));
  },
  file: (pattern) => {
    const normal = pattern.replaceAll('\\', '/');
    const matches = picomatch(/^(?:\/|[A-Za-z]:)/.test(normal) ? normal : `**/${normal}`, { dot: true });
    return (value) => matches(value.replaceAll('\\', '/'));
  },
  text: (pattern) => (value) => value.includes(pattern),
  kind: (pattern) => (value) => value === pattern,
};

/** Keys that the filter of each hook may have. */
const filterKeys: { readonly [Name in keyof HookFilters]: readonly (keyof HookFilters[Name])[] } = {
  resolve: ['name', 'kind'],
  load: ['name', 'file'],
  transform: ['name', 'file', 'text'],
  analyse: ['name', 'file', 'text'],
  render: ['name', 'file', 'text'],
};

function patternTest(key: string, pattern: unknown, refuse: (reason: string) => never): TextTest {
  const tests = [pattern].flat().map((item): TextTest => {
    if (typeof item === 'string') return textTests[key]!(item);
    if (!(item instanceof RegExp)) return refuse(`"${key}" takes strings and regular expressions`);
    // The state of a global expression would make every second call fail.
    const stateless = item.global || item.sticky ? new RegExp(item, item.flags.replace(/[gy]/g, '')) : item;
    return (value) => stateless.test(value);
  });
  return (value) => tests.some((test) => test(value));
}

function keyTest(key: string, filter: PatternFilter, refuse: (reason: string) => never): TextTest {
  const isPlain = typeof filter !== 'object' || filter instanceof RegExp || Array.isArray(filter);
  if (isPlain) return patternTest(key, filter, refuse);
  const { include, exclude, ...others } = filter as { include?: unknown; exclude?: unknown };
  if (Object.keys(others).length > 0) refuse(`"${key}" takes a pattern, or { include, exclude }`);
  const takes = include === undefined ? () => true : patternTest(key, include, refuse);
  const leaves = exclude === undefined ? () => false : patternTest(key, exclude, refuse);
  return (value) => takes(value) && !leaves(value);
}

/**
 * The test that a hook's filter stands for.
 * @throws CriboError `INVALID_PLUGIN` for a hook that takes no filter, an unknown key, and what is no pattern
 */
export function filterTest(plugin: string, hook: string, filter: unknown): Test {
  const refuse = (reason: string, hint?: string): never =>
    error({ ...invalidPlugin(`The filter of "${hook}" in the plugin "${plugin}": ${reason}.`, hint), plugin, hook });
  const keys: readonly string[] | undefined = filterKeys[hook as keyof HookFilters];
  if (keys === undefined) return refuse('this hook takes none');
  if (typeof filter !== 'object' || filter === null) return refuse(`it takes an object with ${keys.join(', ')}`);
  const tests = Object.entries(filter).flatMap(([key, value]): Test[] => {
    if (!keys.includes(key)) {
      const [meant] = nearest(key, keys);
      refuse(`there is no "${key}"`, meant === undefined ? `It takes ${keys.join(', ')}.` : `Did you mean "${meant}"?`);
    }
    if (value === undefined) return [];
    const test = keyTest(key, value as PatternFilter, refuse);
    return [
      (subject) => {
        const found = subject[key as keyof Subject];
        return found !== undefined && test(found);
      },
    ];
  });
  return (subject) => tests.every((test) => test(subject));
}

/** What a filter looks at, for each hook that has one, from the hook's arguments. */
export const filterSubjects = {
  resolve: (request: ResolveRequest): Subject => request,
  load: (resolution: ResolvedModule): Subject => ({
    name: resolution.id.slice(resolution.id.indexOf(':') + 1),
    file: resolution.file,
  }),
  transform: (_source: unknown, module: Module): Subject => module,
  analyse: (module: Module): Subject => module,
  render: (module: Module): Subject => module,
};
