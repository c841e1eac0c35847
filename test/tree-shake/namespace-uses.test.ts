import { expect, test } from 'vitest';
import { type NamespaceUse, namespaceUse } from '../../plugins/tree-shake/namespace-uses.ts';

const use = (names: readonly string[], others: Partial<NamespaceUse> = {}): NamespaceUse => ({
  names,
  getsAny: false,
  copies: false,
  ...others,
});
const any = use([], { getsAny: true });

/** What code takes out of namespaces of frames and functions. */
const uses: readonly (readonly [code: string, expected: NamespaceUse])[] = [
  ['x = f.__globals__["name"]', use(['name'])],
  ['x = (f.__globals__)["name"]', use(['name'])],
  ['x = f.__globals__.get("name", None)', use(['name'])],
  ['x = frame.f_locals["name"]', use(['name'])],
  ['x = frame.f_locals.get("name"), frame.f_locals[name]', use(['name'])],
  ['x = f.__globals__[name]', any],
  ['x = f.__globals__.get(*names)', any],
  ['x = f.__globals__["one" "other"]', use(['oneother'])],
  ['x = f.__globals__["name" + suffix]', any],
  ['x = f.__globals__["name".upper()]', any],
  [String.raw`x = f.__globals__["\x6eame"]`, use(['name'])],
  ['x = f.__globals__.get("one" if a else "other")', any],
  ['x = f.__globals__', any],
  ['x = f. \\\n  __globals__[name]', any],
  ['x = (f.  # its "namespace"\n  __globals__[name])', any],
  ['if "name" in sys._getframe(1).f_globals: pass', use(['name'])],
  ['if a in frame.f_globals: pass', any],
  ['if "name" in look(frame.f_globals): pass', any],
  ['if "name" in names (frame.f_globals): pass', any],
  ['frame.f_globals[name] = 1', use([])],
  ['frame.f_globals[name[0]] = 1', use([])],
  ['frame.f_globals[name] += 1', any],
  ['frame.f_globals[name] == 1', any],
  ['def f(): return g.__globals__ is not None', use([])],
  ['linecache.getline(name, 1, frame.f_globals)', use([])],
  ['linecache.getline(frame.f_globals[name])', any],
  ['other.getline(name, 1, frame.f_globals)', any],
  ['one.__globals__.update(other.__globals__)', use([], { copies: true })],
  ['one.__globals__.update(other.__globals__, **more)', use([], { copies: true })],
  ['one.__globals__.update(other)', any],
  ['"""Reads frame.f_globals[name]."""', use([])],
  ['x = 1  # frame.f_globals[name]', use([])],
  ['x = f"{frame.f_globals[name]}"', any],
  ['def f():\n  names = g.__globals__\n  return names["one"], names.get("other")', use(['one', 'other'])],
  ['def f():\n  names = g.__globals__ if g else None\n  if names is not None: return names["one"]', use(['one'])],
  ['def f():\n  names = g.__globals__ or {}\n  return lambda: names["one"]', use(['one'])],
  ['def f():\n  names = g.__globals__\n  return names[key]', any],
  ['def f():\n  names = g.__globals__\n  return "names"', any],
  ['def f():\n  names = g.__globals__\n  names["one"]\ndef h(names): return names', use(['one'])],
  ['def f():\n  global names\n  names = g.__globals__\n  names["one"]', any],
  ['def f():\n  self.names = g.__globals__\n  names["one"]', any],
  ['class A:\n  names = g.__globals__\n  one = names["one"]', any],
  ['if g:\n  names = g.__globals__\n  one = names["one"]', any],
];

test.each(uses)('%s', (code, expected) => {
  expect(namespaceUse(`${code}\n`)).toEqual(expected);
});

test('what is nested too deeply may take anything', () => {
  expect(namespaceUse(`x = ${'-'.repeat(50_000)}f.__globals__\n`)).toEqual(any);
});
