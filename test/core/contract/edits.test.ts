// What the plugin contract (docs/plugins.md) says about edits, with plugins that do their worst.
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../../core/index.ts';
import { failure, program, run, text } from './build-program.ts';

describe('edits', () => {
  const edit = (name: string, handler: Plugin['transform']): Plugin => ({ name, transform: handler });
  const inModule = (
    change: (source: Parameters<Extract<Plugin['transform'], (...all: never[]) => unknown>>[0]) => void,
  ): Plugin['transform'] => ({
    filter: { name: 'pkg.mod' },
    handler: (source) => change(source),
  });

  test('of several plugins are made on the offsets of one text', async () => {
    const result = await run([
      edit(
        'a',
        inModule((source) => source.replace(0, 5, 'renamed_value')),
      ),
      edit(
        'b',
        inModule((source) => source.replace(8, 9, '2')),
      ),
      edit(
        'c',
        inModule((source) => source.insert(10, 'value = renamed_value + 40\n')),
      ),
    ]);
    expect(result.graph.get('pkg.mod')?.text).toBe('renamed_value = 2\nvalue = renamed_value + 40\n');
  });

  test('of the same characters are an error that names both plugins', async () => {
    const plugins = [
      edit(
        'one',
        inModule((source) => source.replace(0, 5, 'a')),
      ),
      edit(
        'two',
        inModule((source) => source.remove(4, 9)),
      ),
    ];
    expect(await failure(plugins)).toMatchObject({
      code: 'EDITS_OVERLAP',
      message: 'The plugins "one" and "two" edit the same characters.',
      plugin: 'two',
      hook: 'transform',
      module: 'pkg.mod',
    });
  });

  test.each([
    [-1, 2],
    [0, 99],
    [3, 1],
    [0.5, 1],
    [Number.NaN, 1],
  ])('outside the text are refused: %d to %d', async (start, end) => {
    const plugin = edit(
      'far',
      inModule((source) => source.replace(start, end, 'x')),
    );
    expect(await failure(plugin)).toMatchObject({ code: 'EDIT_OUTSIDE_TEXT', plugin: 'far' });
  });

  test('after the hook has ended are refused', async () => {
    let late: (() => void) | undefined;
    const transform = inModule((source) => void (late = () => source.insert(0, '#')));
    await run(edit('late', transform));
    expect(late).toThrow('can no longer be edited');
  });

  test('in a later hook are blamed on who makes them', async () => {
    const link: Plugin['link'] = (graph) => graph.entry.source.insert(0, '#');
    expect(await failure({ name: 'late', link })).toMatchObject({
      code: 'EDIT_TOO_LATE',
      plugin: 'late',
      hook: 'link',
      hint: 'Edit in transform or analyse, and await what the hook starts before it returns.',
    });
  });

  test('of one plugin that overlap may come of nested matches', async () => {
    const plugin: Plugin = {
      name: 'nested',
      analyse: {
        query: '(call) @call',
        handler({ source }, { matches }) {
          for (const { call } of matches()) source.replace(call!.start, call!.end, 'None');
        },
      },
    };
    const diagnostic = await failure(plugin, {}, { 'main.py': 'print(max(1, 2))\n' });
    expect(diagnostic).toMatchObject({ code: 'EDITS_OVERLAP', plugin: 'nested', hook: 'analyse' });
    expect(diagnostic.hint).toContain('skip the inner ones');
  });

  test('that break the syntax are blamed on the plugin, with a frame of the edited text', async () => {
    const plugins = [
      edit(
        'harmless',
        inModule((source) => source.insert(0, '# a\n')),
      ),
      edit(
        'breaks',
        inModule((source) => source.replace(8, 9, '(2')),
      ),
    ];
    const diagnostic = await failure(plugins);
    expect(diagnostic).toMatchObject({
      code: 'EDITS_BREAK_SYNTAX',
      plugin: 'breaks',
      module: 'pkg.mod',
      line: 2,
      column: 9,
    });
    expect(diagnostic.frame).toContain('> 2 | value = (2');
  });

  test('in analyse are of the text whose facts it sees; facts are taken again after each layer', async () => {
    const seen: unknown[] = [];
    const plugin: Plugin = {
      name: 'layers',
      transform: inModule((source) => source.insert(0, 'import json\n')),
      analyse: {
        filter: { name: 'pkg.mod' },
        handler({ facts, source, text: current }) {
          const [fact] = facts.imports;
          seen.push(current === source.original, current.slice(fact!.start, fact!.end));
          source.replace(fact!.start, fact!.end, 'import pkg.other');
        },
      },
    };
    const { graph } = await run(plugin, { treeShaking: false }, { ...program, 'pkg/other.py': '' });
    expect(seen).toEqual([true, 'import json']);
    expect(graph.get('pkg.other')).toBeDefined();
    expect(graph.get('pkg.mod')?.facts.imports).toMatchObject([{ names: [{ name: 'pkg.other' }] }]);
  });

  test('in analyse may make Python of what was none', async () => {
    const analyse: Plugin['analyse'] = {
      filter: { name: 'pkg.mod' },
      handler: ({ source }) => source.replace(0, source.original.length, 'value = 3\n'),
    };
    const { graph } = await run({ name: 'late', analyse }, {}, { ...program, 'pkg/mod.py': '<value>3</value>' });
    expect(graph.get('pkg.mod')?.syntaxError).toBeUndefined();
  });

  test('turn text of another kind into Python', async () => {
    const plugin = edit('templates', {
      filter: { file: 'pkg/mod.py' },
      handler: (source) => source.replace(0, source.original.length, 'value = 3\n'),
    });
    expect(text(await run(plugin, {}, { ...program, 'pkg/mod.py': '<value>3</value>' }))).toContain('value = 3');
  });
});
