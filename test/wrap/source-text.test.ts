import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { facts, isValidIn } from '../../core/python/facts.ts';
import { decodeSource } from '../../core/python/decode-source.ts';
import { runCribo, writeProject } from '../project.ts';
import { strategyNames } from '../../core/strategy.ts';
import { findPythons, type Python } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const script = fileURLToPath(new URL('source_texts.py', import.meta.url));
const packages = [
  'asyncio',
  'email',
  'json',
  'unittest',
  'xml',
  'importlib',
  'concurrent',
  'logging',
  'collections',
  'ctypes',
];
const pythons = findPythons();
const chosen = process.env.CRIBO_TEST_ALL === undefined ? [pythons[0]!, pythons.at(-1)!] : pythons;

/** Copies packages of a standard library under names of their own, with a future import in every other module. */
function copyPackages(python: Python, folder: string): string[] {
  const library = execFileSync(python.path, ['-c', 'import os; print(os.path.dirname(os.__file__))'], {
    encoding: 'utf8',
  }).trim();
  const names: string[] = [];
  for (const name of packages) {
    for (const path of readdirSync(join(library, name), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.py') || path.includes('test')) continue;
      const from = join(library, name, path);
      const to = join(folder, `own_${name}`, path);
      const source = decodeSource(readFileSync(from));
      if (!('text' in source) || !isValidIn(python.version, facts(source.text))) continue;
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, to);
      names.push(`own_${name}.${path.slice(0, -3).replaceAll('/', '.')}`.replace(/\.__init__$/, ''));
    }
  }
  return names;
}

const annotated = `from __future__ import annotations, generator_stop
import typing; from os import *
class C:
    x: int = 1; y: "str"; z: 'a' = 2; w: typing.List[int] = []
def f(a: int, b: list[str] = [], *c: C, d: (  # comment
        int) = 3, **e: lambda: 0) -> dict[str, int]: return """
    text""" + f'''{
  a}'''
g: 'é' = [last := n for n in (1, 2)]
h: é = 1; i: 𝔘𝔫𝔦 = 2
global q`;

const cases = chosen.flatMap((python) =>
  strategyNames.map((strategy) => ({ python, strategy, label: python.version.join('.') })),
);

test.concurrent.each(cases)(
  'CPython $label gets every module its own text and lines back ($strategy)',
  async ({ python, strategy }) => {
    const folder = writeProject({
      'annotated.py': annotated,
      'plain.py': 'x: int = 1\r\ny = """\r\n"""',
      'empty.py': '',
      'main.py': '',
    });
    const names = [...copyPackages(python, folder), 'annotated', 'plain', 'empty'];
    const flags = ['--entry', 'main.py', '--output', 'out/main.py', '--strategy', strategy];
    const args = [...flags, ...names.flatMap((name) => ['--include', name])];
    const built = await runCribo(folder, args);
    expect(built.stderr).not.toContain('error');
    expect(built.status).toBe(0);
    const bundle = readFileSync(join(folder, 'out/main.py'), 'utf8');
    // Both ways to give a rewritten line back: its text, and the columns of what was put into quotes.
    expect(bundle).toMatch(/'annotated': \(.*\{1: 'from __future__/);
    expect(bundle).toContain("x: 'int' = 1");
    writeFileSync(join(folder, 'out/.keep'), '');
    const original = writeProject({});
    for (const name of readdirSync(folder))
      if (name !== 'out') execFileSync('cp', ['-r', join(folder, name), original]);
    // Every file is known to be unchanged, too.
    const environments: Record<string, string>[] = strategy === 'wrap' ? [{}, { CRIBO_SOURCE_ROOT: original }] : [{}];
    for (const environment of environments) {
      const options = { cwd: join(folder, 'out'), environment };
      const outcome = await runCommand(python.path, ['-W', 'ignore', script, original], options);
      expect(outcome.stderr).toBe('');
      expect(Number(outcome.stdout)).toBe(names.length);
    }
  },
);
