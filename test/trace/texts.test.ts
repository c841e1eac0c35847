import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { type TracedProject, tracedProject } from './traced-project.ts';

const { path: python } = findPythons().at(-1)!;
let project: TracedProject;
/** Numbers (from 1) of lines of the bundle. */
let parse: number;
let price: number;

beforeAll(async () => {
  project = await tracedProject('--strategy', 'flatten', '--source-map');
  const lines = project.read('bundle.py').split('\n');
  parse = lines.indexOf('    return cents[text]') + 1;
  price = lines.indexOf('        return shop_money__parse(kind)') + 1;
});

const traced = async (text: string): Promise<string> => {
  const { status, stdout, stderr } = await project.trace(text);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

describe('tracebacks', () => {
  test('in a log, with text before each line', async () => {
    const before = (second: number): string => `2024-05-01 10:00:0${second} worker-${second} ERROR `;
    const log = (path: string, line: number): string =>
      `${before(1)}Traceback (most recent call last):\n${before(2)}  File "${path}", line ${line}, in price\n`;
    const text = `${log('bundle.py', price)}${before(3)}    return shop_money__parse(kind)\n${before(4)}KeyError: 'x'\n`;
    expect(await traced(text)).toBe(
      `${log('shop/orders.py', 18)}${before(3)}    return money.parse(kind)\n${before(4)}KeyError: 'x'\n`,
    );
  });

  test('with colours', async () => {
    const frame = (path: string, line: number): string =>
      `  File \u001B[35m"${path}"\u001B[0m, line \u001B[35m${line}\u001B[0m, in \u001B[35mparse\u001B[0m\n`;
    const rest =
      '    return \u001B[31mcents\u001B[0m\u001B[1;31m[text]\u001B[0m\n           \u001B[31m~~~~~\u001B[0m\u001B[1;31m^^^^^^\u001B[0m\n';
    expect(await traced(frame('bundle.py', parse) + rest)).toBe(frame('shop/money.py', 6) + rest);
  });

  test('with line ends of Windows, and without a last one', async () => {
    const text = `  File "bundle.py", line ${price}, in price\r\n    return shop_money__parse(kind)`;
    expect(await traced(text)).toBe(`  File "shop/orders.py", line 18, in price\r\n    return money.parse(kind)`);
  });

  test('with what Python says of repeated lines', async () => {
    const original = await project.run(python, join(project.folder, 'main.py'), 'deep');
    const repeated = '  [Previous line repeated 37 more times]\n';
    expect(original).toContain(repeated);
    expect(await traced(await project.run(python, join(project.folder, 'bundle.py'), 'deep'))).toBe(original);
  });

  test('with text that the output could not encode', async () => {
    const line =
      project
        .read('bundle.py')
        .split('\n')
        .findIndex((text) => text.includes('价格')) + 1;
    const shown = String.raw`    \u4ef7\u683c = "\u4ef7\u683c"; return \u4ef7\u683c + shop_money__parse(amount)`;
    expect(await traced(`  File "bundle.py", line ${line}, in buy\n${shown}\n`)).toBe(
      '  File "shop/orders.py", line 8, in buy\n    价格 = "价格"; return 价格 + money.parse(amount)\n',
    );
  });

  test('in a log of JSON, a record a line', async () => {
    const original = await project.run(python, join(project.folder, 'main.py'), 'context');
    const bundled = await project.run(python, join(project.folder, 'bundle.py'), 'context');
    const record = (text: string): string => `{"level": "error",  "error": ${JSON.stringify(text)}, "at": 1.0}\n`;
    expect(await traced(record(bundled) + record(bundled))).toBe(record(original) + record(original));
    const frame = (path: string, line: number, text: string) =>
      `"\\u00e9 File \\"${path}\\", line ${line}, in buy\\n${text}"\n`;
    const line =
      project
        .read('bundle.py')
        .split('\n')
        .findIndex((text) => text.includes('价格')) + 1;
    expect(await traced(frame('bundle.py', line, ''))).toBe(frame('shop/orders.py', 8, ''));
  });

  test('of a syntax error in the bundle, which names nothing', async () => {
    const text = `  File "bundle.py", line ${price}\n    return shop_money__parse(kind)\n           ^^^^^^^^^^^^^^^^^\nSyntaxError: no\n`;
    expect(await traced(text)).toBe(
      '  File "shop/orders.py", line 18\n    return money.parse(kind)\n           ^^^^^^^^^^^\nSyntaxError: no\n',
    );
  });

  test('of statements in which the bundler put a line', async () => {
    const [bundle, original] = ['bundle.py', 'shop/orders.py'].map((file) => project.read(file).split('\n'));
    const frame = (path: string, lines: readonly string[], ...rows: readonly string[]): string =>
      `  File "${path}", line ${lines.indexOf('class Shop:') + 1}, in Shop\n    ${rows.join('\n    ')}\n`;
    const added = "    __module__ = 'shop.orders'";
    expect(bundle).toContain(added);
    const first = ['class Shop:', '    def buy(self, amount):'] as const;
    expect(await traced(frame('bundle.py', bundle!, first[0], added, first[1]))).toBe(
      frame('shop/orders.py', original!, ...first),
    );
    const last = '        if depth == 0:';
    const note = (lines: readonly string[]): string =>
      `...<${lines.indexOf(last) - lines.indexOf('class Shop:') - 1} lines>...`;
    expect(await traced(frame('bundle.py', bundle!, 'class Shop:', note(bundle!), last))).toBe(
      frame('shop/orders.py', original!, 'class Shop:', note(original!), last),
    );
    const marked = (...rows: readonly string[]): string[] =>
      rows.flatMap((row) => [row, row.replaceAll(/\S.*/g, (text) => '^'.repeat(text.length))]);
    expect(
      await traced(
        frame(
          'bundle.py',
          bundle!,
          ...marked('class Shop:'),
          '...<2 lines>...',
          ...marked(bundle![bundle!.indexOf(first[1]) + 1]!),
        ),
      ),
    ).toContain(frame('shop/orders.py', original!, ...marked('class Shop:'), ...marked(first[1])).slice(0, -1));
  });

  test('through code that the bundler made, which stays', async () => {
    const line = project.read('bundle.py').split('\n').indexOf('shop_money__parse = parse; del parse') + 1;
    const text = `  File "bundle.py", line ${line}, in <module>\n    shop_money__parse = parse; del parse\n`;
    expect(await traced(text)).toBe(text);
  });
});

describe('other texts', () => {
  test('profiles', async () => {
    const { folder } = project;
    const program =
      'import pstats, sys; s = pstats.Stats("out.prof", stream=sys.stdout).sort_stats("line");' +
      's.print_stats("py:"); s.print_callers("price"); s.strip_dirs().print_stats("price")';
    const profile = async (file: string): Promise<string> => {
      await project.run(python, '-m', 'cProfile', '-o', 'out.prof', file, 'price');
      return (await runCommand(python, ['-c', program], { cwd: folder })).stdout;
    };
    /** The functions of the program that a profile names, by the last part of their paths. */
    const functionsIn = (text: string): string[] => text.match(/\b(?:main|orders|money)\.py:\d+\(\w+\)/g)!.toSorted();
    const profiled = await traced(await profile('bundle.py'));
    expect(profiled).toContain('shop/orders.py:');
    expect(profiled).not.toMatch(/bundle\.py/);
    expect(functionsIn(profiled)).toEqual(functionsIn(await profile('main.py')));
  });

  test.each([
    ['a logged place', (at: string) => `INFO ${at} ready\n`],
    ['pytest', (at: string) => `${at}: KeyError\n`],
    ['a stack dump', (at: string) => `    parse (${at})\n`],
    ['two places of a line', (at: string) => `${at}, ${at}\n`],
  ])('%s', async (_, text) => {
    expect(await traced(text(`bundle.py:${parse}`))).toBe(text('shop/money.py:6'));
  });

  test('a linter, which says the column too', async () => {
    expect(await traced(`bundle.py:${parse}:12: X1 no\n`)).toBe('shop/money.py:6:12: X1 no\n');
  });

  test('pdb, with the source line', async () => {
    const { folder } = project;
    expect(await traced(`> ${folder}/bundle.py(${price})price()\n-> return shop_money__parse(kind)\n(Pdb) `)).toBe(
      `> ${folder}/shop/orders.py(18)price()\n-> return money.parse(kind)\n(Pdb) `,
    );
  });

  test('a warning, with the source line, of a folder with a blank', async () => {
    const folder = join(project.folder, 'a b');
    mkdirSync(folder);
    const built = await runCribo(project.folder, ['main.py', '-o', 'a b/bundle.py', '-s', 'flatten', '--source-map']);
    expect(built.status).toBe(0);
    const warning = (path: string, line: number, text: string): string =>
      `${path}:${line}: UserWarning: no\n  return ${text}(kind)\n`;
    expect(await traced(warning(`${folder}/bundle.py`, price, 'shop_money__parse'))).toBe(
      warning(`${project.folder}/shop/orders.py`, 18, 'money.parse'),
    );
    rmSync(folder, { recursive: true });
  });

  test('what faulthandler writes', async () => {
    const text = (path: string, line: number): string =>
      `Current thread 0x1:\n  File "${path}", line ${line} in parse\n`;
    expect(await traced(text('bundle.py', parse))).toBe(text('shop/money.py', 6));
  });
});

test('several bundles, each with its map, and text that is of none', async () => {
  const folder = writeProject({
    'one.py': 'def one():\n    pass\n',
    'two.py': '"""Two."""\nimport three\n',
    'three.py': 'def three():\n    three()\n',
  });
  for (const name of ['one', 'two']) {
    const { status } = await runCribo(folder, [`${name}.py`, '-o', `${name}.out.py`, '-s', 'flatten', '--source-map']);
    expect(status).toBe(0);
  }
  const text = (one: string, two: string): Buffer =>
    Buffer.concat([
      Buffer.from(`${one}\n`),
      Buffer.from([0x66, 0xe9, 0xff, 0x0a]),
      Buffer.from(`  File "/usr/lib/python3/os.py", line 3, in f\n    x\n${two}\n`),
    ]);
  const { stdout, status } = await runCribo(folder, ['trace'], {
    input: text('  File "one.out.py", line 2, in one', 'two.out.py:1: no'),
  });
  expect({ stdout, status }).toEqual({
    stdout: text('  File "one.py", line 2, in one', 'two.py:1: no').toString(),
    status: 0,
  });
});

describe('maps', () => {
  const frame = (path: string, line: number): string => `  File "${path}", line ${line}, in parse\n`;

  test.each(['inline', 'cache', 'file'])('%s', async (kind) => {
    const cache = writeProject({});
    const environment = { XDG_CACHE_HOME: cache };
    const folder = writeProject({
      'main.py': 'import money\n',
      'money.py': 'def parse(text):\n    return text\n\nparse(1)\n',
    });
    const args = ['main.py', '-o', 'out/bundle.py', '-s', 'flatten', `--source-map=${kind}`];
    expect((await runCribo(folder, args, { environment })).status).toBe(0);
    const bundle = join(folder, 'out/bundle.py');
    const input = Buffer.from(frame(bundle, 2));
    const { stdout } = await runCribo(cache, ['trace'], { environment, input });
    expect(stdout).toBe(frame(join(folder, 'money.py'), 2));
  });

  test('of a bundle that was built elsewhere, in the cache', async () => {
    const environment = { XDG_CACHE_HOME: writeProject({}) };
    const folder = writeProject({ 'main.py': 'def parse(text):\n    pass\n' });
    await runCribo(folder, ['main.py', '-o', 'bundle.py', '--source-map=cache'], { environment });
    const elsewhere = writeProject({ 'moved.py': readFileSync(join(folder, 'bundle.py')) });
    const { stdout } = await runCribo(elsewhere, ['trace'], {
      environment,
      input: Buffer.from('/x.py:1 moved.py:2\n'),
    });
    expect(stdout).toBe(`/x.py:1 ${relative(elsewhere, join(folder, 'main.py'))}:2\n`);
  });

  test('beside a bundle whose last line is gone', async () => {
    const bundle = project.read('bundle.py');
    const folder = writeProject({
      'tool.py': bundle.slice(0, bundle.indexOf('# sourceMappingURL=')),
      'tool.py.map': project.read('bundle.py.map'),
    });
    const { stdout } = await runCribo(folder, ['trace'], { input: Buffer.from(frame('tool.py', parse)) });
    expect(stdout).toBe(frame('shop/money.py', 6));
  });

  test('of a bundle that ran elsewhere, on Windows, by --map', async () => {
    const { folder } = project;
    const text = String.raw`C:\srv\app\bundle.py`;
    const input = Buffer.from(`${frame(text, parse)}    return cents[text]\nD:\\x\\bundle.py:${parse}: no\n`);
    const outcome = await runCribo(writeProject({}), ['trace', '--map', join(folder, 'bundle.py.map')], { input });
    const path = join(folder, 'shop/money.py');
    expect(outcome).toEqual({
      status: 0,
      stdout: `${frame(path, 6)}    return cents[text]\n${path}:6: no\n`,
      stderr: '',
    });
  });

  test('of a bundle under another name, and from standard input, by --map NAME=FILE', async () => {
    const map = join(project.folder, 'bundle.py.map');
    const input = Buffer.from(`${frame('<stdin>', parse)}${frame('/opt/tool', parse)}`);
    const { stdout, status } = await project.trace(input, `--map=<stdin>=${map}`, '--map', `tool=${map}`);
    const path = join(project.folder, 'shop/money.py');
    expect({ stdout, status }).toEqual({ stdout: `${frame('shop/money.py', 6)}${frame(path, 6)}`, status: 0 });
  });

  test('files are read one after another', async () => {
    project.write('one.txt', frame('bundle.py', parse));
    const { stdout } = await project.trace(frame('bundle.py', price), 'one.txt', '-', 'one.txt');
    expect(stdout).toBe(frame('shop/money.py', 6) + frame('shop/orders.py', 18) + frame('shop/money.py', 6));
  });
});
