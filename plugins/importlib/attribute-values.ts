import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import type { Evaluator } from './evaluate.ts';
import { nothing, text, union, unknown, type Value, type Values } from './values.ts';

/** What `object.attribute` may be. */
export function attributeValues(node: SyntaxNode, evaluator: Evaluator): Values {
  const { evaluate, module } = evaluator;
  const attribute = node.field('attribute')!.text;
  if (/^(?:self|cls)$/.test(node.field('object')!.text)) return ownAttribute(attribute, evaluator);
  return union(
    evaluate(node.field('object')!).map((value): Values => {
      switch (value.kind) {
        case 'object':
          return value.name === 'builtins.__spec__' ? ownSpec(attribute, module) : ofObject(value.name, attribute);
        case 'folder':
          return attribute === 'parent' ? [parentFolder(value.name)] : unknown;
        case 'file':
          return attribute === 'parent' ? [{ kind: 'folder', name: value.folder }] : unknown;
        case 'listed':
          return attribute === 'name' ? [text(value.name)] : unknown;
        default:
          return unknown;
      }
    }),
  );
}

/** What a class of the module gives its instances, or else a subclass or an assignment does. */
function ownAttribute(attribute: string, { names, variable }: Evaluator): Values {
  return union([...(names.classAttributes.get(attribute) ?? []).map(variable), unknown]);
}

/** The folder that a folder lies in; the one of a top-level package has no name. */
export function parentFolder(name: string): Value {
  return { kind: 'folder', name: name.slice(0, Math.max(0, name.lastIndexOf('.'))) };
}

function ownSpec(attribute: string, module: Evaluator['module']): Values {
  if (attribute === 'name') return [text(module.name)];
  if (attribute !== 'parent') return unknown;
  return module.package === '' ? nothing : [text(module.package)];
}

/** What a module says of itself; of anything else, the name that it has. */
function ofObject(name: string, attribute: string): Values {
  switch (attribute) {
    case '__name__':
      return [text(name.endsWith('.__spec__') ? name.slice(0, -'.__spec__'.length) : name)];
    // Whether it is a package is not known here.
    case '__package__':
      return [text(name), text(name.slice(0, Math.max(0, name.lastIndexOf('.'))))];
    case '__path__':
    case 'submodule_search_locations':
      return [{ kind: 'folder', name: name.replace(/\.__spec__$/, '') }];
    case '__file__':
    case 'origin':
      return [{ kind: 'file', folder: name.replace(/\.__spec__$/, '') }];
    case 'name':
    case 'parent':
      if (name.endsWith('.__spec__')) return [text(name.slice(0, -'.__spec__'.length))];
  }
  return [{ kind: 'object', name: `${name}.${attribute}` }];
}
