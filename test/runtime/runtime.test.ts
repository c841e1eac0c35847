import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runtimePartNames, runtimeText } from '../../plugins/wrap/runtime-text.ts';
import { findPythons, pyodidePython, type Python } from '../pythons.ts';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('.', import.meta.url));
const pythons = findPythons();
const newest = pythons.at(-1)!;

/** Runs the unit tests, with `driver`, about programs that run on `python`; gives unittest's report. */
async function report(driver: Python, python: Python): Promise<string> {
  const wasm = python === pyodidePython ? { CRIBO_TEST_WASM: '1' } : {};
  const env = { ...process.env, ...wasm, CRIBO_TEST_PYTHON: python.path };
  const { stderr } = await run(driver.path, ['-B', '-m', 'unittest', 'discover', '-s', folder], { env }).catch(
    (error: { stderr: string }) => error,
  );
  return stderr;
}

const passed = /\nRan [1-9]\d* tests in .*\n\nOK( \(skipped=\d+\))?\s*$/;

const programLines = (text: string): string[] =>
  text
    .replaceAll(/"""[^]*?"""/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'));

describe('programs behave the same unbundled and bundled', () => {
  test.each(pythons.map((python) => [python.version.join('.'), python] as const))('on Python %s', async (_, python) => {
    expect(await report(python, python)).toMatch(passed);
  });

  test('on Python 3.14 as WebAssembly', async () => {
    expect(await report(newest, pyodidePython)).toMatch(passed);
  });
});

describe('the text', () => {
  test('has a core of under a hundred lines', () => {
    expect(programLines(runtimeText(new Set())).length).toBeLessThan(100);
  });

  test('has no marker of a part, and begins with the function', () => {
    const text = runtimeText(new Set(runtimePartNames));
    expect(text).not.toMatch(/^ *# (part|end): /m);
    expect(text.startsWith('def __cribo_install(')).toBe(true);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('compiles with each part alone and with all, on the oldest Python and the newest', async () => {
    const texts = [[], ...runtimePartNames.map((name) => [name]), [...runtimePartNames]].map((parts) =>
      runtimeText(new Set(parts)),
    );
    const program =
      'import json, sys\nfor text in json.load(sys.stdin): compile(text, "runtime", "exec")\nprint("compiled")';
    for (const { path } of [pythons[0], newest]) {
      const done = run(path, ['-W', 'error', '-c', program]);
      done.child.stdin!.end(JSON.stringify(texts));
      expect((await done).stdout).toBe('compiled\n');
    }
  });
});
