// What the plugin contract (docs/plugins.md) says about close, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Diagnostic, Plugin } from '../../../core/index.ts';
import { failure, run } from './build-program.ts';

describe('close', () => {
  test('runs once after a success and once after a failure, with the error', async () => {
    const ends: unknown[] = [];
    const close = (end: unknown): void => void ends.push(end);
    await run({ name: 'a', close });
    expect(ends).toEqual([{}]);
    await failure([
      { name: 'a', close },
      { name: 'b', link: () => Promise.reject(new Error('first')) },
    ]);
    expect(ends).toHaveLength(2);
    expect(ends[1]).toMatchObject({ error: { diagnostic: { plugin: 'b', hook: 'link' } } });
  });

  test("of the other plugins runs when one fails, and its failure is the build's", async () => {
    let others = 0;
    const fails: Plugin = { name: 'fails', close: () => Promise.reject(new Error('at the end')) };
    const diagnostic = await failure([fails, { name: 'other', close: () => void others++ }]);
    expect(diagnostic).toMatchObject({ code: 'PLUGIN_FAILED', plugin: 'fails', hook: 'close' });
    expect(others).toBe(1);
  });

  test('never hides the first error', async () => {
    const logs: Diagnostic[] = [];
    const close = (): never => {
      throw new Error('at the end');
    };
    const start = (): never => {
      throw new Error('at the start');
    };
    const diagnostic = await failure({ name: 'fails', start, close }, { onLog: (log) => void logs.push(log) });
    expect(diagnostic.message).toContain('at the start');
    expect(logs).toMatchObject([{ code: 'CLOSE_FAILED', plugin: 'fails', level: 'warn' }]);
  });
});
