// What the plugin contract (docs/plugins.md) says about profile, with plugins that do their worst.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { writeProject } from '../../project.ts';
import { program, run } from './build-program.ts';

test('a profile counts calls, no-ops and busy time by plugin and hook', async () => {
  const plugin: Plugin = {
    name: 'measured',
    transform: (source, module) => (module.isEntry ? source.insert(0, '# edited\n') : undefined),
  };
  const cwd = writeProject(program);
  const { profile } = await run(plugin, { cwd, profile: 'trace.json' });
  expect(profile!.hooks.find((each) => each.plugin === 'measured')).toMatchObject({
    hook: 'transform',
    calls: 3,
    noops: 2,
  });
  expect(profile!.phases.map(({ name }) => name)).toEqual([
    'options',
    'start',
    'load',
    'link',
    'render',
    'generate',
    'write',
  ]);
  const { traceEvents } = JSON.parse(readFileSync(join(cwd, 'trace.json'), 'utf8')) as {
    traceEvents: { ph: string }[];
  };
  expect(new Set(traceEvents.map(({ ph }) => ph))).toEqual(new Set(['X', 'b', 'e']));
});

test('a profile has the calls of log hooks', async () => {
  const warns: Plugin = {
    name: 'warns',
    start(_options, context) {
      context.warn('one');
      context.warn({ code: 'TWO', message: 'two' });
    },
    log: (_level, { code }) => (code === 'TWO' ? false : undefined),
  };
  const listens: Plugin = { name: 'listens', log: (_level, { code }) => (code === 'TWO' ? 'info' : undefined) };
  const { profile } = await run([warns, listens], { profile: true });
  const calls = profile!.hooks
    .filter(({ hook }) => hook === 'log')
    .map((each) => [each.plugin, each.calls, each.noops]);
  expect(calls.toSorted()).toEqual([
    ['listens', 1, 1],
    ['warns', 2, 1],
  ]);
});
