import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { parentFolder } from './attribute-values.ts';
import { argumentNodes } from './call-arguments.ts';
import { type Evaluator, folderBelow } from './evaluate.ts';
import { importFunctions } from './import-functions.ts';
import { importedNames } from './imported-names.ts';
import { listedModules } from './listed-packages.ts';
import { methodValues } from './method-values.ts';
import {
  entriesOf,
  itemAt,
  itemsOf,
  nothing,
  stringsOf,
  text,
  texts,
  union,
  unknown,
  type Value,
  type Values,
} from './values.ts';

/** What a call may return. */
export function callValues(call: SyntaxNode, evaluator: Evaluator): Values {
  const called = call.field('function')!;
  const functions = evaluator.evaluate(called).flatMap((value) => (value.kind === 'object' ? value.name : []));
  const known = functions.flatMap((name) => resultOf(name, call, evaluator) ?? []);
  if (known.length > 0) return known;
  if (called.type !== 'attribute') return unknown;
  const values = evaluator.evaluate(called.field('object')!);
  return methodValues(called.field('attribute')!.text, values, call, evaluator);
}

/** What a function of the standard library returns; nothing of one that is not known. */
function resultOf(name: string, call: SyntaxNode, evaluator: Evaluator): Values | undefined {
  const given = argumentNodes(call);
  const first = (): Values => (given.length > 0 ? evaluator.evaluate(given[0]) : []);
  const known = importFunctions.get(name);
  if (known?.gives === 'module') {
    return importedNames(call, known, evaluator).names.map((each): Value => ({ kind: 'object', name: each }));
  }
  if (known?.gives === 'name') return texts(importedNames(call, known, evaluator).names);
  if (known?.gives === 'list') return listedModules(call, known, evaluator);
  switch (name) {
    case 'builtins.list':
    case 'builtins.set':
    case 'builtins.frozenset':
    case 'builtins.sorted':
    case 'builtins.reversed':
    case 'builtins.iter':
      return [{ kind: 'collection', items: itemsOf(first()) }];
    case 'builtins.next':
      return itemsOf(first());
    case 'builtins.filter':
      return [{ kind: 'collection', items: itemsOf(given.length > 1 ? evaluator.evaluate(given[1]) : []) }];
    case 'builtins.enumerate':
      return [{ kind: 'collection', items: [{ kind: 'sequence', items: [nothing, itemsOf(first())] }] }];
    case 'builtins.zip': {
      const items = given.map((each) => itemsOf(evaluator.evaluate(each)));
      return [{ kind: 'collection', items: [{ kind: 'sequence', items }] }];
    }
    case 'builtins.dict':
      return dictValues(given, evaluator);
    case 'builtins.getattr':
      return getattrValues(given, evaluator);
    case 'builtins.tuple':
    case 'builtins.str':
    case 'os.fspath':
    case 'os.path.abspath':
    case 'os.path.realpath':
    case 'os.path.normpath':
    case 'pathlib.Path':
    case 'pathlib.PurePath':
    case 'types.MappingProxyType':
    case 'importlib.resources.as_file':
      return first();
    case 'os.path.dirname':
      return union(first().map(dirname));
    case 'os.path.join':
      return given.slice(1).reduce((folder, each) => folderBelow(folder, evaluator.evaluate(each)), first());
    case 'importlib.resources.files':
      return first().flatMap((value): Values => {
        if (value.kind === 'object') return [{ kind: 'folder', name: value.name }];
        return value.kind === 'text' ? [{ kind: 'folder', name: value.text }] : unknown;
      });
    default:
      return undefined;
  }
}

function dirname(path: Value): Values {
  if (path.kind === 'file') return [{ kind: 'folder', name: path.folder }];
  return path.kind === 'folder' ? [parentFolder(path.name)] : unknown;
}

/** `dict(a="x")`, `dict(pairs)`, `dict(table)`. */
function dictValues(given: readonly SyntaxNode[], { evaluate }: Evaluator): Values {
  const entries = given.flatMap((argument) => {
    if (argument.type === 'keyword_argument') {
      return [{ key: [text(argument.field('name')!.text)], value: evaluate(argument.field('value')!) }];
    }
    const values = evaluate(argument);
    if (values.some(({ kind }) => kind === 'table')) return entriesOf(values);
    const pairs = itemsOf(values);
    return [{ key: itemAt(pairs, 0), value: itemAt(pairs, 1) }];
  });
  return [{ kind: 'table', entries }];
}

/** `getattr(package, "__path__", default)` */
function getattrValues(given: readonly SyntaxNode[], { evaluate }: Evaluator): Values {
  if (given.length < 2) return unknown;
  const isPath = stringsOf(evaluate(given[1])).includes('__path__');
  return evaluate(given[0]).map((value): Value =>
    isPath && value.kind === 'object' ? { kind: 'folder', name: value.name } : { kind: 'unknown' },
  );
}
