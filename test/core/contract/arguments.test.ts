// What the plugin contract (docs/plugins.md) says about what plugins call, with plugins that give it anything.
import { describe, expect, test } from 'vitest';
import type { Bundle, Context, Graph, Module, Plugin, Source } from '../../../core/index.ts';
import { failure, run } from './build-program.ts';

/** Anything, as JavaScript gives it. */
const any = (value: unknown): never => value as never;

describe('a message', () => {
  const saying = (say: (context: Context, graph: Graph) => void): Plugin => ({
    name: 'says',
    link: (graph, context) => say(context, graph),
  });

  test('may be an error, or lack a code', async () => {
    const cause = new RangeError('too far');
    const expected = { code: 'PLUGIN_MESSAGE', plugin: 'says', hook: 'link' };
    expect(await failure(saying((context) => context.error(cause)))).toMatchObject({ ...expected, message: 'too far' });
    const { diagnostics } = await run(
      saying((context) => {
        context.warn({ message: 'no code', hint: 'none' });
        context.warn(cause);
      }),
    );
    expect(diagnostics).toMatchObject([
      { ...expected, message: 'no code', hint: 'none' },
      { ...expected, message: 'too far' },
    ]);
  });

  test('has no place where subject and span are null', async () => {
    const { diagnostics } = await run(saying((context) => context.warn('here', any(null), any(null))));
    expect(diagnostics.map(({ message, line }) => [message, line])).toEqual([['here', undefined]]);
  });

  test.each<[string, (context: Context, module: Module) => void]>([
    ['context.warn was given no message.', (context) => context.warn(any(undefined))],
    ['context.info was given no message.', (context) => context.info(any({ text: 'x' }))],
    ['context.error was given no message.', (context) => context.error(any({ code: 3, message: 'x' }))],
    ['context.warn was given the subject main.py.', (context) => context.warn('x', any('main.py'))],
    ['context.warn was given a span that is 3.', (context, module) => context.warn('x', module, any(3))],
    [
      'context.warn was given a span that is an object with line, column.',
      (context, module) => context.warn('x', module, any({ line: 1, column: 2 })),
    ],
    [
      'context.debug was given a span without a text.',
      (context) => context.debug('x', undefined, { start: 0, end: 1 }),
    ],
    ['context.tree was given no module.', (context) => void context.tree(any('main.py'))],
  ])('that is none is refused: %s', async (message, say) => {
    const plugin = saying((context, graph) => say(context, graph.entry));
    expect(await failure(plugin)).toMatchObject({ code: 'INVALID_ARGUMENT', message, plugin: 'says', hook: 'link' });
  });
});

describe('the bundle and texts', () => {
  test.each<[string, (bundle: Bundle) => void]>([
    ['bundle.append was given the section "top".', (bundle) => bundle.append(any('top'), '# x\n')],
    ['bundle.append was given no string as its text.', (bundle) => bundle.append('header', any(Buffer.from('#')))],
    ['bundle.replace was given no bytes.', (bundle) => bundle.replace(any('print(1)'))],
  ])('take what they can use: %s', async (message, change) => {
    const plugin: Plugin = { name: 'changes', generate: (bundle) => change(bundle) };
    expect(await failure(plugin)).toMatchObject({ code: 'INVALID_ARGUMENT', message, plugin: 'changes' });
  });

  test.each<[string, (source: Source, module: Module) => void]>([
    ['The source was given no string as the text of an edit.', (source) => source.insert(0, any(undefined))],
    ['module.include was given no dotted name.', (_source, module) => module.include(any(['pkg']))],
  ])('take what they can use: %s', async (message, change) => {
    const plugin: Plugin = { name: 'changes', analyse: (module) => change(module.source, module) };
    expect(await failure(plugin)).toMatchObject({ code: 'INVALID_ARGUMENT', message, plugin: 'changes' });
  });
});

describe('what is not there yet says since when it is:', () => {
  test.each<[string, Plugin]>([
    [
      'context.resolve is there from the resolve hook on.',
      { name: 'early', start: async (_options, context) => void (await context.resolve('pkg')) },
    ],
    [
      'module.facts is there from the analyse hook on.',
      { name: 'early', transform: (_source, { facts }) => void facts.imports },
    ],
    [
      'module.imports is there from the link hook on.',
      { name: 'early', analyse: ({ imports }) => void imports.length },
    ],
  ])('%s', async (message, plugin) => {
    expect(await failure(plugin)).toMatchObject({ code: 'TOO_EARLY', message, plugin: 'early' });
  });
});
