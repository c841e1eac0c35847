import { type Construct, show } from '../scope.ts';
import { chooseTarget, showBound, writeImport } from './import-forms.ts';

/** Import statements, and the ways in which they fail. */
export const imports: readonly Construct[] = [
  {
    name: 'import',
    weight: 60,
    write(scope, choices) {
      const text = writeImport(scope, choices);
      if (text === undefined) return undefined;
      scope.known.push(...text.binds);
      const shown = choices.chance(5) ? [] : [showBound(text)];
      return {
        lines: [...text.lines, ...shown],
        risky: choices.number(5) >= (scope.module.kind === 'entry' ? 1 : 2),
        construct: text.construct,
      };
    },
  },
  {
    name: 'two imports in one statement',
    weight: 3,
    write(scope, choices) {
      const targets = [chooseTarget(scope, choices), chooseTarget(scope, choices)];
      if (targets[0] === undefined || targets[1] === undefined) return undefined;
      const alias = scope.fresh('module');
      scope.known.push({ expression: targets[0].name, kind: 'module', target: targets[0] });
      scope.known.push({ expression: alias, kind: 'module', target: targets[1] });
      return {
        lines: [`import ${targets[0].name}, \\`, `    ${targets[1].name} as ${alias}; ${show('both', alias)}`],
        risky: true,
      };
    },
  },
  {
    name: 'import of a missing module',
    weight: 2,
    write(scope, choices) {
      const target = chooseTarget(scope, choices);
      const name = choices.from(['missing_module', `${target?.name ?? 'main'}.missing`, 'missing.sub.module']);
      const line = choices.from([`import ${name}`, `import ${name} as found`, `from ${name} import found`]);
      const caught = choices.from(['ImportError', 'ModuleNotFoundError', '(ImportError, AttributeError)']);
      return {
        lines: [
          'try:',
          `    ${line}`,
          `except ${caught} as error:`,
          `    found = None`,
          `    ${show('missing', 'repr(error)', "getattr(error, 'name', 0)")}`,
        ],
      };
    },
  },
  {
    name: 'import of a missing name',
    weight: 2,
    write(scope, choices) {
      const target = chooseTarget(scope, choices);
      if (target === undefined) return undefined;
      const line = choices.from([
        `from ${target.name} import missing_name`,
        `from ${target.name} import missing_name as found`,
      ]);
      return {
        lines: [
          'try:',
          `    ${line}`,
          `except ImportError as error:`,
          `    ${show('missing name', 'error', 'error.name', 'error.path')}`,
          'else:',
          `    ${show('not missing')}`,
        ],
      };
    },
  },
  {
    name: 'import or fall back',
    weight: 4,
    write(scope, choices) {
      const first = writeImport(scope, choices);
      const second = writeImport({ ...scope, level: 'function' }, choices);
      if (first === undefined || second === undefined) return undefined;
      scope.known.push(...second.binds);
      const missing = choices.chance(2) ? ['import missing_accelerator'] : [];
      return {
        lines: [
          'try:',
          ...indent([...missing, ...first.lines, showBound(first)]),
          'except ImportError:',
          ...indent([...second.lines, showBound(second)]),
          'else:',
          `    ${show('no fall back')}`,
          'finally:',
          `    ${show('finally')}`,
        ],
      };
    },
  },
  {
    name: 'relative import beyond the top',
    weight: 1,
    write(_scope, choices) {
      const line = choices.from([
        'from ..... import far',
        'from ....far import away',
        'from . import nowhere',
        'from .nowhere import nothing',
      ]);
      return { lines: ['try:', `    ${line}`, 'except ImportError as error:', `    ${show('beyond', 'repr(error)')}`] };
    },
  },
  {
    name: 'import of the standard library',
    weight: 3,
    write(_scope, choices) {
      const line = choices.from([
        `import os.path as path`,
        `import xml.dom, xml.dom as dom`,
        `from os import path, sep`,
        `import colorsys`,
        `from collections import abc, OrderedDict as path`,
        'import calendar as path',
      ]);
      const name = /path$|path,/.test(line) ? 'path' : /dom/.test(line) ? 'xml' : line.replace('import ', '');
      return { lines: [line, show('library', `${name}.__name__`)] };
    },
  },
  {
    name: 'import of os star',
    weight: 1,
    levels: ['module'],
    write: () => ({ lines: ['from keyword import *', show('keyword', "iskeyword('if')", "'__all__' in globals()")] }),
  },
  {
    name: 'dunder import',
    weight: 2,
    write(scope) {
      const known = scope.known.find(({ kind }) => kind === 'module');
      if (known?.kind !== 'module') return undefined;
      const { name } = known.target;
      return {
        lines: [
          show(
            '__import__',
            `__import__('${name}').__name__`,
            `__import__('${name}', fromlist=['x']).__name__`,
            `__import__('${name}', globals(), None, ('__name__',), 0)`,
          ),
        ],
        risky: true,
      };
    },
  },
];

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
