import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findPythons, type Python, pyodidePython } from '../pythons.ts';
import { compareFile } from './compare-file.ts';
import { libraryFiles } from './oracle.ts';

/*
 * Compares the front end with CPython over whole libraries: whether each file compiles, its imports, every reference and
 * every symbol table, with every Python found (`CRIBO_TEST_PYTHONS` narrows that). A version refuses what it cannot
 * parse, and so must the front end.
 *
 *   npm run compare:front-end -- [--every N] [--packages] [--pyodide] [FOLDER...]
 *
 * `--packages`: also the packages of packages.txt, which pip fetches. `--pyodide`: 3.14 as well, which takes longer; its
 * library is the newest one of the others. Ends with status 1 when there is a difference.
 */

const { values, positionals } = parseArgs({
  options: {
    every: { type: 'string', default: '1' },
    packages: { type: 'boolean', default: false },
    pyodide: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const pythons = findPythons();
const newest = pythons.at(-1)!;
const folders = [...positionals, ...(values.packages ? [installPackages()] : [])];
let hasDifferences = false;
for (const python of pythons) {
  await compareFolders(python, 'library', []);
  if (folders.length > 0) await compareFolders(python, 'folders', folders);
}
if (values.pyodide) {
  const library = execFileSync(newest.path, ['-c', 'import sysconfig; print(sysconfig.get_path("stdlib"))']);
  await compareFolders(pyodidePython, 'library', [library.toString().trim()]);
  if (folders.length > 0) await compareFolders(pyodidePython, 'folders', folders);
}
process.exitCode = hasDifferences ? 1 : 0;

function installPackages(): string {
  const folder = fileURLToPath(new URL('../../.cache/front-end-packages', import.meta.url));
  const ready = join(folder, '.ready');
  if (existsSync(ready)) return folder;
  const list = fileURLToPath(new URL('packages.txt', import.meta.url));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = ['--quiet', '--no-deps', '--no-compile', '--only-binary', ':all:', '--target', folder];
  execFileSync(newest.path, ['-m', 'pip', 'install', ...options, '-r', list], { stdio: 'inherit' });
  writeFileSync(ready, '');
  return folder;
}

async function compareFolders(python: Python, what: string, roots: readonly string[]): Promise<void> {
  const counts = { files: 0, refused: 0, 'given up': 0, references: 0, imports: 0, tables: 0, differences: 0 };
  const start = performance.now();
  for await (const described of libraryFiles(python, Number(values.every), 0, roots)) {
    counts.files++;
    if (described.verdict === 'S') counts.refused++;
    if (described.verdict === '?') counts['given up']++;
    counts.references += described.references?.length ?? 0;
    counts.imports += described.imports?.length ?? 0;
    counts.tables += described.symbols?.length ?? 0;
    const found = compareFile(described, python.version);
    counts.differences += found.length;
    for (const difference of found) console.log(`${described.path}: ${difference.slice(0, 1000)}`);
  }
  hasDifferences ||= counts.differences > 0;
  const figures = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  console.log(
    `${python.version.join('.')} ${what}: ${figures.join(', ')}, ${Math.round((performance.now() - start) / 1000)} s`,
  );
}
