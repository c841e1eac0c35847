// debugpy: a breakpoint in an original file is hit in the bundle, and the stack shows original files, by the settings that
// docs/debugging.md has.
import { cpSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Python } from '../pythons.ts';
import { debugProgram, type DebugFrame } from './debug-client.ts';
import { pythonWithTools } from './tool-environment.ts';
import { layOut, toolPythons, type Way, ways, type Workplace } from './workplace.ts';

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({}, ['--tree-shaking', 'off']);
});

interface Stop {
  readonly reason: string;
  readonly frames: readonly DebugFrame[];
}

/** Where a debugged program stops: at two breakpoints, at the next line, out of that function, and in others. */
async function stopsOf(python: Python, folder: string, settings: object, environment: object): Promise<Stop[]> {
  const { path } = await pythonWithTools(python);
  const file = (name: string): string => `${workplace.original}/shop/${name}`;
  const words = [`${folder}/main.py`, 'total'];
  const client = await debugProgram(path, words, folder, { PYTHONDONTWRITEBYTECODE: '1', ...environment });
  const stops: Stop[] = [];
  try {
    await client.request('initialize', { adapterID: 'debugpy', linesStartAt1: true, columnsStartAt1: true });
    const attached = client.request('attach', { justMyCode: false, ...settings });
    await client.event('initialized');
    for (const [name, line] of [
      ['prices.py', 23],
      ['orders.py', 22],
    ] as const) {
      const places = { source: { path: file(name) }, breakpoints: [{ line }] };
      const { breakpoints } = await client.request('setBreakpoints', places);
      expect(breakpoints).toMatchObject([{ verified: true, line }]);
    }
    await client.request('configurationDone');
    await attached;
    for (const command of ['continue', 'next', 'stepOut', 'stepIn', 'stepIn', undefined]) {
      const { reason, thread, frames } = await client.stop();
      stops.push({ reason, frames });
      if (command !== undefined) await client.request(command, { threadId: thread });
    }
  } finally {
    await client.end();
  }
  return stops;
}

/** Stops in terms that both programs share: without the lines of an entry that has none of its own, and what runs one. */
const plain = (stops: readonly Stop[], folder: string, { hasEntry }: Way): Stop[] =>
  stops.map(({ reason, frames }) => ({
    reason,
    frames: frames
      .map(({ name, line, column, path }) => {
        const plainPath = path?.replace(folder, '<folder>').replace(workplace.original, '<folder>');
        const isBundles = !hasEntry && plainPath === '<folder>/main.py';
        return { name, line: isBundles ? 0 : line, column, path: plainPath };
      })
      .filter(({ name, path, line }) => name !== '<module>' || path !== '<folder>/main.py' || line < 100),
  }));

const originals = ways.filter(({ hasOriginals }) => hasOriginals);

describe.each(toolPythons.map((python) => ({ python, version: python.version.join('.') })))(
  'on Python $version',
  ({ python }) => {
    test.each(originals)('$name: CRIBO_SOURCE_ROOT', async (way) => {
      const wanted = await stopsOf(python, workplace.original, {}, {});
      expect(wanted[0]!.frames[0]).toMatchObject({
        name: 'place_all',
        line: 22,
        path: `${workplace.original}/shop/orders.py`,
      });
      const folder = workplace.bundled(way);
      const got = await stopsOf(python, folder, {}, { CRIBO_SOURCE_ROOT: workplace.original });
      expect(plain(got, folder, way)).toEqual(plain(wanted, workplace.original, way));
      expect(got[0]!.frames[0]!.path).toBe(`${workplace.original}/shop/orders.py`);
    });

    // As in a container: debugpy takes breakpoints in files only that are there where the program runs.
    test('path mappings to a copy of the files', async () => {
      const [way] = originals;
      const wanted = await stopsOf(python, workplace.original, {}, {});
      const copy = `${workplace.bundled(way!)}/sources`;
      cpSync(workplace.original, copy, { recursive: true });
      const pathMappings = [{ localRoot: workplace.original, remoteRoot: copy }];
      const folder = workplace.bundled(way!);
      const got = await stopsOf(python, folder, { pathMappings }, { CRIBO_SOURCE_ROOT: copy });
      expect(plain(got, folder, way!)).toEqual(plain(wanted, workplace.original, way!));
      expect(got[0]!.frames[0]!.path).toBe(`${workplace.original}/shop/orders.py`);
    });
  },
);
