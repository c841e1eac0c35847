import { describe, expect, test } from 'vitest';
import { findPythons } from '../pythons.ts';
import { expectSame, findNames, readEnvironment } from './compare-environment.ts';
import { makeEditableEnvironment, makeOldEnvironment } from './editable-projects.ts';

const all = findPythons();
const pythons = [...new Set([all[0], all.at(-1)!])].map((python) => ({ python, label: python.version.join('.') }));

describe.each(pythons)('editable installations on CPython $label', ({ python }) => {
  test('are found where Python finds them, with setuptools, hatch, pdm, poetry, flit and uv', () => {
    const { python: own, names } = makeEditableEnvironment(python);
    expectSame(own, { python: own }, names);
  });

  test('belong to the distributions that were installed', () => {
    const { python: own, owners } = makeEditableEnvironment(python);
    const environment = readEnvironment({ python: own }).environment!;
    const files = findNames(environment, Object.keys(owners));
    for (const [name, key] of Object.entries(owners)) {
      const [place] = [files[name]].flat();
      // A namespace package has no file, and one of a finder may have no folder either.
      const file = place?.endsWith('.py') === false ? `${place}/inner/__init__.py` : place;
      if (typeof file === 'string') expect(environment.distributionOf(file)?.key, name).toBe(key);
      const keys = environment.owners(name).map((owner) => owner.key);
      expect(keys, name).toContain(key);
      const distribution = environment.get(key)!;
      expect(
        [...environment.filesOf(distribution).keys()].some((path) => path.split(/[/.]/)[0] === name),
        name,
      ).toBe(true);
    }
  });
});

// setuptools 57 needs distutils.
test.runIf(all[0].version[1] < 12)('links and eggs of old setuptools are found where Python finds them', () => {
  const own = makeOldEnvironment(all[0]);
  const names = ['old_linked', 'old_egg', 'old_egg.leaf'];
  expectSame(own, { python: own }, names);
  const environment = readEnvironment({ python: own }).environment!;
  for (const [name, place] of Object.entries(findNames(environment, names))) {
    const distribution = environment.distributionOf(String(place))!;
    expect(distribution.key).toBe(name.split('.')[0].replace('_', '-'));
    expect([...environment.filesOf(distribution).values()]).toContain(place);
  }
});
