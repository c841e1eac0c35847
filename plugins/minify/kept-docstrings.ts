import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import type { Docstring, Layout } from '../../core/python/layout.ts';

/** Modules of the standard library that show docstrings, or look for examples in them. */
const readers = ['cmd', 'doctest', 'pydoc', 'unittest', 'xmlrpc.server'];
/** Packages that make help texts, descriptions or grammars of them. */
const readingPackages = new Set([
  'celery',
  'clize',
  'cyclopts',
  'defopt',
  'docopt',
  'fastapi',
  'fire',
  'click',
  'invoke',
  'jsonargparse',
  'ninja',
  'nox',
  'ply',
  'plac',
  'pydantic',
  'strawberry',
  'typer',
]);
const readingNames = ['getdoc', 'help'];

/** Which docstrings of a module something may read, and what. */
export interface DocstringUse {
  readonly kept: 'module' | 'all';
  readonly reason: string;
}

/**
 * Finds who reads docstrings. What is read of something that a name in the text does not tell may be any module's; to copy
 * one docstring to another object is to read nothing.
 */
export function docstringUses(
  { modules }: Graph,
  layouts: ReadonlyMap<Module, Layout>,
): {
  readonly everywhere: (DocstringUse & { readonly by: Module }) | undefined;
  readonly uses: ReadonlyMap<Module, DocstringUse>;
} {
  const uses = new Map<Module, DocstringUse>();
  for (const module of modules) {
    const found = layouts.get(module);
    if (found === undefined) continue;
    const imported = module.imports.find(({ name, module: target }) => isReader(name, target));
    const name = readingNames.find((each) => (each === 'help' ? found.called : found.names).has(each));
    const reason =
      imported === undefined
        ? name && `it has the name ${name}`
        : `it imports ${imported.name}, which reads docstrings`;
    const attribute = attributeRead(module.text);
    if (reason !== undefined || attribute !== undefined) {
      const why = reason ?? `it reads ${attribute}`;
      return { everywhere: { kept: 'all', reason: why, by: module }, uses };
    }
    if (found.names.has('__doc__')) uses.set(module, { kept: 'module', reason: 'it reads its own __doc__' });
  }
  return { everywhere: undefined, uses };
}

/** A package that is in the bundle is judged by its text. */
function isReader(name: string, target: Module | undefined): boolean {
  if (target !== undefined) return false;
  return (
    readers.some((each) => name === each || name.startsWith(`${each}.`)) || readingPackages.has(name.split('.')[0])
  );
}

/** The first use of an attribute `__doc__` that is more than setting it, or copying it to another one. */
function attributeRead(text: string): string | undefined {
  for (const { 0: found, index } of text.matchAll(/[\w.\])]+\.__doc__\b|["']__doc__["']/g)) {
    const after = text.slice(index + found.length);
    const before = text.slice(text.lastIndexOf('\n', index - 1) + 1, index);
    const isSet = /^[ \t]*=(?!=)/.test(after);
    const isCopied = /\.__doc__[ \t]*=[ \t]*$/.test(before) && /^[ \t]*(?:#.*)?(?:\n|$)/.test(after);
    if (!isSet && !isCopied) return found;
  }
  return undefined;
}

/** The docstrings of a module that go. */
export function removableDocstrings(found: Layout, use: DocstringUse | undefined): ReadonlySet<Docstring> {
  if (use?.kept === 'all') return new Set();
  return new Set(found.docstrings.filter(({ owner }) => use === undefined || owner !== 'module'));
}
