import picomatch from 'picomatch';
import { error, invalidPlugin } from './diagnostics.ts';
import type { Module } from './module.ts';
import { nearest } from './nearest.ts';
import type { HookFilters, PatternFilter, ResolvedModule, ResolveRequest } from './plugin.ts';
import type { TextSearch } from './text-search.ts';

/** What a filter looks at; a key that is missing does not pass a filter of it. */
interface Subject {
  readonly name: string;
  readonly file?: string | undefined;
  readonly kind?: string | undefined;
  readonly text?: string | undefined;
}

/** Whether a hook is to be called for what it would be called for. */
export type FilterTest = (subject: Subject) => boolean;
type TextTest = (value: string) => boolean;

/** Turns separators into slashes. The last result is kept, as all plugins are asked about one module before the next. */
function asPath(separator: string): (value: string) => string {
  let last = '';
  let path = '';
  return (value) => {
    if (value !== last) {
      path = value.replaceAll(separator, '/');
      last = value;
    }
    return path;
  };
}

const nameAsPath = asPath('.');
const fileAsPath = asPath('\\');

function globTest(glob: string, pathOf: (value: string) => string): TextTest {
  const expression = picomatch.makeRe(glob, { dot: true });
  return (value) => expression.test(pathOf(value));
}

/**
 * The test that a pattern of dotted names stands for: a name, `pkg.*`, `pkg.**` or another glob. A dotted name is a path
 * with dots, so `*` stays within a package as it stays within a folder.
 */
export function nameTest(pattern: string): TextTest {
  const [, base, rest] = /^([\p{ID_Continue}.]+?)(\.\*\*?)?$/u.exec(pattern) ?? [];
  if (base === undefined) return globTest(nameAsPath(pattern), nameAsPath);
  // What nearly all patterns are is tested without a regular expression, as there are thousands of names.
  const inside = `${base}.`;
  if (rest === undefined) return (name) => name === base;
  if (rest === '.**') return (name) => name === base || name.startsWith(inside);
  return (name) => name.startsWith(inside) && name.length > inside.length && !name.includes('.', inside.length);
}

const textTests: Record<string, (pattern: string, search: TextSearch) => TextTest> = {
  name: nameTest,
  file: (pattern) => {
    const normal = fileAsPath(pattern);
    return globTest(/^(?:\/|[A-Za-z]:)/.test(normal) ? normal : `**/${normal}`, fileAsPath);
  },
  text: (pattern, search) => search.add(pattern),
  kind: (pattern) => (value) => value === pattern,
};

/** Keys that the filter of each hook may have, the quickest to test first. */
const filterKeys: { readonly [Name in keyof HookFilters]: readonly (keyof HookFilters[Name])[] } = {
  resolve: ['name', 'kind'],
  load: ['name', 'file'],
  transform: ['name', 'file', 'text'],
  analyse: ['name', 'file', 'text'],
  render: ['name', 'file', 'text'],
};

/** What the tests of one filter share. */
interface FilterServices {
  readonly search: TextSearch;
  refuse(reason: string): never;
}

function patternTest(key: string, pattern: unknown, { search, refuse }: FilterServices): TextTest {
  const tests = [pattern].flat().map((item): TextTest => {
    if (typeof item === 'string') return textTests[key]!(item, search);
    if (!(item instanceof RegExp)) return refuse(`"${key}" takes strings and regular expressions`);
    // The state of a global expression would make every second call fail.
    const stateless = item.global || item.sticky ? new RegExp(item, item.flags.replace(/[gy]/g, '')) : item;
    return (value) => stateless.test(value);
  });
  return tests.length === 1 ? tests[0] : (value) => tests.some((test) => test(value));
}

function keyTest(key: string, filter: PatternFilter, services: FilterServices): TextTest {
  const isPlain = typeof filter !== 'object' || filter instanceof RegExp || Array.isArray(filter);
  if (isPlain) return patternTest(key, filter, services);
  const { include, exclude, ...others } = filter as { include?: unknown; exclude?: unknown };
  if (Object.keys(others).length > 0) services.refuse(`"${key}" takes a pattern, or { include, exclude }`);
  const takes = include === undefined ? () => true : patternTest(key, include, services);
  const leaves = exclude === undefined ? () => false : patternTest(key, exclude, services);
  return (value) => takes(value) && !leaves(value);
}

/**
 * The test that a hook's filter stands for.
 * @param search what all filters of a build look for texts with
 * @throws CriboError `INVALID_PLUGIN` for a hook that takes no filter, an unknown key, and what is no pattern
 */
export function filterTest(plugin: string, hook: string, filter: unknown, search: TextSearch): FilterTest {
  const refuse = (reason: string, hint?: string): never =>
    error({ ...invalidPlugin(`The filter of "${hook}" in the plugin "${plugin}": ${reason}.`, hint), plugin, hook });
  const keys: readonly string[] | undefined = filterKeys[hook as keyof HookFilters];
  if (keys === undefined) return refuse('this hook takes none');
  if (typeof filter !== 'object' || filter === null) return refuse(`it takes an object with ${keys.join(', ')}`);
  // The keys end with the slowest: a text is only read where the rest has passed.
  const entries = Object.entries(filter).toSorted(([one], [other]) => keys.indexOf(one) - keys.indexOf(other));
  const tests = entries.flatMap(([key, value]): FilterTest[] => {
    if (!keys.includes(key)) {
      const [meant] = nearest(key, keys);
      refuse(`there is no "${key}"`, meant === undefined ? `It takes ${keys.join(', ')}.` : `Did you mean "${meant}"?`);
    }
    if (value === undefined) return [];
    const test = keyTest(key, value as PatternFilter, { search, refuse });
    return [
      (subject) => {
        const found = subject[key as keyof Subject];
        return found !== undefined && test(found);
      },
    ];
  });
  return tests.length === 1 ? tests[0] : (subject) => tests.every((test) => test(subject));
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
