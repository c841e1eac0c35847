import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';

const files = { 'main.py': 'import words\nprint(words.greeting)\n', 'words.py': 'greeting = "hello"\n' };

interface Map {
  readonly file: string;
  readonly sourceRoot?: string;
  readonly sources: string[];
  readonly sourcesContent?: (string | null)[];
  readonly x_cribo_bundle: string;
  readonly x_cribo_sources: (string | null)[];
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const readMap = (path: string): Map => JSON.parse(readFileSync(path, 'utf8')) as Map;

describe('--source-map', () => {
  test('alone writes a map beside the bundle, which names it in its last line', async () => {
    const folder = writeProject(files);
    const { status, stderr } = await runCribo(folder, ['main.py', '-o', 'dist/a b.py', '--source-map']);
    expect(status, stderr).toBe(0);
    const bundle = readFileSync(join(folder, 'dist/a b.py'), 'utf8');
    expect(bundle).toMatch(/\n# sourceMappingURL=a%20b\.py\.map\n$/);
    const map = readMap(join(folder, 'dist/a b.py.map'));
    expect(map.file).toBe('a b.py');
    expect(map.sources.toSorted()).toEqual(['../main.py', '../words.py']);
    expect(map).not.toHaveProperty('sourcesContent');
    expect(map.x_cribo_bundle).toBe(sha256(bundle.slice(0, bundle.lastIndexOf('# source'))));
    expect(map.x_cribo_sources[map.sources.indexOf('../words.py')]).toBe(sha256(files['words.py']));
  });

  test('inline has it in a comment, and the texts where they are wanted', async () => {
    const folder = writeProject(files);
    const args = ['main.py', '--source-map=inline', '--sources-content', '--source-map-root', 'https://example.org/'];
    const { stdout, status } = await runCribo(folder, args);
    expect(status).toBe(0);
    const [, data] = /\n# sourceMappingURL=data:application\/json;charset=utf-8;base64,(\S+)\n$/.exec(stdout)!;
    const map = JSON.parse(Buffer.from(data!, 'base64').toString()) as Map;
    expect(map.sourceRoot).toBe('https://example.org/');
    expect(map.sourcesContent?.toSorted()).toEqual(Object.values(files).toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test('cache keeps one map of each bundle, under its hash', async () => {
    const folder = writeProject(files);
    const cache = join(folder, 'cache');
    const options = { environment: { XDG_CACHE_HOME: cache } };
    const args = ['main.py', '-o', 'out.py', '--source-map=cache'];
    await runCribo(folder, args, options);
    writeFileSync(join(folder, 'words.py'), 'greeting = "goodbye"\n');
    const { status, stderr } = await runCribo(folder, args, options);
    expect(status, stderr).toBe(0);
    await runCribo(folder, ['main.py', '-o', 'other.py', '--source-map=cache'], options);
    const bundle = readFileSync(join(folder, 'out.py'), 'utf8');
    expect(bundle).not.toContain('sourceMappingURL');
    const maps = readdirSync(join(cache, 'cribo/source-maps'));
    const start = sha256(join(folder, 'out.py')).slice(0, 16);
    expect(maps).toHaveLength(2);
    expect(maps).toContain(`${start}-${sha256(bundle)}.map`);
    const map = readMap(join(cache, 'cribo/source-maps', `${start}-${sha256(bundle)}.map`));
    expect(map.sources).toContain(join(folder, 'words.py'));
  });

  test('is an option of files and a variable too', async () => {
    const folder = writeProject({ ...files, 'cribo.toml': '[bundler]\nsource-map = true\noutput = "out.py"\n' });
    await runCribo(folder, ['main.py']);
    expect(readdirSync(folder)).toContain('out.py.map');
    const environment = { CRIBO_SOURCE_MAP: 'off' };
    await runCribo(folder, ['main.py', '-o', 'none.py'], { environment });
    expect(readdirSync(folder)).not.toContain('none.py.map');
  });

  test('is refused where it cannot be', async () => {
    const folder = writeProject(files);
    const alone = await runCribo(folder, ['main.py', '--source-map']);
    expect([alone.status, alone.stdout]).toEqual([1, '']);
    expect(alone.stderr).toContain('EMITTED_WITHOUT_OUTPUT');
    const wrong = await runCribo(folder, ['main.py', '--source-map=beside']);
    expect(wrong.stderr).toContain('takes file, inline, cache, off, not "beside"');
  });

  test('says that a plugin has made another bundle', async () => {
    const plugin = `export default { plugins: [{ name: 'replacing', generate: (bundle) => bundle.replace(Buffer.from('pass\\n')) }] };`;
    const folder = writeProject({ ...files, 'cribo.config.mjs': plugin });
    const { status, stderr } = await runCribo(folder, ['main.py', '-o', 'out.py', '--source-map']);
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('warning SOURCE_MAP_LOST: There is no source map, as the plugin "replacing"');
    expect(readFileSync(join(folder, 'out.py'), 'utf8')).toBe('pass\n');
  });

  test('is of the bytes of a program of one file', async () => {
    const text = '# -*- coding: latin-1 -*-\r\nname = "\xe9"\r\nprint(name)';
    const folder = writeProject({ 'one.py': Buffer.from(text, 'latin1') });
    await runCribo(folder, ['one.py', '-o', 'out.py', '--source-map']);
    const bundle = readFileSync(join(folder, 'out.py'), 'latin1');
    expect(bundle).toBe(`${text}\n# sourceMappingURL=out.py.map\n`);
    const trace = new TraceMap(readFileSync(join(folder, 'out.py.map'), 'utf8'));
    expect(originalPositionFor(trace, { line: 3, column: 6 })).toMatchObject({ source: 'one.py', line: 3, column: 6 });
  });
});
