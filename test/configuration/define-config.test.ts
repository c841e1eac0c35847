import { expect, expectTypeOf, test } from 'vitest';
import {
  type build,
  type Configuration,
  type ConfigurationEnvironment,
  defineConfig,
  type Plugin,
} from '../../core/index.ts';

const plugin: Plugin = { name: 'p' };

test('takes each form of a configuration, and returns it', () => {
  const object = { entry: 'main.py', plugins: [plugin], logLevel: 'warn' } as const;
  const list = [object, { output: 'x.py' }];
  const promise = Promise.resolve(object);
  expect(defineConfig(object)).toBe(object);
  expect(defineConfig({ output: 'x.py' })).toEqual({ output: 'x.py' });
  expect(defineConfig(list)).toBe(list);
  expect(defineConfig(promise)).toBe(promise);
  const environment: ConfigurationEnvironment = { command: 'build', mode: 'test' };
  const made = defineConfig(({ command, mode }) => {
    expectTypeOf(command).toEqualTypeOf<'build'>();
    expectTypeOf(mode).toEqualTypeOf<string>();
    return [{ entry: `${command}/${mode}.py` }];
  });
  expect(made(environment)).toEqual([{ entry: 'build/test.py' }]);
  const later = defineConfig(async () => ({ entry: 'main.py', severity: { X: 'off' } }) satisfies Configuration);
  expectTypeOf(later).returns.resolves.toExtend<Configuration | readonly Configuration[]>();
});

test('infers the types of hooks', () => {
  defineConfig({
    entry: 'main.py',
    plugins: [
      {
        name: 'p',
        transform(source, module) {
          expectTypeOf(source.original).toEqualTypeOf<string>();
          expectTypeOf(module.isEntry).toEqualTypeOf<boolean>();
        },
      },
    ],
  });
});

test('gives options with an entry to build', () => {
  expectTypeOf(defineConfig({ entry: 'main.py' })).toExtend<Parameters<typeof build>[0]>();
});

test('refuses what is no configuration when it is compiled', () => {
  // @ts-expect-error: misspelt
  defineConfig({ entry: 'main.py', externel: ['x'] });
  // @ts-expect-error: a text for a list
  defineConfig({ entry: 'main.py', external: 'x' });
  // @ts-expect-error: misspelt, in a list
  defineConfig([{ entry: 'main.py', outptu: 'x' }]);
  // @ts-expect-error: no level
  defineConfig({ severity: { CODE: 'loud' } });
  // @ts-expect-error: only in the API
  defineConfig({ entry: 'main.py', cwd: '/' });
  // @ts-expect-error: no configuration
  expect(defineConfig(3)).toBe(3);
});
