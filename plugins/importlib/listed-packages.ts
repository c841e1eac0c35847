import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { callArguments } from './call-arguments.ts';
import type { Evaluator } from './evaluate.ts';
import type { ImportFunction } from './import-functions.ts';
import type { ImportedNames } from './imported-names.ts';
import { GAP, stringsOf, type Value, type Values } from './values.ts';

/** Stands for all the parts of a name that may follow, where a `GAP` is one of them. */
export const ALL_BELOW = `${GAP}${GAP}`;

/** The modules that `iter_modules` or `walk_packages` lists, when it is given the path of a package. */
export function listedFolders(
  path: SyntaxNode | undefined,
  form: 'folder' | 'folders',
  { evaluate }: Evaluator,
): ImportedNames {
  // Without a path it lists what is installed.
  const folders = path === undefined ? [] : evaluate(path).flatMap(foldersOf);
  const names = folders.flatMap((folder) => {
    if (folder.kind === 'object') return [folder.name];
    return folder.kind === 'folder' && folder.name !== '' ? [folder.name] : [];
  });
  return {
    names: names.flatMap((name) => [`${name}.${form === 'folder' ? GAP : ALL_BELOW}`, `${name}.__main__`]),
    isComplete: folders.every(({ kind }) => kind !== 'unknown'),
  };
}

/** What a path is made of: a package's `__path__`, or a list of folders. */
function foldersOf(value: Value): Values {
  if (value.kind === 'sequence') return value.items.flat();
  return value.kind === 'collection' ? value.items : [value];
}

/** What `iter_modules` and `walk_packages` return. */
export function listedModules(call: SyntaxNode, known: ImportFunction, { evaluate }: Evaluator): Values {
  const prefix = callArguments(call, known.parameters)?.get('prefix');
  const prefixes = prefix === undefined ? [''] : stringsOf(evaluate(prefix));
  return [{ kind: 'collection', items: prefixes.map((each): Value => ({ kind: 'listed', name: `${each}${GAP}` })) }];
}

/** What `importlib.resources.files(package).iterdir()` lists, of which modules are a part. */
export function listedContents(values: Values): string[] {
  return values.flatMap((value) => (value.kind === 'folder' && value.name !== '' ? [`${value.name}.${GAP}`] : []));
}
