import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { type TracedProject, tracedProject } from './traced-project.ts';

const make = (...args: string[]): Promise<TracedProject> =>
  tracedProject('--strategy', 'flatten', '--no-tree-shaking', ...(args.length > 0 ? args : ['--source-map']));

/** A traceback of the bundle, as it is and as it should be. */
function textsOf({ read }: TracedProject): { bundled: string; original: string; unshown: string } {
  const line = read('bundle.py').split('\n').indexOf('        return shop_money__parse(kind)') + 1;
  const text = (path: string, number: number, called: string): string =>
    `Traceback (most recent call last):\n  File "${path}", line ${number}, in price\n    return ${called}(kind)\nKeyError: 1\n`;
  return {
    bundled: text('bundle.py', line, 'shop_money__parse'),
    original: text('shop/orders.py', 18, 'money.parse'),
    unshown: text('shop/orders.py', 18, 'shop_money__parse'),
  };
}

/** Replaces the map by one with other fields. */
function changeMap({ read, write }: TracedProject, change: (map: Record<string, unknown>) => object): void {
  write('bundle.py.map', JSON.stringify(change(JSON.parse(read('bundle.py.map')) as Record<string, unknown>)));
}

interface Broken {
  readonly what: string;
  readonly args?: readonly string[];
  readonly break: (project: TracedProject) => void;
  readonly says: readonly string[];
}

const broken: readonly Broken[] = [
  {
    what: 'is not there',
    break: ({ folder }) => rmSync(join(folder, 'bundle.py.map')),
    says: ['MAP_UNUSABLE', 'it is not there', 'bundle.py.map'],
  },
  {
    what: 'was cut off',
    break: ({ read, write }) => write('bundle.py.map', read('bundle.py.map').slice(0, 400)),
    says: ['MAP_UNUSABLE', 'it is no JSON'],
  },
  {
    what: 'was cut off in its mappings, and closed again',
    break: (project) => changeMap(project, (map) => ({ ...map, mappings: `${String(map.mappings).slice(0, 41)}zzzz` })),
    says: ['MAP_UNUSABLE', 'its mappings'],
  },
  {
    what: 'is of another version',
    break: (project) => changeMap(project, (map) => ({ ...map, version: 4 })),
    says: ['MAP_UNUSABLE', 'its version is 4, not 3'],
  },
  {
    what: 'is no map',
    break: ({ write }) => write('bundle.py.map', '[]'),
    says: ['MAP_UNUSABLE', 'it is no JSON object'],
  },
  {
    what: 'has mappings that are none',
    break: (project) => changeMap(project, (map) => ({ ...map, mappings: 'AAAA;{}' })),
    says: ['MAP_UNUSABLE', 'its mappings are not in base 64'],
  },
  {
    what: 'leads to sources that it does not have',
    break: (project) => changeMap(project, (map) => ({ ...map, sources: ['main.py'] })),
    says: ['MAP_UNUSABLE', 'its mappings lead out of its sources'],
  },
  {
    what: 'is on a server',
    break: ({ read, write }) =>
      write('bundle.py', read('bundle.py').replace('=bundle.py.map', '=https://example.org/bundle.py.map')),
    says: ['MAP_UNUSABLE', 'https://example.org/bundle.py.map is not a file, and nothing is fetched'],
  },
  {
    what: 'stands in the bundle, and is none',
    args: ['--source-map=inline'],
    break: ({ read, write }) => write('bundle.py', read('bundle.py').replace(/base64,.{100}/, 'base64,')),
    says: ['MAP_UNUSABLE', 'it is no JSON'],
  },
  {
    what: 'is of another bundle',
    break: (project) => changeMap(project, (map) => ({ ...map, x_cribo_bundle: '0'.repeat(64) })),
    says: ['MAP_MISMATCH', 'bundle.py.map', 'edited or formatted'],
  },
  {
    what: 'is of the bundle before it was edited',
    break: ({ read, write }) => write('bundle.py', `# A line more.\n${read('bundle.py')}`),
    says: ['MAP_MISMATCH'],
  },
  {
    what: 'is of the bundle before something was put below its last line',
    break: ({ read, write }) => write('bundle.py', `${read('bundle.py')}print()\n`),
    says: ['MAP_MISMATCH'],
  },
  {
    what: 'is of the build before, which printed the text',
    break: (project) => {
      const { read, write } = project;
      write('bundle.py', read('bundle.py').replace('return shop_money__parse(kind)', 'return 1'));
      changeMap(project, (map) => ({ ...map, x_cribo_bundle: undefined }));
    },
    says: ['TRACE_MISMATCH', 'another build printed it'],
  },
];

describe('the text stays as it is, and the status is 1, where the map', () => {
  test.each(broken)('$what', async ({ args = [], break: breakIt, says }) => {
    const project = await make(...args);
    const { bundled } = textsOf(project);
    breakIt(project);
    const { status, stdout, stderr } = await project.trace(`${bundled}${bundled}bundle.py:1: no\n`);
    expect(stdout.startsWith(`${bundled}${bundled}`)).toBe(true);
    expect(status).toBe(1);
    for (const part of says) expect(stderr).toContain(part);
    // What is wrong with a map is said once.
    expect(stderr.match(/warning/g)).toHaveLength(1);
  });

  test('in the cache is of an earlier build', async () => {
    const environment = { XDG_CACHE_HOME: writeProject({}) };
    const folder = writeProject({ 'main.py': 'def f():\n    pass\n' });
    await runCribo(folder, ['main.py', '-o', 'bundle.py', '--source-map=cache', '-s', 'flatten'], { environment });
    const input = Buffer.from('  File "bundle.py", line 2, in f\n');
    const trace = () => runCribo(folder, ['trace'], { environment, input });
    expect(await trace()).toMatchObject({ status: 0, stdout: '  File "main.py", line 2, in f\n' });
    writeFileSync(join(folder, 'bundle.py'), 'pass\n');
    expect(await trace()).toMatchObject({
      status: 1,
      stdout: input.toString(),
      stderr: expect.stringContaining('MAP_MISMATCH') as string,
    });
  });
});

test('a log with tracebacks of an earlier build has those of this one traced', async () => {
  const project = await make();
  const { bundled, original } = textsOf(project);
  const earlier = bundled.replace('shop_money__parse(kind)', 'price_of(kind)').replace('KeyError', 'OldError');
  const { status, stdout, stderr } = await project.trace(earlier + bundled + earlier);
  expect({ status, stdout }).toEqual({ status: 1, stdout: earlier + original + earlier });
  expect(stderr.match(/TRACE_MISMATCH/g)).toHaveLength(1);
});

describe('an original that', () => {
  test('has changed: the place is that in the old text, and the line stays as it was printed', async () => {
    const project = await make();
    const { bundled, unshown } = textsOf(project);
    project.write('shop/orders.py', `# New.\n${project.read('shop/orders.py')}`);
    const { status, stdout, stderr } = await project.trace(bundled + bundled);
    expect({ status, stdout }).toEqual({ status: 0, stdout: unshown + unshown });
    expect(stderr).toMatch(/^warning ORIGINAL_CHANGED: "orders.py" has changed.*\n {2}shop\/orders.py\n$/);
  });

  test('has changed: the line is that of the map where it has one', async () => {
    const project = await make('--source-map', '--sources-content');
    const { bundled, original } = textsOf(project);
    project.write('shop/orders.py', '');
    const { status, stdout, stderr } = await project.trace(bundled);
    expect({ status, stdout }).toEqual({ status: 0, stdout: original });
    expect(stderr).toContain('ORIGINAL_CHANGED');
  });

  test('is gone', async () => {
    const project = await make();
    const { bundled, unshown } = textsOf(project);
    rmSync(join(project.folder, 'shop'), { recursive: true });
    expect(await project.trace(bundled)).toEqual({ status: 0, stdout: unshown, stderr: '' });
    const { stderr } = await project.trace(bundled, '--log-level', 'info');
    expect(stderr).toContain('ORIGINAL_MISSING');
  });

  test('is a folder', async () => {
    const project = await make();
    const { bundled, unshown } = textsOf(project);
    rmSync(join(project.folder, 'shop'), { recursive: true });
    changeMap(project, (map) => ({ ...map, sources: (map.sources as string[]).map(() => '.') }));
    const { stdout } = await project.trace(bundled);
    expect(stdout).toBe(unshown.replace('shop/orders.py', ''));
  });
});

describe('the command', () => {
  const folder = writeProject({ 'log.txt': 'File "x.py", line 1\n', 'bad.map': '{', 'empty.txt': '' });

  test.each([
    { args: ['--mpa', 'x'], says: ['UNKNOWN_OPTION', '--mpa', 'Did you mean "--map"'] },
    { args: ['--map'], says: ['INVALID_OPTION', '"--map" needs a value'] },
    { args: ['--map='], says: ['INVALID_OPTION', '"--map" is empty'] },
    { args: ['--log-level', 'loud'], says: ['INVALID_OPTION', 'loud'] },
    { args: ['--map', 'nowhere.map'], says: ['UNREADABLE_FILE', 'nowhere.map', 'it is not there'] },
    { args: ['--map', 'bad.map'], says: ['MAP_UNUSABLE', 'it is no JSON'] },
    { args: ['nowhere.txt'], says: ['UNREADABLE_FILE', 'nowhere.txt', 'it is not there'] },
    { args: ['.'], says: ['UNREADABLE_FILE', 'it is a folder'] },
  ])('refuses $args', async ({ args, says }) => {
    const { status, stdout, stderr } = await runCribo(folder, ['trace', ...args]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    for (const part of says) expect(stderr).toContain(part);
  });

  test('goes on behind an input that cannot be read', async () => {
    const { status, stdout } = await runCribo(folder, ['trace', 'nowhere.txt', 'log.txt']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: 'File "x.py", line 1\n' });
  });

  test('says when nothing had a map, and leaves every byte', async () => {
    const input = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
    const { status, stdout, stderr } = await runCribo(folder, ['trace'], { input });
    expect({ status, stdout }).toEqual({ status: 0, stdout: input.toString() });
    expect(stderr).toContain('warning NOTHING_TRACED');
    expect(await runCribo(folder, ['trace', 'empty.txt', '--log-level', 'error'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('has help of its own', async () => {
    const { status, stdout } = await runCribo(folder, ['trace', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/cribo trace \[files\][\s\S]*--map <file> +The source map of a bundle/);
    expect((await runCribo(folder, ['--help'])).stdout).toContain('trace [...files]');
  });
});
