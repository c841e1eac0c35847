import { expect, test } from 'vitest';
import { reachOf } from '../../plugins/tree-shake/outside-uses.ts';

const pickles = 'may read pickles, which name anything';
const written = (line: string): string => `class C:\n    def f(self):\n        ${line}\n        return loads(self._it)`;

test.each([
  ['x = loads(dumps(y))', undefined],
  ['x = pickle.loads(\n    pickle.dumps(y, 2)  # "own"\n)', undefined],
  ['x = loads(y)', pickles],
  ['x = loads', pickles],
  ['x = load_it(y)', pickles],
  ['x = loads(dumps(y)), getattr(pickle, "loads")(z)', pickles],
  ['def f():\n    from pickle import loads as load_it\n    return load_it(y)', pickles],
  ['x = loads(dumps(y) if y else z)', pickles],
  ['x = loads(dumps, y)', pickles],
  [written('self._it = dumps(1)'), undefined],
  [written('self._it = None if y is None else dumps((1))'), undefined],
  [written('self._it = other._it or self._it\n        self._it: bytes = dumps(2)'), undefined],
  [written('self._it = y'), pickles],
  [written('self._it = dumps(1) or y(1)'), pickles],
  [written('self._it = dumps(1)\n        self._it += y'), pickles],
  [written('self._it = dumps(1)\n        self._it, z = y'), pickles],
  [written('self._it = dumps(1)\n        for self._it in y: pass'), pickles],
  [written('self._it = dumps(1)\n        with y as self._it: pass'), pickles],
  [written('pass'), pickles],
])('%s', (text, expected) => {
  expect(reachOf('pickle', ['loads'], `${text}\n`)).toBe(expected);
});

test.each([
  ['x = getmodule(y).__name__', undefined],
  ['x = inspect.getmodule(f(y)). \\\n  __file__', undefined],
  ['x = getmodule(y).__dict__', 'asks for modules of what is in them'],
  ['x = getmodule(y)', 'asks for modules of what is in them'],
  ['x = getmodule(y).__name__, getmodule(z)', 'asks for modules of what is in them'],
  ['x = find(y).__name__', 'asks for modules of what is in them'],
])('%s', (text, expected) => {
  expect(reachOf('inspect', ['getmodule'], `${text}\n`)).toBe(expected);
});
