import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installed, site } from '../environment/site-files.ts';
import { runCribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

const packages = {
  ...installed('Alpha.One', { 'alpha/__init__.py': '' }),
  ...installed('PyYAML', { 'yaml/__init__.py': '' }),
  ...installed('pure', { 'pure.py': 'try:\n    import colorama\nexcept ImportError: pass\nimport alpha\n' }, [
    'Requires-Python: >=3.9, !=3.0.*, !=3.9.7',
    'Requires-Dist: colorama<1; platform_system == "Windows"',
    'Requires-Dist: alpha-one<3',
    'Requires-Dist: other; extra == "more"',
  ]),
  ...installed('cloud-a', { 'cloud/a/__init__.py': '' }),
  ...installed('cloud-b', { 'cloud/b.py': '' }),
};

interface Written {
  readonly lines: readonly string[];
  readonly warnings: readonly string[];
  readonly bundle: string;
}

/** Bundles a program with these files and packages, and gives the lines of its requirements. */
async function requirementsOf(files: Files, ...args: string[]): Promise<Written> {
  const folder = writeProject({ ...packages, ...files });
  const all = ['main.py', '-o', 'dist/out.py', '--python', 'env', '--requirements', ...args];
  const { status, stderr } = await runCribo(folder, all);
  expect(status, stderr).toBe(0);
  const text = readFileSync(join(folder, 'dist/requirements.txt'), 'utf8');
  return {
    lines: text.split('\n').filter(Boolean),
    warnings: [...stderr.matchAll(/^warning (\w+)/gm)].map((match) => match[1]!),
    bundle: readFileSync(join(folder, 'dist/out.py'), 'utf8'),
  };
}

test('what stays external is required in the version that is installed, or a later one', async () => {
  const files = {
    'main.py': 'import os, yaml\nimport helper\nfrom cloud import b\n',
    'helper.py': 'import alpha.sub\n',
  };
  const written = await requirementsOf(files);
  expect(written.lines).toEqual(['Alpha.One>=1.0', 'cloud-b>=1.0', 'PyYAML>=1.0']);
  expect(written.warnings).toEqual([]);
  expect((await requirementsOf(files, '--pin-requirements')).lines[2]).toBe('PyYAML==1.0');
});

test('what is bundled, excluded, or imported for types alone is not required', async () => {
  const main = `\
from typing import TYPE_CHECKING
import pure, yaml
if TYPE_CHECKING:
    import cloud.a
`;
  const written = await requirementsOf(
    { 'main.py': main },
    '--inline',
    'pure',
    '--no-inline-dependencies',
    '--exclude',
    'yaml',
  );
  // The condition of what a bundled distribution requires is kept, and so is its limit.
  expect(written.lines).toEqual(['Alpha.One>=1.0,<3', 'colorama<1; platform_system == "Windows"']);
});

test('what is not installed is required by its known name, or not at all where it need not be there', async () => {
  const main = 'import cv2\ntry:\n    import ujson\nexcept ImportError:\n    pass\n';
  const written = await requirementsOf({ 'main.py': main });
  expect(written.lines).toEqual(['opencv-python']);
  expect(written.warnings).toEqual(['REQUIREMENT_GUESSED']);
});

test('what the standard library has in some versions only is required where a distribution provides it', async () => {
  const main = 'import os, tomllib, graphlib, asyncore\n';
  const distributions = {
    ...installed('toml-backport', { 'tomllib.py': '' }),
    ...installed('graph', { 'graphlib.py': '' }),
  };
  expect((await requirementsOf({ 'main.py': main, ...distributions })).lines).toEqual([]);
  // Another Python's folder, and a file that says which it is.
  const older = Object.entries(distributions).map(([path, text]) => [path.replace('3.11', '3.10'), text]);
  const files = { 'main.py': main, 'env/pyvenv.cfg': 'version = 3.10.2\n', ...Object.fromEntries(older) };
  expect((await requirementsOf(files)).lines).toEqual(['toml-backport>=1.0']);
});

test("a project's own declarations give conditions, extras and limits to what it imports", async () => {
  const pyproject = `\
[project]
name = "app"
dependencies = ["pyyaml[fast]>=0.5,<2; python_version >= '3.8'", "alpha.one==1.0", "unused"]
requires-python = ">=3.10"
`;
  const files = { 'main.py': 'import yaml, alpha\n', 'pyproject.toml': pyproject };
  const written = await requirementsOf(files, '--script-metadata');
  expect(written.lines).toEqual(['Alpha.One==1.0', "PyYAML[fast]>=1.0,<2; python_version >= '3.8'"]);
  expect(written.bundle).toContain('# requires-python = ">=3.10"\n');
});

test('the script metadata of the entry are read and rewritten', async () => {
  const main = `\
#!/usr/bin/env python3
# /// script
# requires-python = ">=3.8"
# dependencies = [
#   "pure",
#   "pyyaml>=0.1 ; sys_platform != 'none'",
#   "driver[tls]~=2.0",
# ]
#
# [tool.cribo]
# inline = true
#
# [tool.uv]
# exclude-newer = "2024-01-01T00:00:00Z"
# ///
"""What it does."""
import pure, yaml, alpha, cloud.a
match alpha:
    case _: print(__doc__)
`;
  const files = { 'main.py': main };
  const written = await requirementsOf(files, '--script-metadata', '--external', 'yaml');
  // The dependencies say what may go in: pure, and alpha that it requires; cloud is nowhere among them.
  const block = `\
#!/usr/bin/env python3
# /// script
# requires-python = ">=3.10"
# dependencies = [
#   "cloud-a>=1.0",
#   "colorama<1; platform_system == \\"Windows\\"",
#   "driver[tls]~=2.0",
#   "PyYAML>=1.0; sys_platform != 'none'",
# ]
#
# [tool.uv]
# exclude-newer = "2024-01-01T00:00:00Z"
# ///
"""What it does."""
`;
  expect(written.bundle.slice(0, block.length)).toBe(block);
  expect(written.bundle.match(/\/\/\/ script/g)).toHaveLength(1);
  expect(written.lines.map((line) => line.split(/[^\w.-]/)[0])).toEqual(['cloud-a', 'colorama', 'driver', 'PyYAML']);
});

test('a block in a string is a string', async () => {
  const main = '"""\n# /// script\n# dependencies = []\n# ///\n"""\nprint(__doc__)\n';
  const { bundle } = await requirementsOf({ 'main.py': main }, '--script-metadata');
  expect(bundle).toBe(`# /// script\n# requires-python = ">=3.8"\n# dependencies = []\n# ///\n${main}`);
});

test('requirements go to the file that is named, also where the bundle goes to standard output', async () => {
  const folder = writeProject({ ...packages, 'main.py': 'import yaml\n', 'lists/x': '' });
  const { stdout, stderr } = await runCribo(folder, ['main.py', '--python', 'env', '--requirements=lists/needs.txt']);
  expect([stdout, stderr]).toEqual(['import yaml\n', '']);
  expect(readFileSync(join(folder, 'lists/needs.txt'), 'utf8')).toBe('PyYAML>=1.0\n');
  const same = await runCribo(folder, ['main.py', '-o', 'out.py', '--python', 'env', '--requirements=out.py']);
  expect(same.stderr).toContain('error FILE_EMITTED_TWICE');
  const nowhere = await runCribo(folder, ['main.py', '--python', 'env', '--requirements']);
  expect(nowhere.stderr).toContain('error EMITTED_WITHOUT_OUTPUT');
  expect(existsSync(join(folder, 'requirements.txt'))).toBe(false);
});

test('what was installed from elsewhere is required from there', async () => {
  const folder = `${site}/alpha_one-1.0.dist-info`.replace('alpha_one', 'Alpha_One');
  const commit = '0123456789abcdef0123456789abcdef01234567';
  const vcs = { url: 'https://example.org/alpha.git', vcs_info: { vcs: 'git', commit_id: commit } };
  const files = { 'main.py': 'import alpha\n', [`${folder}/direct_url.json`]: JSON.stringify(vcs) };
  expect((await requirementsOf(files)).lines).toEqual([`Alpha.One @ git+https://example.org/alpha.git@${commit}`]);
  const local = { url: 'file:///home/me/alpha', dir_info: { editable: true } };
  const written = await requirementsOf({ ...files, [`${folder}/direct_url.json`]: JSON.stringify(local) });
  expect(written.lines).toEqual(['Alpha.One>=1.0']);
  expect(written.warnings).toEqual(['REQUIREMENT_LOCAL']);
});

test('versions that no requirement can name are left out, and local ones only pinned', async () => {
  const metadata = `${site}/Alpha_One-1.0.dist-info/METADATA`;
  const version = async (text: string, ...args: string[]) =>
    (
      await requirementsOf(
        { 'main.py': 'import alpha\n', [metadata]: `Name: Alpha.One\nVersion: ${text}\n\n` },
        ...args,
      )
    ).lines;
  expect(await version('../../x')).toEqual(['Alpha.One']);
  expect(await version('2.0+cpu')).toEqual(['Alpha.One>=2.0']);
  expect(await version('2.0+cpu', '--pin-requirements')).toEqual(['Alpha.One==2.0+cpu']);
  expect(await version('1!2.0rc1.post2.dev3')).toEqual(['Alpha.One>=1!2.0rc1.post2.dev3']);
});

test('metadata cannot write lines of their own', async () => {
  const fields = [
    'Requires-Dist: alpha.one>=1 --index-url=https://example.org',
    'Requires-Dist: pyyaml; python_version > "3" --hash=x',
    'Requires-Dist: cloud-a[x\n --y]; a\n  # b',
  ];
  const address = { url: 'https://example.org/a.zip\n--index-url=https://example.org' };
  const written = await requirementsOf(
    {
      'main.py': 'import evil\n',
      ...installed('evil', { 'evil.py': 'import alpha, yaml, cloud.a\n' }, fields),
      [`${site}/Alpha_One-1.0.dist-info/direct_url.json`]: JSON.stringify(address),
    },
    '--inline',
    'evil',
    '--no-inline-dependencies',
  );
  expect(written.lines).toEqual(['Alpha.One>=1.0', 'cloud-a>=1.0', 'PyYAML>=1.0']);
});

test('pip reads what is written', async () => {
  const python = findPythons().at(-1)!;
  const { bundle } = await requirementsOf(
    { 'main.py': 'import pure\n' },
    '--inline',
    'pure',
    '--no-inline-dependencies',
    '--script-metadata',
  );
  const check = `\
import re, sys, tomllib
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.specifiers import SpecifierSet
block = re.search(r'(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\\s(?P<content>(^#(| .*)$\\s)+)^# ///$', sys.stdin.read())
content = ''.join(line[2:] if line.startswith('# ') else line[1:] for line in block['content'].splitlines(keepends=True))
table = tomllib.loads(content)
print(SpecifierSet(table['requires-python']), [str(Requirement(line)) for line in table['dependencies']])
`;
  const { stdout, stderr } = await runCommand(python.path, ['-c', check], { cwd: '/', input: Buffer.from(bundle) });
  expect(stderr).toBe('');
  expect(stdout).toBe(`!=3.9.7,>=3.9 ['Alpha.One<3,>=1.0', 'colorama<1; platform_system == "Windows"']\n`);
});
