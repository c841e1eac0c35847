import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Metafile } from '../../core/metafile.ts';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const pythons = findPythons();
const site = 'environment/lib/python3.12/site-packages';
const inlined = ['main.py', '--inline', 'shelf', '--python', 'environment', '--output', 'out/bundle.py'];

/** A program and an environment with the distribution `shelf`, of these files. */
function writeShelf(
  main: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  record?: readonly string[],
): string {
  const paths = record ?? Object.keys(files);
  const installed = Object.entries(files).map(([path, content]) => [`${site}/${path}`, content]);
  return writeProject({
    'main.py': main,
    ...(Object.fromEntries(installed) as Record<string, string>),
    [`${site}/shelf-1.0.dist-info/METADATA`]: 'Metadata-Version: 2.1\nName: shelf\nVersion: 1.0\n',
    [`${site}/shelf-1.0.dist-info/RECORD`]: paths.map((path) => `${path},,\n`).join(''),
  });
}

const run = (folder: string, environment: Record<string, string> = {}, python = pythons.at(-1)!) =>
  // Python takes its time for base85.
  runCommand(python.path, ['bundle.py'], { cwd: join(folder, 'out'), environment, timeout: 300_000 });

describe('files go into the bundle', () => {
  const files = {
    'shelf/__init__.py': 'value = 1\n',
    'shelf/data.txt': 'data\n',
    'shelf/docs/long.txt': 'docs\n',
    'shelf/template.py': 'never imported\n',
    'shelf/tests/case.txt': 'test\n',
    'shelf/.hidden': 'hidden\n',
    'shelf/stub.pyi': '\n',
    'shelf/__pycache__/x.pyc': 'code',
  };
  const paths = (text: string): string[] =>
    [...text.matchAll(/^ {4}'(shelf\/[^']*)': r?"""/gm)].map((match) => match[1]!);

  test.each([
    [[], ['shelf/data.txt', 'shelf/docs/long.txt']],
    [['!shelf/docs/**'], ['shelf/data.txt']],
    [
      ['shelf/*.py', 'shelf/tests/*', '!**/long.txt'],
      ['shelf/data.txt', 'shelf/template.py', 'shelf/tests/case.txt'],
    ],
  ])('with the patterns %j', async (patterns, wanted) => {
    const folder = writeShelf('import shelf\n', files);
    const flags = patterns.flatMap((pattern) => ['--resources', pattern]);
    expect(await runCribo(folder, [...inlined, ...flags])).toMatchObject({ status: 0, stderr: '' });
    expect(paths(readFileSync(join(folder, 'out/bundle.py'), 'utf8'))).toEqual(wanted);
  });

  test('but none from outside, whatever a record names', async () => {
    const record = [
      'shelf/__init__.py',
      '../outside.txt',
      '../../../../secret.txt',
      '/etc/passwd',
      'shelf/../../x.txt',
      '',
    ];
    const folder = writeShelf('import shelf\nprint(shelf.value)\n', { 'shelf/__init__.py': 'value = 1\n' }, record);
    for (const name of ['secret.txt', `${site}/../outside.txt`, `${site}/../x.txt`])
      writeFileSync(join(folder, name), 'no');
    expect(await runCribo(folder, inlined)).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, 'out/bundle.py'), 'utf8')).not.toContain('__cribo_resources');
    expect(await run(folder)).toMatchObject({ stdout: '1\n' });
  });

  test("of the program's own packages when it reads some", async () => {
    const project = { 'main.py': 'import own\n', 'own/__init__.py': '', 'own/data.txt': 'own data\n' };
    const reads = 'import pkgutil\nprint(pkgutil.get_data("own", "data.txt"))\n';
    const [without, with_] = [writeProject(project), writeProject({ ...project, 'own/__init__.py': reads })];
    for (const folder of [without, with_]) {
      expect(await runCribo(folder, ['main.py', '--output', 'out/bundle.py'])).toMatchObject({ status: 0, stderr: '' });
    }
    expect(readFileSync(join(without, 'out/bundle.py'), 'utf8')).not.toContain('own data');
    expect(await run(with_)).toMatchObject({ stdout: "b'own data\\n'\n" });
  });

  test('as inputs, which are in the metafile and never written', async () => {
    const folder = writeShelf('import shelf\n', files);
    const flags = inlined.slice(0, -2);
    const { status } = await runCribo(folder, [...inlined, '--metafile', 'meta.json']);
    expect(status).toBe(0);
    const { inputs, outputs } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Metafile;
    expect(inputs[`${site}/shelf/data.txt`]).toEqual({ bytes: 5, imports: [] });
    expect(outputs['out/bundle.py']!.inputs[`${site}/shelf/data.txt`]!.bytesInOutput).toBeGreaterThan(5);
    const { stderr } = await runCribo(folder, [...flags, '--output', `${site}/shelf/data.txt`]);
    expect(stderr).toMatch(/^error OUTPUT_IS_INPUT/);
    expect(readFileSync(join(folder, site, 'shelf/data.txt'), 'utf8')).toBe('data\n');
  });

  test('also of 50 MB, with a word about the cost', async () => {
    const large = Buffer.alloc(50_000_000);
    for (let index = 0; index < large.length; index += 4) large.writeUInt32LE((index * 2654435761) >>> 0, index);
    const main =
      "import pkgutil, hashlib, shelf\nprint(hashlib.md5(pkgutil.get_data('shelf', 'large.bin')).hexdigest())\n";
    const folder = writeShelf(main, { 'shelf/__init__.py': '', 'shelf/large.bin': large });
    const { status, stderr } = await runCribo(folder, inlined, { timeout: 300_000 });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^warning RESOURCE_SIZE: The file shelf\/large\.bin has 50\.0 MB/);
    const digest = await runCommand(
      pythons.at(-1)!.path,
      [
        '-c',
        'import hashlib, sys; print(hashlib.md5(open(sys.argv[1], "rb").read()).hexdigest())',
        join(folder, site, 'shelf/large.bin'),
      ],
      { cwd: folder },
    );
    expect((await run(folder)).stdout).toBe(digest.stdout);
  });
});

describe('extracted files', () => {
  const main = 'import os, shelf\nprint(open(os.path.join(os.path.dirname(shelf.__file__), "data.txt")).read())\n';
  const files = {
    'shelf/__init__.py': '',
    'shelf/data.txt': 'words',
    'shelf/deep/er/data.bin': new Uint8Array([0, 255]),
  };

  async function buildExtracting(): Promise<{ folder: string; cache: string }> {
    const folder = writeShelf(main, files);
    expect(await runCribo(folder, [...inlined, '--extract', 'shelf'])).toMatchObject({ status: 0, stderr: '' });
    return { folder, cache: join(folder, 'cache') };
  }

  test('are written once, by whoever comes first, and again when they are gone', async () => {
    const { folder, cache } = await buildExtracting();
    const runs = await Promise.all(Array.from({ length: 8 }, () => run(folder, { XDG_CACHE_HOME: cache })));
    expect(new Set(runs.map(({ stdout, stderr }) => stdout + stderr))).toEqual(new Set(['words\n']));
    const [name] = readdirSync(join(cache, 'cribo'));
    expect(name).toMatch(/^shelf-[0-9a-f]{16}$/);
    const place = join(cache, 'cribo', name!);
    expect(readdirSync(place, { recursive: true }).toSorted()).toEqual([
      'shelf',
      'shelf/data.txt',
      'shelf/deep',
      'shelf/deep/er',
      'shelf/deep/er/data.bin',
    ]);
    const { ino } = statSync(join(place, 'shelf/data.txt'));
    rmSync(join(place, 'shelf/deep'), { recursive: true });
    expect(await run(folder, { XDG_CACHE_HOME: cache })).toMatchObject({ stdout: 'words\n' });
    expect(existsSync(join(place, 'shelf/deep/er/data.bin'))).toBe(true);
    expect(statSync(join(place, 'shelf/data.txt')).ino).toBe(ino);
  });

  test.each(pythons.map((python) => [python.version.join('.'), python] as const))(
    'go to a temporary folder where the cache cannot be written, on Python %s',
    async (_, python) => {
      const { folder } = await buildExtracting();
      const temporary = join(folder, 'temporary');
      mkdirSync(temporary);
      // A file where a folder would have to be: nobody can write there, not even the superuser.
      writeFileSync(join(folder, 'file'), '');
      const environment = { XDG_CACHE_HOME: join(folder, 'file'), TMPDIR: temporary };
      expect(await run(folder, environment, python)).toMatchObject({ stdout: 'words\n', stderr: '' });
      expect(readdirSync(temporary)).toEqual([]);
    },
  );

  test('are asked for in vain where nothing is bundled', async () => {
    const { stderr } = await runCribo(writeShelf('import os\n', files), [...inlined, '--extract', 'shelf']);
    expect(stderr).toMatch(/^warning EXTRACT_NOT_BUNDLED: There is nothing to extract of "shelf"/);
  });
});

test('docs/resources.md shows what happens', async () => {
  const guide = readFileSync(fileURLToPath(new URL('../../docs/resources.md', import.meta.url)), 'utf8');
  const [, main] = /```python\n([^]*?)```/.exec(guide)!;
  const [first, second] = [...guide.matchAll(/```console\n([^]*?)```/g)].map((match) => match[1].trimEnd().split('\n'));
  const folder = writeShelf(main, { 'shelf/__init__.py': '', 'shelf/data.bin': new Uint8Array([0, 1, 255]) });
  for (const [command, , ...output] of [first, [second[0], '', ...first.slice(2)]]) {
    expect(await runCribo(folder, command.split(' ').slice(2))).toMatchObject({ status: 0, stderr: '' });
    const environment = { XDG_CACHE_HOME: join(folder, 'cache') };
    const { stdout } = await runCommand(pythons.at(-1)!.path, ['bundle.py'], { cwd: folder, environment });
    expect(stdout).toBe(`${output.join('\n')}\n`);
  }
});
