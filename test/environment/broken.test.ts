import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundledModules } from '../configuration/configured-build.ts';
import { runCribo, writeProject } from '../project.ts';
import { readEnvironment } from './compare-environment.ts';
import { writeFiles } from './make-environment.ts';
import { installed, site } from './site-files.ts';

const read = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const folder = writeProject(files);
  return { folder, environment: readEnvironment({ cwd: folder, python: 'env' }).environment! };
};

test('without a record, top_level.txt says what is imported, else what is known, else the name', () => {
  const { environment } = read({
    [`${site}/listed-1.0.dist-info/METADATA`]: 'Name: listed\nVersion: 1.0\n\n',
    [`${site}/listed-1.0.dist-info/top_level.txt`]: 'first\nsecond\n../third\n/etc\n',
    [`${site}/first/__init__.py`]: '',
    [`${site}/first/data/x.txt`]: '',
    [`${site}/second.py`]: '',
    [`${site}/PyYAML-6.0-py3.11.egg-info/PKG-INFO`]: 'Name: PyYAML\nVersion: 6.0\n\n',
    [`${site}/yaml/__init__.py`]: '',
    [`${site}/plain_name-3.egg-info`]: 'Name: plain-name\nVersion: 3\n\n',
    [`${site}/plain_name.py`]: '',
    [`${site}/../third/__init__.py`]: '',
  });
  const owner = (name: string) => environment.owners(name).map(({ name: own, version }) => `${own} ${version}`);
  expect(owner('first')).toEqual(['listed 1.0']);
  expect(owner('second')).toEqual(['listed 1.0']);
  expect(owner('yaml')).toEqual(['PyYAML 6.0']);
  expect(owner('plain_name')).toEqual(['plain-name 3']);
  expect([...environment.filesOf(environment.get('listed')!).keys()]).toEqual([
    'first/__init__.py',
    'first/data/x.txt',
    'second.py',
  ]);
});

test('old installations list their files relative to their metadata', () => {
  const { folder, environment } = read({
    [`${site}/old-1.egg-info/PKG-INFO`]: 'Name: old\nVersion: 1\n\n',
    [`${site}/old-1.egg-info/installed-files.txt`]:
      '../thing/__init__.py\n../thing/x.txt\nPKG-INFO\n../../../../bin/old\n',
    [`${site}/old-1.egg-info/requires.txt`]:
      'six>=1\n\n[:python_version < "3"]\nenum34\n\n[more:os_name == "nt"]\ncolorama\n',
    [`${site}/thing/__init__.py`]: '',
    [`${site}/an_egg-2.0-py3.11.egg/EGG-INFO/PKG-INFO`]: 'Name: an-egg\nVersion: 2.0\n\n',
    [`${site}/an_egg-2.0-py3.11.egg/EGG-INFO/top_level.txt`]: 'egg_module\n',
    [`${site}/an_egg-2.0-py3.11.egg/egg_module.py`]: '',
    [`${site}/easy-install.pth`]: './an_egg-2.0-py3.11.egg\n',
  });
  const old = environment.get('old')!;
  expect([...environment.filesOf(old).keys()]).toEqual(['thing/__init__.py', 'thing/x.txt']);
  expect(old.files).toContain(join(folder, 'env/bin/old'));
  expect(old.requirements.map(({ key, marker, forExtras }) => [key, marker, forExtras])).toEqual([
    ['six', undefined, []],
    ['enum34', '(python_version < "3")', []],
    ['colorama', '(os_name == "nt") and extra == "more"', ['more']],
  ]);
  const egg = environment.distributionOf(join(folder, site, 'an_egg-2.0-py3.11.egg/egg_module.py'))!;
  expect([egg.name, egg.version]).toEqual(['an-egg', '2.0']);
});

test('metadata that are not UTF-8, or not there, or left behind, do no harm', () => {
  const { environment } = read({
    [`${site}/latin-1.0.dist-info/METADATA`]: Buffer.from('Name: latin\nVersion: 1.0\nAuthor: J\xfcrgen\n\n', 'latin1'),
    [`${site}/latin-1.0.dist-info/RECORD`]: Buffer.from('latin/__init__.py,,\nlatin/\xfc.txt,,\n', 'latin1'),
    [`${site}/silent-2.0.dist-info/RECORD`]: 'silent.py,,\n',
    [`${site}/empty-1.0.dist-info/INSTALLER`]: 'pip',
    [`${site}/~artial-1.0.dist-info/METADATA`]: 'Name: partial\nVersion: 1.0\n\n',
    [`${site}/twice-1.10.dist-info/METADATA`]: 'Name: twice\nVersion: 1.10\n\n',
    [`${site}/twice-1.9.dist-info/METADATA`]: 'Name: twice\nVersion: 1.9\n\n',
    [`${site}/twice-2.0.dist-info/REQUESTED`]: '',
    [`${site}/odd_name-1.0.dist-info/METADATA`]: 'Name: ../../x\nVersion: 1.0\n\n',
    [`${site}/file.dist-info`]: '',
  });
  const of = (name: string) => [environment.get(name)?.name, environment.get(name)?.version];
  expect(of('latin')).toEqual(['latin', '1.0']);
  expect(environment.get('latin')!.headers.get('author')).toEqual(['Jürgen']);
  expect(of('silent')).toEqual(['silent', '2.0']);
  expect(environment.owners('silent').map(({ name }) => name)).toEqual(['silent']);
  expect(of('empty')).toEqual(['empty', '1.0']);
  expect(of('artial')).toEqual([undefined, undefined]);
  expect(of('twice')).toEqual(['twice', '1.10']);
  expect(of('odd-name')).toEqual(['odd_name', '1.0']);
});

test('names in a record that lead out of the folder lead nowhere', () => {
  const record = [
    'ok/__init__.py',
    '../x.py',
    'ok/../../y.py',
    '/etc/passwd',
    '../../../bin/tool',
    '"with, comma.py"',
    '',
  ];
  const { folder, environment } = read({
    [`${site}/ok-1.0.dist-info/METADATA`]: 'Name: ok\nVersion: 1.0\n\n',
    [`${site}/ok-1.0.dist-info/RECORD`]: record.map((path) => `${path},,`).join('\r\n'),
    'env/lib/python3.11/x.py': '',
  });
  const files = environment.filesOf(environment.get('ok')!);
  expect([...files]).toEqual([
    ['ok/__init__.py', join(folder, site, 'ok/__init__.py')],
    ['with, comma.py', join(folder, site, 'with, comma.py')],
  ]);
});

test('import names of the metadata come before the record (PEP 794)', () => {
  const { environment } = read({
    ...installed('told', { 'told/__init__.py': '', 'helpers/__init__.py': '', 'pack/age/x.py': '' }, [
      'Import-Name: told',
      'Import-Name: pack.age ; private',
      'Import-Namespace: pack',
    ]),
    ...installed('nothing', { 'nothing/__init__.py': '' }, ['Import-Name:']),
  });
  const owner = (name: string) => environment.owners(name).map(({ name: own }) => own);
  expect(['told', 'pack', 'helpers', 'nothing'].map(owner)).toEqual([['told'], ['told'], [], []]);
});

test('folders that cannot be read, and links that lead nowhere or in a circle, are passed over', async () => {
  const folder = writeProject({
    'main.py': 'import good\ntry:\n    import locked\nexcept ImportError:\n    pass\n',
    ...installed('good', { 'good.py': '' }),
    [`${site}/locked/__init__.py`]: '',
    [`${site}/locked-1.0.dist-info/METADATA`]: 'Name: locked\n\n',
    [`${site}/circle-1.0.dist-info/METADATA`]: 'Name: circle\n\n',
    [`${site}/circle/__init__.py`]: '',
  });
  symlinkSync('nowhere', join(folder, site, 'dangling'));
  symlinkSync('itself.py', join(folder, site, 'itself.py'));
  symlinkSync('nowhere.dist-info', join(folder, site, 'gone-1.0.dist-info'));
  symlinkSync('..', join(folder, site, 'circle/up'));
  symlinkSync('../../..', join(folder, site, 'circle/top'));
  writeFiles(folder, { [`${site}/locked.pth`]: 'locked\n', [`${site}/unreadable.pth`]: 'locked\n' });
  for (const path of ['locked', 'locked-1.0.dist-info', 'unreadable.pth']) chmodSync(join(folder, site, path), 0);
  chmodSync(folder, 0o755);
  const { environment } = readEnvironment({ cwd: folder, python: 'env' });
  expect([...environment!.filesOf(environment!.get('circle')!).keys()]).toContain('circle/__init__.py');
  // Whoever runs the tests may be allowed to read everything.
  const uid = process.getuid?.() === 0 ? 65_534 : undefined;
  const { status, stdout, stderr } = await runCribo(folder, ['main.py', '--python', 'env', '--inline-all'], { uid });
  for (const path of ['locked', 'locked-1.0.dist-info']) chmodSync(join(folder, site, path), 0o755);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(bundledModules(stdout)).toEqual(['good']);
});

test('the record of a link names its files', () => {
  const folder = writeProject({
    'project/src/linked/__init__.py': '',
    'project/src/linked/a.py': '',
    ...installed('linked', {}),
  });
  writeFiles(folder, { [`${site}/linked-1.0.dist-info/RECORD`]: 'linked,,\n' });
  symlinkSync(join(folder, 'project/src/linked'), join(folder, site, 'linked'));
  const environment = readEnvironment({ cwd: folder, python: 'env' }).environment!;
  const [distribution] = environment.owners('linked');
  expect([...environment.filesOf(distribution).keys()]).toEqual(['linked/__init__.py', 'linked/a.py']);
  expect(environment.distributionOf(join(folder, site, 'linked/a.py'))).toBe(distribution);
});

test('a distribution that is byte code alone cannot go in', async () => {
  const files = { 'sealed/__init__.py': '', 'sealed/core.pyc': '', 'sealed/__pycache__/core.cpython-311.pyc': '' };
  const folder = writeProject({ 'main.py': 'import sealed.core\n', ...installed('sealed', files) });
  const { stdout, stderr } = await runCribo(folder, ['main.py', '--python', 'env', '--inline', 'sealed']);
  expect(stdout).toBe('import sealed.core\n');
  expect(stderr).toMatch(/^warning EXTENSION_MODULE: .* it needs the compiled module sealed\/core\.pyc\.$/m);
});
