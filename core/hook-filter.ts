import { resolve } from 'node:path';
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
type PatternFilterObject = Exclude<PatternFilter, string | RegExp | readonly unknown[]>;

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

/** A pattern that ends in a plain name is of a file, or of a folder with all below it. */
function pathTest(glob: string): TextTest {
  const base = glob.replace(/\/$/, '');
  const isPlain = !/[*?[\](){}!+@|]/.test(base.slice(base.lastIndexOf('/') + 1));
  return globTest(isPlain ? `${base}{,/**}` : base, fileAsPath);
}

/** Globs match from the end, absolute ones from the start, and `./` and `../` ones from the working folder. */
function fileTest(pattern: string, { cwd }: FilterServices): TextTest {
  const normal = fileAsPath(pattern);
  if (/^(?:\/|[A-Za-z]:)/.test(normal)) return pathTest(normal);
  const [dots] = /^(?:\.\.?(?:\/|$))*/.exec(normal)!;
  if (dots === '') return pathTest(`**/${normal}`);
  const isInside = pathTest(normal.slice(dots.length) || '**');
  // Asked for late: only a build has a working folder. It is no part of the glob, as it may hold any character.
  let folder: string | undefined;
  return (value) => {
    folder ??= `${fileAsPath(resolve(cwd(), dots)).replace(/\/$/, '')}/`;
    const path = fileAsPath(value);
    return path.startsWith(folder) && isInside(path.slice(folder.length));
  };
}

const textTests: Record<string, (pattern: string, services: FilterServices) => TextTest> = {
  name: nameTest,
  file: fileTest,
  text: (pattern, { search }) => search.add(pattern),
  kind: (pattern) => (value) => value === pattern,
};

/** What keys of Rollup's filters are called here. */
const rollupKeys: Readonly<Record<string, string>> = {
  id: '"name", the dotted name, or "file", a glob',
  code: '"text"',
  moduleType: '"file", a glob such as "*.json"',
};

/** Keys that the filter of each hook may have, the quickest to test first. */
const filterKeys: { readonly [Name in keyof HookFilters]: readonly (keyof HookFilters[Name])[] } = {
  resolve: ['name', 'kind'],
  load: ['name', 'file'],
  transform: ['name', 'file', 'text'],
  analyse: ['name', 'file', 'text'],
  render: ['name', 'file', 'text'],
};

/** What the filters of a build share. */
export interface FilterServices {
  /** What all filters of a build look for texts with. */
  readonly search: TextSearch;
  /** The working folder, absolute. */
  cwd(): string;
}

interface TestServices extends FilterServices {
  refuse(reason: string): never;
}

function patternTest(key: string, pattern: unknown, services: TestServices): TextTest {
  const { refuse } = services;
  const tests = [pattern].flat().map((item): TextTest => {
    if (typeof item === 'string') return textTests[key]!(item, services);
    if (!(item instanceof RegExp)) return refuse(`"${key}" takes strings and regular expressions`);
    // The state of a global expression would make every second call fail.
    const stateless = item.global || item.sticky ? new RegExp(item, item.flags.replace(/[gy]/g, '')) : item;
    return (value) => stateless.test(value);
  });
  return tests.length === 1 ? tests[0] : (value) => tests.some((test) => test(value));
}

/** The test of one key; what a subject lacks is taken where nothing has to be included. */
function keyTest(key: string, filter: PatternFilter, services: TestServices): (value: string | undefined) => boolean {
  const isPlain = typeof filter !== 'object' || filter instanceof RegExp || Array.isArray(filter);
  const { include = isPlain ? filter : undefined, exclude, ...others } = (isPlain ? {} : filter) as PatternFilterObject;
  if (Object.keys(others).length > 0) services.refuse(`"${key}" takes a pattern, or { include, exclude }`);
  const takes = include === undefined ? undefined : patternTest(key, include, services);
  const leaves = exclude === undefined ? undefined : patternTest(key, exclude, services);
  if (leaves === undefined && takes !== undefined) return (value) => value !== undefined && takes(value);
  return (value) => (value === undefined ? takes === undefined : takes?.(value) !== false && leaves?.(value) !== true);
}

/**
 * The test that a hook's filter stands for.
 * @throws CriboError `INVALID_PLUGIN` for a hook that takes no filter, an unknown key, and what is no pattern
 */
export function filterTest(plugin: string, hook: string, filter: unknown, services: FilterServices): FilterTest {
  const refuse = (reason: string, hint?: string): never =>
    error({ ...invalidPlugin(`The filter of "${hook}" in the plugin "${plugin}": ${reason}.`, hint), plugin, hook });
  const keys: readonly string[] | undefined = filterKeys[hook as keyof HookFilters];
  if (keys === undefined) return refuse('this hook takes none');
  if (typeof filter !== 'object' || filter === null || filter instanceof RegExp || Array.isArray(filter)) {
    const hint = `Say what the pattern is of: filter: { name: ${filter instanceof RegExp ? String(filter) : '...'} }`;
    return refuse(`it takes an object with ${keys.join(', ')}`, hint);
  }
  // The keys end with the slowest: a text is only read where the rest has passed.
  const entries = Object.entries(filter).toSorted(([one], [other]) => keys.indexOf(one) - keys.indexOf(other));
  const tests = entries.flatMap(([key, value]): FilterTest[] => {
    if (!keys.includes(key)) {
      const [meant = undefined] = nearest(key, keys).map((near) => `"${near}"`);
      const known = rollupKeys[key] ?? meant;
      refuse(`there is no "${key}"`, known === undefined ? `It takes ${keys.join(', ')}.` : `Did you mean ${known}?`);
    }
    if (value === undefined) return [];
    const test = keyTest(key, value as PatternFilter, { ...services, refuse });
    return [(subject) => test(subject[key as keyof Subject])];
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
