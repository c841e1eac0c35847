import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCribo, writeProject } from '../project.ts';
import { findPythons, type Python } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

/** A command of a source distribution on PyPI, which nobody wrote for cribo. */
interface Application {
  readonly distribution: string;
  readonly version: string;
  /** The name of the command, and what it calls, from the distribution's metadata. */
  readonly command: string;
  readonly entry: string;
  readonly runs: readonly { readonly args: readonly string[]; readonly says: string }[];
}

const applications: Application[] = [
  {
    distribution: 'pyflakes',
    version: '3.2.0',
    command: 'pyflakes',
    entry: 'pyflakes.api:main',
    runs: [
      { args: ['--help'], says: 'usage: pyflakes' },
      { args: ['sample.py'], says: "sample.py:1:1: 'os' imported but unused" },
    ],
  },
  {
    distribution: 'sqlparse',
    version: '0.5.1',
    command: 'sqlformat',
    entry: 'sqlparse.cli:main',
    runs: [
      { args: ['--help'], says: 'usage: sqlformat' },
      { args: ['--reindent', '--keywords', 'upper', 'sample.sql'], says: 'SELECT a,' },
    ],
  },
];

const cache = fileURLToPath(new URL('../../.cache/applications', import.meta.url));
const pythons = findPythons();
const samples = {
  'sample.py': 'import os\nimport sys as system\nfrom a import b\n\n\ndef f():\n    return undefined\n',
  'sample.sql': 'select a, b from t join u on t.x = u.x where a = 1 and b in (select c from d) order by 2;\n',
};

const folderOf = ({ distribution, version }: Application): string => join(cache, `${distribution}-${version}`);

/** Fetches and unpacks a source distribution, once a checkout. */
function fetch(application: Application, python: Python): void {
  if (existsSync(folderOf(application))) return;
  mkdirSync(cache, { recursive: true });
  const { distribution, version } = application;
  const args = [
    'download',
    '--quiet',
    '--no-deps',
    '--no-binary',
    ':all:',
    '--dest',
    cache,
    `${distribution}==${version}`,
  ];
  execFileSync(python.path, ['-m', 'pip', ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  const archive = readdirSync(cache).find((name) => name.startsWith(`${distribution}-`) && name.endsWith('.tar.gz'))!;
  execFileSync(python.path, ['-m', 'tarfile', '-e', join(cache, archive), cache], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

beforeAll(() => {
  for (const application of applications) fetch(application, pythons.at(-1)!);
});

describe.each(applications)('$distribution $version', (application) => {
  test.concurrent.each([pythons[0], pythons.at(-1)!].map((python) => ({ python, label: python.version.join('.') })))(
    'answers as unbundled on CPython $label',
    async ({ python }) => {
      const { command, entry, runs } = application;
      const folder = writeProject({ ...samples, 'original/.keep': '', 'bundled/.keep': '' });
      // What pip would write for the command.
      const [module, attribute] = entry.split(':');
      const script = `import sys\nfrom ${module} import ${attribute}\nif __name__ == "__main__":\n    sys.exit(${attribute}())\n`;
      writeFileSync(join(folder, 'original', command), script);
      const built = await runCribo(folder, [
        '--entry',
        entry,
        '--path',
        folderOf(application),
        '--output',
        `bundled/${command}`,
      ]);
      expect(built).toMatchObject({ status: 0, stdout: '', stderr: '' });
      for (const { args, says } of runs) {
        const [wanted, got] = await Promise.all([
          runCommand(python.path, [join('original', command), ...args], {
            cwd: folder,
            environment: { PYTHONPATH: folderOf(application) },
          }),
          runCommand(python.path, [join('bundled', command), ...args], { cwd: folder }),
        ]);
        expect(wanted.stdout).toContain(says);
        expect(got).toEqual(wanted);
      }
    },
  );
});
