// What is excluded behaves as if it were not installed: the oracle is the program without these modules.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cribo, runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { type Outcome, runCommand } from '../run-command.ts';

const program = {
  'main.py': `
import importlib.util
import pkgutil
import runpy
import traceback

import app


def attempt(action):
    try:
        action()
        print("found")
    except Exception as error:
        frames = [(frame.name, frame.line) for frame in traceback.extract_tb(error.__traceback__)]
        print(type(error).__name__, error, getattr(error, "name", None), getattr(error, "path", None), frames)


def plain():
    import extra


def nested():
    import extra.deep


def from_package():
    from app import optional


def below():
    import app.tools.test_one


attempt(plain)
attempt(nested)
attempt(below)
attempt(lambda: __import__("app.optional"))
attempt(lambda: importlib.import_module("app.tools.test_two"))
attempt(lambda: importlib.import_module("app.tools.kept"))
attempt(lambda: importlib.util.find_spec("extra.deep"))
attempt(lambda: runpy.run_module("extra"))
for name in ("extra", "app.optional", "app.tools.test_one", "app.tools.kept"):
    print(name, importlib.util.find_spec(name) is None)
print([module.name for module in pkgutil.iter_modules(app.tools.__path__)])
try:
    from app import optional
except ImportError as error:
    print(str(error).split(" (")[0])
import extra
`,
  'app/__init__.py': 'from . import tools\n',
  'app/tools/__init__.py': '',
  'app/tools/kept.py': '',
};
const excluded = {
  'extra/__init__.py': '',
  'extra/deep.py': '',
  'app/optional.py': '',
  'app/tools/test_one.py': '',
  'app/tools/test_two.py': '',
};
const flags = ['extra', 'app.optional', 'app.tools.test_*'].flatMap((name) => ['--exclude', name]);
const pythons = findPythons();

/** What can be compared: lines of the bundle have other numbers. */
const comparable = ({ status, stdout, stderr }: Outcome): unknown => [status, stdout, stderr.split('\n').at(-2)];

describe.each([pythons[0], pythons.at(-1)!].map((python) => [python.version.join('.'), python.path] as const))(
  'on Python %s',
  (_, python) => {
    test.each([
      ['file', ['main.py']],
      ['module', ['-m', 'main']],
    ])('an excluded module is not found by a program run as a %s', async (_form, args) => {
      const without = writeProject(program);
      const wanted = await runCommand(python, args, { cwd: without });
      expect(wanted.stderr).toContain("ModuleNotFoundError: No module named 'extra'");
      const folder = writeProject({ ...program, ...excluded });
      mkdirSync(join(folder, 'out'));
      expect(await runCribo(folder, ['main.py', '--output', 'out/main.py', ...flags])).toMatchObject({ status: 0 });
      // What is excluded is there where the bundle runs, the rest is not.
      for (const name of ['extra']) cpSync(join(folder, name), join(folder, 'out', name), { recursive: true });
      const got = await runCommand(python, args, { cwd: join(folder, 'out') });
      expect(comparable(got)).toEqual(comparable(wanted));
    });

    test('a program that imports the bundle keeps its own', async () => {
      const files = {
        'main.py': 'import other\ntry:\n    import extra\nexcept ImportError as error:\n    print(error)\n',
        'other.py': 'def load():\n    import extra\n',
        'extra.py': 'print("extra of the host")\n',
      };
      const folder = writeProject(files);
      mkdirSync(join(folder, 'out'));
      await runCribo(folder, ['main.py', '--output', 'out/bundled.py', '--exclude', 'extra']);
      rmSync(join(folder, 'main.py'));
      cpSync(join(folder, 'extra.py'), join(folder, 'out/extra.py'));
      const host = 'import importlib, sys\nimport bundled\nimportlib.reload(bundled)\nimport extra\n';
      writeFileSync(join(folder, 'out/host.py'), host);
      const { stdout, stderr } = await runCommand(python, ['host.py'], { cwd: join(folder, 'out') });
      const missing = "No module named 'extra'\n";
      expect([stdout, stderr]).toEqual([`${missing}${missing}extra of the host\n`, '']);
    });
  },
);

test('excluded modules are neither bundled nor missed, and a program of one file gets a runtime for them', async () => {
  const folder = writeProject({ 'main.py': 'import extra\n', 'extra.py': 'import more\n', 'more.py': '' });
  const all = [process.execPath, cribo, 'main.py', '--no-tree-shaking'];
  const plain = await runCommand(all[0]!, all.slice(1), { cwd: folder });
  expect(plain.stdout).toContain("'more'");
  const { status, stdout } = await runCommand(all[0]!, [...all.slice(1), '--exclude', 'extra'], { cwd: folder });
  expect(status).toBe(0);
  expect(stdout).not.toContain("'more'");
  expect(stdout).toContain("excluded=('extra',)");
});
