// What the plugin contract (docs/plugins.md) says about log, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Context, Plugin } from '../../../core/index.ts';
import { failure, run } from './build-program.ts';

describe('log', () => {
  const warns: Plugin = { name: 'warns', start: (_, context) => context.warn({ code: 'ODD', message: 'odd' }) };

  test('sees what is reported, with plugin and hook, and may swallow it', async () => {
    const seen: unknown[] = [];
    const log: Plugin['log'] = (level, diagnostic) => {
      seen.push([level, diagnostic.code, diagnostic.plugin, diagnostic.hook]);
      return false;
    };
    expect((await run([{ name: 'filter', log }, warns])).diagnostics).toEqual([]);
    expect(seen).toEqual([['warn', 'ODD', 'warns', 'start']]);
  });

  test('may change the level, and so make an error of it', async () => {
    const { diagnostics } = await run([{ name: 'lowers', log: () => 'info' }, warns]);
    expect(diagnostics).toMatchObject([{ code: 'ODD', level: 'info' }]);
    expect(await failure([{ name: 'raises', log: () => 'error' }, warns])).toMatchObject({
      code: 'ODD',
      level: 'error',
    });
  });

  test('may end the build itself', async () => {
    const log: Plugin['log'] = (_level, { code }, context) => context.error(`no ${code} here`);
    expect(await failure([{ name: 'strict', log }, warns])).toMatchObject({
      message: 'no ODD here',
      plugin: 'strict',
      hook: 'log',
    });
  });

  test('must be synchronous', async () => {
    const log = (): Promise<void> => Promise.reject(new Error('late'));
    expect(await failure([{ name: 'late', log }, warns])).toMatchObject({
      code: 'INVALID_HOOK_RESULT',
      message: 'The log hook of the plugin "late" returned a promise; this hook is synchronous.',
    });
  });

  test('answers false or a level', async () => {
    expect(await failure([{ name: 'yes', log: () => true }, warns])).toMatchObject({
      code: 'INVALID_HOOK_RESULT',
      message:
        'The log hook of the plugin "yes" returned true, which is neither false nor a level (error, warn, info, debug).',
    });
  });

  test('that makes an error of something is named, and so is the option', async () => {
    expect(await failure([{ name: 'raises', log: () => 'error' }, warns])).toMatchObject({
      plugin: 'warns',
      raisedBy: 'raises',
    });
    expect(await failure(warns, { severity: { ODD: 'error' } })).toMatchObject({
      plugin: 'warns',
      raisedBy: 'severity',
    });
    expect(
      (await failure({ name: 'fails', start: (_: unknown, context: Context) => context.error('x') })).raisedBy,
    ).toBeUndefined();
  });

  test('may log without being asked about it again', async () => {
    const log: Plugin['log'] = (_level, { code }, context) => {
      if (code !== 'PLUGIN_MESSAGE') context.warn('seen');
    };
    const { diagnostics } = await run([{ name: 'echoes', log }, { name: 'echoes too', log }, warns]);
    expect(diagnostics.map(({ code }) => code).toSorted()).toEqual(['ODD', 'PLUGIN_MESSAGE', 'PLUGIN_MESSAGE']);
  });

  test('of ten thousand warnings keeps all, and the severity of a code counts before plugins', async () => {
    const floods: Plugin = {
      name: 'floods',
      start(_, context) {
        for (let index = 0; index < 10_000; index++) context.warn({ code: 'FLOOD', message: String(index) });
      },
    };
    expect((await run(floods)).diagnostics).toHaveLength(10_000);
    expect((await run(floods, { severity: { FLOOD: 'off' } })).diagnostics).toEqual([]);
    expect(await failure(floods, { severity: { FLOOD: 'error' } })).toMatchObject({ code: 'FLOOD', message: '0' });
    expect(await failure(floods, { failOnWarn: true })).toMatchObject({ code: 'WARNINGS' });
  });

  test('severities of codes that nothing has are warned of, where they resemble one', async () => {
    const severity = { CLAS_CELL: 'off', ODD: 'info', ODDER: 'off', PLUGIN_MESAGE: 'off' } as const;
    const { diagnostics } = await run(warns, { severity });
    expect(diagnostics.map(({ code, message, hint }) => [code, message, hint])).toEqual([
      ['ODD', 'odd', undefined],
      [
        'UNKNOWN_SEVERITY_CODE',
        'The severity of "CLAS_CELL" is set, and nothing has that code.',
        'Did you mean "CLASS_CELL"?',
      ],
      [
        'UNKNOWN_SEVERITY_CODE',
        'The severity of "PLUGIN_MESAGE" is set, and nothing has that code.',
        'Did you mean "PLUGIN_MESSAGE"?',
      ],
    ]);
    const own: Plugin = { name: 'own', start: (_, context) => context.warn({ code: 'CLAS_CELL', message: 'own' }) };
    expect((await run(own, { severity: { CLAS_CELL: 'off' } })).diagnostics).toEqual([]);
  });
});
