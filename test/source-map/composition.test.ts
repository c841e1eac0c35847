import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, test } from 'vitest';
import { build, type BuildOptions } from '../../core/index.ts';
import type { Plugin } from '../../core/plugin.ts';
import { writeProject } from '../project.ts';

const files = {
  'app/main.py': 'import shapes\nprint("main")\n\n\ndef area(side):\n    return shapes.square(side)\n',
  'app/shapes.py': '# Shapes.\n\n\ndef square(side):\n    return side * side\n',
  'outer.py': 'import tool\nprint(tool.area(2))\n',
};

/** Builds a program, and then one that imports its bundle. */
async function bundleTwice(folder: string, inner: Partial<BuildOptions>, outer: Partial<BuildOptions> = {}) {
  const common = { cwd: folder, treeShaking: false as const, onLog: undefined };
  await build({ ...common, entry: 'app/main.py', output: 'tool.py', sourceMap: true, ...inner });
  return build({ ...common, entry: 'outer.py', output: 'dist/out.py', sourceMap: true, ...outer });
}

/** Where the map of a bundle has the first line with some text come from. */
function originOf(bundle: string, text: string): string {
  const map = new TraceMap(readFileSync(`${bundle}.map`, 'utf8'));
  const lines = readFileSync(bundle, 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes(text));
  const found = originalPositionFor(map, { line: line + 1, column: lines[line]!.indexOf(text) });
  return `${found.source}:${found.line}:${found.column}`;
}

describe('a bundle of a bundle', () => {
  test.each(['wrap', 'flatten', 'static'] as const)('leads to the first sources, with %s inside', async (strategy) => {
    const folder = writeProject(files);
    mkdirSync(join(folder, 'dist'));
    const { diagnostics } = await bundleTwice(folder, { strategy });
    expect(diagnostics.filter(({ code }) => code === 'INPUT_MAP_UNUSABLE')).toEqual([]);
    const bundle = join(folder, 'dist/out.py');
    expect(originOf(bundle, 'side * side')).toBe('../app/shapes.py:5:11');
    expect(originOf(bundle, 'square(side)\n'.trim())).toMatch(/^\.\.\/app\/(?:main\.py:6|shapes\.py:4):/);
    expect(originOf(bundle, 'tool.area(2)')).toBe('../outer.py:2:6');
    // The runtime of the inner bundle comes from nowhere.
    if (strategy !== 'flatten') expect(originOf(bundle, 'Let the import system')).toBe('null:null:null');
  });

  test('reads a map that is in the file', async () => {
    const folder = writeProject(files);
    await bundleTwice(folder, { sourceMap: 'inline', sourcesContent: true });
    expect(originOf(join(folder, 'dist/out.py'), 'side * side')).toBe('../app/shapes.py:5:11');
  });

  test.each([
    ['is missing', undefined, /it is not there/],
    ['is no JSON', '{"version":3,"sources":[', /JSON/],
    ['is of another version', '{"version":2,"sources":[],"names":[],"mappings":""}', /its version is 2, not 3/],
  ])('says that a map %s, and leads to the file', async (_, content, reason) => {
    const folder = writeProject({
      ...files,
      'tool.py': 'def area(side):\n    return side\n# sourceMappingURL=tool.map\n',
    });
    if (content !== undefined) writeFileSync(join(folder, 'tool.map'), content);
    const { diagnostics } = await build({ entry: 'outer.py', output: 'out.py', cwd: folder, sourceMap: true });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['INPUT_MAP_UNUSABLE', expect.stringMatching(reason)],
    ]);
    expect(originOf(join(folder, 'out.py'), 'return side')).toBe('tool.py:2:4');
  });

  test('reads no devices', async () => {
    const folder = writeProject({
      ...files,
      'tool.py': 'def area(side):\n    return side\n# sourceMappingURL=/dev/zero\n',
    });
    const { diagnostics } = await build({ entry: 'outer.py', output: 'out.py', cwd: folder, sourceMap: true });
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining('is no plain file')]);
  });

  test('takes the comment with it that names the map of its entry', async () => {
    const folder = writeProject({ ...files, 'more.py': 'value = 1\n' });
    await build({ entry: 'app/main.py', output: 'tool.py', cwd: folder, sourceMap: true });
    writeFileSync(
      join(folder, 'entry.py'),
      `import more\n${readFileSync(join(folder, 'app/main.py'), 'utf8')}# sourceMappingURL=x.map\n`,
    );
    const { outputs } = await build({ entry: 'entry.py', path: ['app'], cwd: folder, treeShaking: false });
    expect(Buffer.from(outputs[0]!.bytes).toString()).not.toContain('sourceMappingURL');
    await build({ entry: 'tool.py', output: 'again.py', cwd: folder, sourceMap: true });
    const again = readFileSync(join(folder, 'again.py'), 'utf8');
    expect(again.match(/^# sourceMappingURL=.*$/gm)).toEqual(['# sourceMappingURL=again.py.map']);
    expect(originOf(join(folder, 'again.py'), 'side * side')).toBe('app/shapes.py:5:11');
  });

  test('says that a bundle was changed after it was made', async () => {
    const folder = writeProject(files);
    await build({ entry: 'app/main.py', output: 'tool.py', cwd: folder, sourceMap: true });
    const text = readFileSync(join(folder, 'tool.py'), 'utf8');
    writeFileSync(join(folder, 'tool.py'), `# A new first line.\n${text}`);
    const { diagnostics } = await build({ entry: 'outer.py', output: 'out.py', cwd: folder, sourceMap: true });
    expect(diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining('was changed since'));
  });
});

describe('edits of plugins', () => {
  const upper: Plugin = {
    name: 'upper',
    transform(source) {
      for (const { 0: name, index } of source.original.matchAll(/\bside\b/g)) {
        source.replace(index, index + name.length, 'length');
      }
      source.insert(0, '# Made by a plugin.\n');
    },
  };

  test.each(['wrap', 'flatten', 'static'] as const)(
    'are no obstacle under %s, and names are told',
    async (strategy) => {
      const folder = writeProject(files);
      const options = { entry: 'app/main.py', output: 'out.py', cwd: folder, plugins: [upper], strategy };
      await build({ ...options, sourceMap: true, treeShaking: false });
      const bundle = join(folder, 'out.py');
      expect(originOf(bundle, 'length * length')).toBe('app/shapes.py:5:11');
      const { names } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8')) as { names: string[] };
      expect(names).toEqual(['side']);
    },
  );
});
