import { expect, test } from 'vitest';
import { isBinding, moduleBindings, references } from '../../core/python/references.ts';

/** `name@scope>definition` of each reference. */
function resolved(text: string): string[] {
  const found = references(text);
  return Array.from(found.offsets, (_, index) => {
    const name = found.names[found.nameIndices[index]!];
    return `${name}@${found.scopeIndices[index]}>${found.definitions[index]}`;
  });
}

test.each([
  ['x = 1\ndef f(): x; y', ['x@0>0', 'f@0>0', 'x@1>0', 'y@1>-1']],
  ['def f(x):\n def g(): return x', ['f@0>0', 'x@1>1', 'g@1>1', 'x@2>1']],
  ['class A:\n x = 1\n def f(self): x', ['A@0>0', 'x@1>1', 'f@1>1', 'self@2>2', 'x@2>-1']],
  ['def f():\n global x\n x = 1', ['f@0>0', 'x@1>0', 'x@1>0']],
  ['def f():\n global x\n x = 1\ndef g(): x', ['f@0>0', 'x@1>0', 'x@1>0', 'g@0>0', 'x@2>0']],
  ['def f():\n global x\n x\ndef g(): x', ['f@0>0', 'x@1>0', 'x@1>0', 'g@0>0', 'x@2>-1']],
  ['global x\nx', ['x@0>-1', 'x@0>-1']],
  ['[y := x for x in z]\nglobal y\ny', ['y@1>0', 'x@1>1', 'x@1>1', 'z@0>-1', 'y@0>0', 'y@0>0']],
  ['class A:\n T = int\n type B[T] = T', ['A@0>0', 'T@1>1', 'int@1>-1', 'B@1>1', 'T@2>2', 'T@3>1']],
  ['class _A[__T](__B): __T', ['_A@0>0', '_A__T@1>1', '__B@1>-1', '_A__T@2>1']],
  ['[x for x in x]', ['x@1>1', 'x@1>1', 'x@0>-1']],
  ['[[y for y in x] for x in z]', ['y@1>1', 'y@1>1', 'x@2>2', 'x@2>2', 'z@0>-1']],
  ['[y := x for x in z]', ['y@1>0', 'x@1>1', 'x@1>1', 'z@0>-1']],
  ['class A:\n x = 1\n def f[T: x](): T', ['A@0>0', 'x@1>1', 'f@1>1', 'T@2>2', 'x@3>1', 'T@4>2']],
  ['class _A:\n def f(): __x, __y__', ['_A@0>0', 'f@1>1', '_A__x@2>-1', '__y__@2>-1']],
  ['class __:\n __x = 1', ['__@0>0', '__x@1>1']],
  ['ﬁ = fi', ['fi@0>0', 'fi@0>0']],
  ['class A:\n def f(self): __class__', ['A@0>0', 'f@1>1', 'self@2>2', '__class__@2>1']],
])('%j', (text, expected) => {
  expect(resolved(text)).toEqual(expected);
});

test('module bindings with every place', () => {
  const text = 'x = 1\ndef f():\n global x, z\n x += 1\n y = 2\ndel x\nfor w in w: pass\nx';
  const found = references(text);
  const places = [...moduleBindings(found)].map(([name, indices]) => [
    name,
    indices.map((index) => found.offsets[index]),
  ]);
  expect(places).toEqual([
    ['x', [0, text.indexOf('x +='), text.indexOf('x\nfor')]],
    ['f', [text.indexOf('f()')]],
    ['w', [text.indexOf('w in')]],
  ]);
  expect(found.roles.filter((role) => isBinding(role)).length).toBe(6);
});

function rareName(index: number): string {
  return `a_name_that_is_rare_${index}`;
}

test('names of many texts do not pile up', () => {
  for (let index = 0; index < 300; index++) {
    const text = Array.from({ length: 1000 }, (_, line) => rareName(index * 1000 + line)).join('\n');
    expect(references(text).names[999]).toBe(rareName(index * 1000 + 999));
  }
  expect(resolved('print = match')).toEqual(['print@0>0', 'match@0>-1']);
});
