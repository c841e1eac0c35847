import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { expectSame, readEnvironment } from './compare-environment.ts';
import { makeEnvironment, writeFiles } from './make-environment.ts';

const pythons = findPythons().map((python) => ({ python, label: python.version.join('.') }));

describe.each(pythons)('CPython $label looks in the same folders', ({ python }) => {
  test('of an environment', () => {
    const { folder, python: own, site } = makeEnvironment(python);
    writeFiles(site, { 'a.py': '', 'b/__init__.py': '', 'b/c.py': '', 'd/e.py': '' });
    const names = ['a', 'b', 'b.c', 'd', 'd.e', 'nothing', 'b.nothing'];
    for (const path of [own, folder, join(folder, 'bin')]) expectSame(own, { python: path }, names);
    const { environment } = readEnvironment({ python: own });
    expect(environment!.version).toEqual(python.version);
  });

  test('through lines of .pth files of every kind', () => {
    const { python: own, site } = makeEnvironment(python);
    const outside = writeProject({ 'x/out.py': '', 'y/__init__.py': '', 'ü/z.py': '', 'nested/more.pth': 'inner\n' });
    for (const name of [
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
      'sixth',
      'spaced',
      'marked',
      '.hidden',
      'inner',
    ]) {
      writeFiles(site, { [`${name}/in_${name.replace('.', '')}.py`]: '' });
    }
    writeFiles(site, {
      'b.pth': `second\n${join(outside, 'x')}\n./second\nmissing\n\n   \t\n# third\n#third\n second\nfirst\nspaced  \t\n`,
      'a.pth': 'first\r\n../site-packages/third\r\n',
      'c.pth': `import nothing_of_this_name\n`,
      'd.pth': `import\tos; open(${JSON.stringify(join(site, 'ran'))}, 'w')\nfourth`,
      'e.pth': '\uFEFFmarked\nfifth\n',
      'f.pth': 'sixth\u2028first\n',
      'g.pth': `${join(outside, 'ü')}\n${join(outside, 'nested')}\n`,
      'h.pth': 'b.pth\nfir\0st\n',
      '.hidden.pth': '.hidden\n',
      'not-read.txt': 'never\n',
      'folder.pth/x': '',
    });
    // The line that fails ends its file in Python; its only line, here.
    expectSame(own, { python: own }, ['in_first', 'out', 'z', 'in_fourth', 'in_hidden', 'in_inner']);
  });

  test('through lines that add a site folder, and lines that move what is between them to the front', () => {
    const { python: own, site } = makeEnvironment(python);
    const other = writeProject({ 'z.pth': 'deep\n', 'deep/deep.py': '', 'other.py': '' });
    const move = [
      'import sys; sys.__plen = len(sys.path)',
      './egg',
      "import sys; new=sys.path[sys.__plen:]; del sys.path[sys.__plen:]; p=getattr(sys,'__egginsert',0); sys.path[p:p]=new; sys.__egginsert = p+len(new)",
    ];
    writeFiles(site, {
      'a.pth': `plain\nimport site; site.addsitedir(${JSON.stringify(other)})\n`,
      'b.pth': `${move.join('\n')}\n`,
      'c.pth': `${move.join('\n').replace('./egg', './second')}\n`,
      'egg/x.py': '',
      'plain/x.py': '',
      'second/y.py': '',
    });
    expectSame(own, { python: own }, ['x', 'y', 'deep', 'other']);
  });

  test("with the system's packages, after the environment's and the user's", () => {
    const { folder, python: own, site } = makeEnvironment(python, '--system-site-packages');
    const library = `lib/python${python.version.join('.')}/site-packages`;
    const user = writeProject({
      [`${library}/u.py`]: '',
      [`${library}/u.pth`]: 'more\n',
      [`${library}/more/m.py`]: '',
    });
    writeFiles(site, { 'u.py': '' });
    const names = ['u', 'm', 'pip'];
    expectSame(own, { python: own }, names, { PYTHONUSERBASE: user });
    expectSame(own, { python: folder }, names, { PYTHONUSERBASE: user, PYTHONNOUSERSITE: '1' });
  });

  test("of an interpreter that is no environment's, with the user's packages", () => {
    const library = `lib/python${python.version.join('.')}/site-packages`;
    const user = writeProject({ [`${library}/u.py`]: '' });
    expectSame(python.path, { python: python.path }, ['u', 'pip'], { PYTHONUSERBASE: user });
  });

  test('of an environment whose interpreter is reached by links', () => {
    const { folder, python: own, site } = makeEnvironment(python);
    writeFiles(site, { 'a.py': '' });
    const links = writeProject({});
    // A link to an environment is one; a link to its interpreter is not, as CPython sees it up to 3.13.
    symlinkSync(folder, join(links, 'linked'));
    expectSame(join(links, 'linked/bin/python'), { python: join(links, 'linked/bin/python') }, ['a']);
    mkdirSync(join(links, 'bin'));
    symlinkSync(own, join(links, 'bin/python'));
    expectSame(join(links, 'bin/python'), { python: join(links, 'bin/python') }, ['a']);
  });
});

test('a line of code is not run, and is told of', () => {
  const { python: own, site } = makeEnvironment(pythons.at(-1)!.python);
  writeFiles(site, {
    'a.pth': `import os; open(${JSON.stringify(join(site, 'ran'))}, 'w')\n`,
    'b.pth': 'import a_module\n',
  });
  const { messages } = readEnvironment({ python: own });
  expect(existsSync(join(site, 'ran'))).toBe(false);
  const told = messages.filter(({ code }) => code === 'PTH_CODE').map(({ message }) => message);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('a.pth" has code on line 1, which is not run: import os; open(');
});

test('a .pth file that is not UTF-8 is in the encoding of the locale', () => {
  const { python: own, site } = makeEnvironment(pythons.at(-1)!.python);
  writeFiles(site, { 'ä/a.py': '', 'a.pth': Buffer.from('ä\n', 'latin1') });
  expect(readEnvironment({ python: own }).environment!.folders).toEqual([site, join(site, 'ä')]);
});
