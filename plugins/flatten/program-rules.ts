import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import { Role } from '../../core/python/references.ts';
import { isStandardLibrary } from '../../core/python/standard-library.ts';
import type { Unit } from './unit.ts';

/** Why nothing of a program can be flattened, and the place that says so. */
export interface Observer extends Range {
  readonly module: Module;
  readonly reason: string;
}

/**
 * Modules of the library that look at what is given to them by the name of its module, at frames, or at lines: pickles,
 * what prints source lines, what imports by name.
 */
const observers = new Set(
  (
    '__main__ annotationlib bdb builtins cProfile cgitb code codeop compileall copyreg dis distutils doctest ensurepip ' +
    'faulthandler gc imp importlib inspect lib2to3 linecache marshal modulefinder multiprocessing pdb pickle ' +
    'pickletools pkgutil profile pstats py_compile pyclbr pydoc rlcompleter runpy shelve site symtable sysconfig test ' +
    'timeit trace traceback tracemalloc unittest venv warnings zipapp zipimport'
  ).split(' '),
);
const observingSubmodules = new Set([
  'concurrent.futures.process',
  'logging.config',
  'xmlrpc.server',
  'wsgiref.validate',
  'xml.sax',
]);

/** Names and attributes by which a program sees what flattening changes. */
const identifiers: Readonly<Record<string, string>> = {
  __module__: 'the module of a function',
  __main__: 'the entry by its name',
  __globals__: 'the namespace of a function',
  __code__: 'where code stands',
  __annotations__: 'annotations',
  __annotate__: 'annotations',
  get_type_hints: 'annotations',
  __import__: 'modules by computed names',
  import_module: 'modules by computed names',
  __loader__: 'loaders',
  __spec__: 'specifications of modules',
  __prepare__: 'each binding of a class body',
  __del__: 'the order in which a program ends',
  _getframe: 'frames',
  _getframemodulename: 'frames',
  _current_frames: 'frames',
  currentframe: 'frames',
  f_globals: 'frames',
  f_back: 'frames',
  f_code: 'frames',
  f_lineno: 'frames',
  tb_frame: 'frames',
  tb_lineno: 'frames',
  tb_next: 'frames',
  gi_frame: 'frames',
  cr_frame: 'frames',
  ag_frame: 'frames',
  co_filename: 'where code stands',
  co_firstlineno: 'where code stands',
  settrace: 'every line that runs',
  setprofile: 'every call',
  get_referrers: 'namespaces',
  get_objects: 'namespaces',
  ProcessPoolExecutor: 'functions by the names of their modules',
  findCaller: 'frames',
  stack_info: 'frames',
};

/** Attributes of `sys` that show modules or lines. */
const systemAttributes = new Set([
  'modules',
  'meta_path',
  'path_hooks',
  'monitoring',
  'excepthook',
  'exc_info',
  'call_tracing',
]);

/** Fields of log formats that hold where a call stands. */
const logFields = /%\((?:module|pathname|filename|lineno)\)|[{$]\{?(?:module|pathname|filename|lineno)[}:]/;

/** Names by which the entry sees its own namespace. */
const entryNames = new Set(['globals', 'locals', 'vars', 'dir', 'eval', 'exec', 'compile']);

/** The first place in a program that can see whether modules are flattened, whichever these are. */
export function programObserver(units: readonly Unit[], graph: Graph): Observer | undefined {
  for (const unit of units) {
    const found = observerIn(unit, graph);
    if (found !== undefined) return found;
  }
  return undefined;
}

function observerIn(unit: Unit, graph: Graph): Observer | undefined {
  const { module, found } = unit;
  for (const [name, start] of found.identifiers) {
    const what = Object.hasOwn(identifiers, name) ? identifiers[name] : undefined;
    if (name === '__import__' && !unit.hasComputedImports) continue;
    if (what !== undefined) return { module, start, end: start + name.length, reason: `${name} shows ${what}` };
  }
  for (const { fact, base, neverRuns } of unit.imports) {
    if (neverRuns) continue;
    const names = fact.names.map(({ name }) => name);
    const modules = base === undefined ? names : [base, ...names.map((name) => `${base}.${name}`)];
    for (const name of modules) {
      const reason = graph.get(name.split('.', 1)[0]!) === undefined ? externalReason(name) : undefined;
      if (reason !== undefined) return { module, start: fact.start, end: fact.end, reason };
    }
    const attribute = base === 'sys' ? names.find((name) => name === '*' || systemAttributes.has(name)) : undefined;
    if (attribute !== undefined) return { module, start: fact.start, end: fact.end, reason: systemReason(attribute) };
  }
  const system = systemUse(unit);
  if (system !== undefined) return system;
  const format = found.strings.find(({ text }) => logFields.test(text));
  if (format !== undefined) return { ...format, module, reason: 'a log format asks for the file or line of a call' };
  if (!unit.isEntry) return undefined;
  const star = unit.imports.find(({ isStar, neverRuns, fact }) => isStar && !neverRuns && fact.names[0]?.name === '*');
  if (star !== undefined)
    return { ...star.fact, module, reason: 'the entry has a star import of names that are not known' };
  const feature = unit.featureFromStar;
  if (feature !== undefined) {
    return { start: feature.start, end: feature.end, module, reason: 'the entry reads the name of a future feature' };
  }
  const dynamic = unit.uses.find(({ name, definition }) => definition === -1 && entryNames.has(name));
  return (
    dynamic && { module, start: dynamic.start, end: dynamic.end, reason: `${dynamic.name} shows the entry's names` }
  );
}

function externalReason(name: string): string | undefined {
  const [top] = name.split('.', 1);
  if (!isStandardLibrary(top!)) return `${top} is not in the bundle, and may look modules up by their names`;
  if (observers.has(top!) || observingSubmodules.has(name)) return `${name} looks at modules, frames or lines`;
  return undefined;
}

const systemReason = (attribute: string): string => `sys.${attribute} shows modules or frames`;

/** A use of `sys` that is no attribute, or one of those that matter. */
function systemUse({ module, imports, uses }: Unit): Observer | undefined {
  const names = new Set(
    imports.flatMap(({ fact }) =>
      fact.from === undefined ? fact.names.flatMap(({ name, alias }) => (name === 'sys' ? [alias ?? name] : [])) : [],
    ),
  );
  for (const { name, start, attributes, definition, role, end } of uses) {
    if (!names.has(name) || definition === -1) continue;
    const [first] = attributes;
    if (first !== undefined && systemAttributes.has(first.name)) {
      return { module, start, end: first.end, reason: systemReason(first.name) };
    }
    if (first === undefined && role === Role.Load) return { module, start, end, reason: 'sys is passed on' };
  }
  return undefined;
}
