// What the plugin contract (docs/plugins.md) says about hooks, with plugins that do their worst.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { writeProject } from '../../project.ts';
import { runCommand } from '../../run-command.ts';
import { failure, program, run, text } from './build-program.ts';

describe('hooks', () => {
  test('get the context last and no this', async () => {
    const seen: [string, number, unknown][] = [];
    const spy = (name: string) =>
      function (this: unknown, ...parameters: unknown[]): undefined {
        const context = parameters.at(-1) as { warn?: unknown };
        if (typeof context.warn !== 'function') throw new Error(`${name} has no context at the end`);
        seen.push([name, parameters.length, this]);
      };
    const names = [
      'options',
      'start',
      'resolve',
      'load',
      'transform',
      'analyse',
      'link',
      'render',
      'generate',
      'write',
    ];
    const plugin = Object.fromEntries([...names, 'close'].map((name) => [name, spy(name)]));
    await run({ name: 'spy', ...plugin }, { output: 'out.py' });
    expect(new Set(seen.map(([name]) => name))).toEqual(new Set([...names, 'close']));
    expect(seen.every(([, , self]) => self === undefined)).toBe(true);
    expect(seen.filter(([name]) => name === 'close')).toHaveLength(1);
    expect(seen[0]![0]).toBe('options');
    expect(seen.slice(-2).map(([name]) => name)).toEqual(['write', 'close']);
  });

  test('that answer null have said nothing', async () => {
    const nothing = () => null;
    const names = ['options', 'resolve', 'load', 'render'];
    const plugin = Object.fromEntries(names.map((name) => [name, nothing]));
    expect(text(await run({ name: 'silent', ...plugin }))).toBe(text(await run([])));
  });

  test('of kind waterfall hand options on', async () => {
    const plugins: Plugin[] = [
      { name: 'a', options: (options) => ({ ...options, external: ['pkg'] }) },
      { name: 'b', options: async (options) => ({ ...options, external: [...options.external!, 'other'] }) },
      { name: 'c', options: () => undefined },
    ];
    let seen: readonly string[] = [];
    await run([...plugins, { name: 'd', start: (options: { external: string[] }) => void (seen = options.external) }]);
    expect(seen).toEqual(['pkg', 'other']);
  });

  test.each(['start', 'resolve', 'load', 'transform', 'analyse', 'link', 'render', 'generate', 'write'])(
    'that throw at once, as second of a kind, end the build: %s',
    async (hook) => {
      const fail = () => {
        throw new TypeError('no luck');
      };
      const plugins = [
        { name: 'first', [hook]: () => null },
        { name: 'second', [hook]: fail },
      ];
      const diagnostic = await failure(plugins, { output: 'out.py' });
      expect(diagnostic).toMatchObject({ code: 'PLUGIN_FAILED', plugin: 'second', hook });
      expect(diagnostic.message).toContain('no luck');
    },
  );

  test('that fail name the module and its file', async () => {
    const plugin: Plugin = {
      name: 'fails',
      transform: { filter: { name: 'pkg.mod' }, handler: () => Promise.reject(new Error('late')) },
    };
    const diagnostic = await failure(plugin);
    expect(diagnostic).toMatchObject({ plugin: 'fails', hook: 'transform', module: 'pkg.mod' });
    expect(diagnostic.file).toMatch(/pkg\/mod\.py$/);
  });

  test('cannot change frozen options', async () => {
    const plugin = { name: 'changes', start: (options: { path: string[] }) => void options.path.push('x') };
    expect(await failure(plugin)).toMatchObject({ code: 'PLUGIN_FAILED', plugin: 'changes', hook: 'start' });
  });

  test.each([
    ['options', 'text', 'no object of options'],
    ['resolve', 'virtual:x', 'the string "virtual:x"; give { id: "virtual:NAME" } or { id: "file:NAME", file }'],
    ['resolve', {}, 'no resolution: it needs an id'],
    ['resolve', { id: 'x' }, 'the id "x", which is not "file:" or "virtual:" and a dotted name'],
    ['resolve', { id: 'virtual:pkg', isPackage: 'yes' }, 'an isPackage that is neither true nor false'],
    [
      'resolve',
      { id: 'file:pkg', external: true },
      'the key "external"; to leave a module to the environment, return false',
    ],
    [
      'resolve',
      { id: 'file:pkg', isPackge: true },
      'an unknown key "isPackge"; there are id, file, path, isPackage, portions, children, package',
    ],
    ['load', 'x = 1', 'a string; give { code: "..." }'],
    ['load', { code: 1 }, 'neither code (a string) nor bytes (a Uint8Array)'],
    ['transform', 'x = 1', 'a value; a transform edits the source it is given: source.replace(start, end, text)'],
    ['render', { text: '' }, 'no fragment: { module, code }'],
    ['render', { code: '' }, 'a fragment without its module'],
    ['render', { code: '', module: {} }, 'a fragment of another module'],
    ['resolve', { id: 'file:pkg', file: 'pkg.py' }, 'the relative file "pkg.py"'],
    ['load', { code: '', map: null }, 'an unknown key "map"; it takes { code } or { bytes, executable }'],
    ['load', { code: '', isPackage: true }, 'an unknown key "isPackage"; it takes { code } or { bytes, executable }'],
    ['start', { external: [] }, 'a value; the options are frozen, and the options hook is the one that changes them'],
    [
      'generate',
      'print(1)',
      'a value; this hook changes the bundle it is given: bundle.append(section, text), bundle.replace(bytes)',
    ],
    ['link', {}, 'a value; this hook answers nothing: it keeps what it decides in module.meta'],
    ['analyse', 'x', 'a value; this hook edits module.source: source.replace(start, end, text)'],
  ])('with a wrong result are told so: %s %j', async (hook, result, reason) => {
    const handler = (request: { kind?: string }) => (request.kind === 'entry' ? undefined : result);
    const diagnostic = await failure({ name: 'wrong', [hook]: handler });
    expect(diagnostic).toMatchObject({
      code: 'INVALID_HOOK_RESULT',
      plugin: 'wrong',
      hook,
      message: `The ${hook} hook of the plugin "wrong" returned ${reason}.`,
    });
  });

  test('that answer nothing may return what a call happens to give', async () => {
    const answers = {
      start: true,
      transform: [undefined],
      analyse: new Set(),
      link: 3,
      generate: [1],
      write: {},
      close: 'x',
    };
    const hooks = Object.entries(answers).map(([hook, answer]) => [hook, () => answer]);
    await run({ name: 'careless', ...(Object.fromEntries(hooks) as object) }, { output: 'out.py' });
  });

  test('that resolve a virtual module have to load it', async () => {
    const resolve = ({ name }: { name: string }) =>
      name === 'pkg' ? { id: 'virtual:pkg', isPackage: true } : undefined;
    expect(await failure({ name: 'half', resolve })).toMatchObject({
      code: 'MODULE_NOT_LOADED',
      message: 'No plugin loads "virtual:pkg".',
      module: 'pkg',
    });
  });

  test('cannot resolve one module to another', async () => {
    const resolve = ({ name }: { name: string }) => (name === 'pkg' ? { id: 'virtual:other' } : undefined);
    expect(await failure({ name: 'wrong', resolve })).toMatchObject({
      code: 'INVALID_HOOK_RESULT',
      message: 'The resolve hook of the plugin "wrong" returned the id "virtual:other" for the module "pkg".',
      hint: 'The id has the name that was asked for: "file:pkg" or "virtual:pkg"; "file" may be any.',
    });
  });

  test('that never settle are reported instead of ending with status 0', async () => {
    const script = `
      import { build } from ${JSON.stringify(join(import.meta.dirname, '../../../dist/index.js'))};
      const never = () => new Promise(() => {});
      let closed = 0;
      const plugin = { name: 'never', load: never, close: () => { closed += 1; } };
      try {
        await build({ entry: 'main.py', plugins: [plugin] });
      } catch (error) {
        const { code, plugin, hook, module } = error.diagnostic;
        console.log(code, plugin, hook, module, closed);
        process.exitCode = 1;
      }
    `;
    const folder = writeProject({ ...program, 'build.mjs': script });
    const { status, stdout, stderr } = await runCommand(process.execPath, ['build.mjs'], { cwd: folder });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: 'HOOK_NEVER_SETTLED never load __main__ 1\n',
      stderr: '',
    });
  });
});
