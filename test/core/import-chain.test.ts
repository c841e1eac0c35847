import { analyzeMetafile } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { build, importChain } from '../../core/index.ts';
import { writeProject } from '../project.ts';

const cwd = writeProject({
  'main.py': '"""Starts."""\nimport far\nimport near, yaml\n',
  'far.py': 'import pkg.middle\n',
  'near.py': 'def late():\n    from pkg import (\n        deep\n    )\n',
  'pkg/__init__.py': '',
  'pkg/middle.py': 'from . import deep\n',
  'pkg/deep.py': 'import json\n',
  'pkg/asked.py': '',
});
const { graph, metafile } = await build({
  entry: 'main.py',
  cwd,
  include: ['pkg.asked'],
  output: 'out.py',
  write: false,
  treeShaking: false,
});
const { graph: shaken } = await build({ entry: 'main.py', cwd, output: 'out.py', write: false });
const chain = (name: string) =>
  importChain(graph, name)?.map((step) => [step.importer.name, step.place?.line, step.text, step.name]);

describe('why a module is there', () => {
  test('has the lines of files of which something is left out', () => {
    const [, second] = importChain(shaken, 'pkg.deep')!;
    expect(second).toMatchObject({ place: { line: 2 }, text: 'from pkg import (' });
  });

  test('is the shortest chain of imports, with lines', () => {
    expect(chain('pkg.deep')).toEqual([
      ['__main__', 3, 'import near, yaml', 'near'],
      ['near', 2, 'from pkg import (', 'pkg.deep'],
    ]);
  });

  test('is also said of what the environment has to supply, and of what an option asks for', () => {
    expect(chain('yaml')).toEqual([['__main__', 3, 'import near, yaml', 'yaml']]);
    expect(chain('pkg.asked')).toEqual([['__main__', undefined, undefined, 'pkg.asked']]);
    expect(chain('json')?.at(-1)).toEqual(['pkg.deep', 1, 'import json', 'json']);
  });

  test('has no answer for what nobody imports, and none is needed for the entry', () => {
    expect(chain('pkg.absent')).toBeUndefined();
    expect(chain('__main__')).toEqual([]);
  });
});

describe('the metafile', () => {
  test('names inputs, imports and sizes', () => {
    expect(metafile.inputs['pkg/middle.py']).toEqual({
      bytes: 19,
      imports: [
        { path: 'pkg/__init__.py', kind: 'import-statement', original: 'pkg' },
        { path: 'pkg/deep.py', kind: 'import-statement', original: 'pkg.deep' },
      ],
    });
    expect(metafile.inputs['main.py']!.imports).toContainEqual({
      path: 'yaml',
      kind: 'import-statement',
      external: true,
      original: 'yaml',
    });
    const { entryPoint, bytes, inputs } = metafile.outputs['out.py']!;
    expect(entryPoint).toBe('main.py');
    expect(Object.keys(inputs)).toHaveLength(graph.modules.length);
    const sum = Object.values(inputs).reduce((total, { bytesInOutput }) => total + bytesInOutput, 0);
    expect(sum).toBeLessThan(bytes);
  });

  test("is read by esbuild's own viewer", async () => {
    const text = await analyzeMetafile(JSON.stringify(metafile), { verbose: true });
    expect(text).toContain('out.py');
    expect(text).toMatch(/pkg\/deep\.py .*\d/);
    expect(text).toContain('near.py');
  });
});
