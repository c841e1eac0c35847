import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Python } from '../pythons.ts';
import { writeFiles } from './make-environment.ts';

/** A project that is installed so that its own files are imported. */
interface EditableProject {
  readonly name: string;
  /** What builds it: a row of `backEnds`. */
  readonly backEnd: keyof typeof backEnds;
  /** Tables of its pyproject.toml. */
  readonly tables?: string;
  readonly files: readonly string[];
  /** Arguments of pip besides the usual ones. */
  readonly flags?: readonly string[];
  /** Dotted names to look up, also such as are not there. */
  readonly names: string;
}

const backEnds = {
  setuptools: { requires: 'setuptools>=64', backend: 'setuptools.build_meta' },
  hatch: { requires: 'hatchling', backend: 'hatchling.build' },
  pdm: { requires: 'pdm-backend', backend: 'pdm.backend' },
  poetry: { requires: 'poetry-core>=2', backend: 'poetry.core.masonry.api' },
  flit: { requires: 'flit_core>=3.9', backend: 'flit_core.buildapi' },
  uv: { requires: 'uv_build', backend: 'uv_build' },
} as const;

const findPackages = (name: string): string =>
  `[tool.setuptools.packages.find]\ninclude = ["${name}*"]\nnamespaces = true\n`;
const packageFolders = (folders: Readonly<Record<string, string>>): string => {
  const rows = Object.entries(folders).map(([name, folder]) => `"${name}" = "${folder}"\n`);
  const names = Object.keys(folders).map((name) => `"${name}"`);
  return `[tool.setuptools]\npackages = [${names.join(', ')}]\n[tool.setuptools.package-dir]\n${rows.join('')}`;
};

const projects: readonly EditableProject[] = [
  {
    name: 'st-flat',
    backEnd: 'setuptools',
    files: ['st_flat/__init__.py', 'st_flat/sub/__init__.py', 'st_flat/sub/leaf.py'],
    names: 'st_flat st_flat.sub st_flat.sub.leaf st_flat.nothing',
  },
  {
    name: 'st-src',
    backEnd: 'setuptools',
    files: ['src/st_src/__init__.py', 'src/st_src_module.py'],
    names: 'st_src st_src_module',
  },
  {
    name: 'st-modules',
    backEnd: 'setuptools',
    tables: '[tool.setuptools]\npy-modules = ["st_one", "st_two"]\n',
    files: ['st_one.py', 'st_two.py'],
    names: 'st_one st_two st_modules',
  },
  {
    name: 'st-space',
    backEnd: 'setuptools',
    tables: findPackages('st_space'),
    files: ['st_space/inner/__init__.py', 'st_space/inner/leaf.py', 'st_space/loose/deep.py'],
    names: 'st_space st_space.inner st_space.inner.leaf st_space.loose st_space.loose.deep st_space.nothing',
  },
  {
    name: 'st-nested',
    backEnd: 'setuptools',
    tables: packageFolders({ 'st_nested.one.two': 'lib/two', 'st_nested.other': 'lib/other' }),
    files: ['lib/two/__init__.py', 'lib/two/leaf.py', 'lib/other/__init__.py'],
    names: 'st_nested st_nested.one st_nested.one.two st_nested.one.two.leaf st_nested.other st_nested.three',
  },
  {
    name: 'st-moved',
    backEnd: 'setuptools',
    tables: packageFolders({ st_moved: 'code', 'st_moved.part': 'elsewhere' }),
    files: ['code/__init__.py', 'code/leaf.py', 'elsewhere/__init__.py', 'elsewhere/leaf.py'],
    names: 'st_moved st_moved.leaf st_moved.part st_moved.part.leaf',
  },
  {
    name: 'st-strict',
    backEnd: 'setuptools',
    flags: ['--config-settings', 'editable_mode=strict'],
    files: ['src/st_strict/__init__.py', 'src/st_strict/leaf.py'],
    names: 'st_strict st_strict.leaf',
  },
  {
    name: 'st-compatible',
    backEnd: 'setuptools',
    flags: ['--config-settings', 'editable_mode=compat'],
    files: ['st_compatible/__init__.py', 'st_compatible/leaf.py'],
    names: 'st_compatible st_compatible.leaf',
  },
  {
    name: 'st-it\'s "ö"',
    backEnd: 'setuptools',
    files: ['st_odd/__init__.py', 'st_odd/leaf.py'],
    names: 'st_odd st_odd.leaf',
  },
  {
    name: 'ha-src',
    backEnd: 'hatch',
    files: ['src/ha_src/__init__.py', 'src/ha_src/leaf.py'],
    names: 'ha_src ha_src.leaf',
  },
  {
    name: 'ha-exact',
    backEnd: 'hatch',
    tables: '[tool.hatch.build]\ndev-mode-exact = true\n',
    files: ['ha_exact/__init__.py', 'ha_exact/leaf.py'],
    names: 'ha_exact ha_exact.leaf',
  },
  {
    name: 'pd-src',
    backEnd: 'pdm',
    files: ['src/pd_src/__init__.py', 'src/pd_src/leaf.py'],
    names: 'pd_src pd_src.leaf',
  },
  {
    name: 'pd-editables',
    backEnd: 'pdm',
    tables: '[tool.pdm.build]\neditable-backend = "editables"\n',
    files: ['pd_editables/__init__.py', 'pd_editables/leaf.py'],
    names: 'pd_editables pd_editables.leaf',
  },
  {
    name: 'po-src',
    backEnd: 'poetry',
    files: ['src/po_src/__init__.py', 'src/po_src/leaf.py'],
    names: 'po_src po_src.leaf',
  },
  {
    name: 'fl-src',
    backEnd: 'flit',
    files: ['src/fl_src/__init__.py', 'src/fl_src/leaf.py'],
    names: 'fl_src fl_src.leaf',
  },
  { name: 'fl-module', backEnd: 'flit', files: ['fl_module.py'], names: 'fl_module' },
  {
    name: 'uv-src',
    backEnd: 'uv',
    files: ['src/uv_src/__init__.py', 'src/uv_src/leaf.py'],
    names: 'uv_src uv_src.leaf',
  },
];

/** An environment with editable installations of every kind. */
export interface EditableEnvironment {
  readonly python: string;
  readonly names: readonly string[];
  /** Normalised names of the distributions by a dotted name that each installs. */
  readonly owners: Readonly<Record<string, string>>;
}

const cache = fileURLToPath(new URL('../../.cache/editable', import.meta.url));

/** Projects that a back end for an interpreter can build: those for 3.8 have fewer. */
function isBuildable({ backEnd }: EditableProject, { version }: Python): boolean {
  return version[1] > 8 || (backEnd !== 'poetry' && backEnd !== 'hatch');
}

const distributionOf = ({ name }: EditableProject): string => name.replace(/[^a-z-].*$/, 'odd');

/** Makes the environment, with pip and the back ends from PyPI, once a checkout and version. */
export function makeEditableEnvironment(python: Python): EditableEnvironment {
  const folder = join(cache, python.version.join('.'));
  const environment = join(folder, 'environment');
  const own = join(environment, 'bin/python');
  const chosen = projects.filter((project) => isBuildable(project, python));
  const recipe = JSON.stringify(chosen);
  const ready = join(folder, 'ready.json');
  if (!existsSync(ready) || readFileSync(ready, 'utf8') !== recipe) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    execFileSync(python.path, ['-m', 'venv', environment], { stdio: 'ignore' });
    const requirements = new Set(chosen.map(({ backEnd }) => backEnds[backEnd].requires));
    // One that asks for `editables` adds it to what the project itself requires.
    install(own, 'editables', 'wheel', ...requirements);
    for (const project of chosen) writeProjectFiles(join(folder, project.name), project);
    const plain = chosen.filter(({ flags }) => flags === undefined);
    install(own, '--no-build-isolation', ...plain.flatMap(({ name }) => ['-e', join(folder, name)]));
    for (const { name, flags } of chosen) {
      if (flags !== undefined) install(own, '--no-build-isolation', ...flags, '-e', join(folder, name));
    }
    writeFileSync(ready, recipe);
  }
  return {
    python: own,
    names: chosen.flatMap(({ names }) => names.split(' ')),
    owners: Object.fromEntries(chosen.map((project) => [project.names.split(' ').at(0)!, distributionOf(project)])),
  };
}

function writeProjectFiles(folder: string, project: EditableProject): void {
  const { requires, backend } = backEnds[project.backEnd];
  const name = distributionOf(project);
  const declaration = `[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${backend}"\n[project]\nname = "${name}"\nversion = "1.0"\ndescription = "A test"\n`;
  writeFiles(folder, { 'pyproject.toml': declaration + (project.tables ?? ''), 'README.md': '' });
  for (const file of project.files) writeFiles(folder, { [file]: '"""A test."""\n' });
}

function install(python: string, ...args: readonly string[]): void {
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // uv_build runs a program that was installed with it.
    env: { ...process.env, PATH: `${dirname(python)}${delimiter}${process.env.PATH}` },
  });
}

/** An environment in which setuptools of old times installed a project by a link, and another one as an egg. */
export function makeOldEnvironment(python: Python): string {
  const folder = join(cache, `${python.version.join('.')}-old`);
  const own = join(folder, 'environment/bin/python');
  if (existsSync(join(folder, 'ready'))) return own;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync(python.path, ['-m', 'venv', join(folder, 'environment')], { stdio: 'ignore' });
  install(own, 'setuptools==57.5.0');
  const setup = (text: string): string => `from setuptools import setup\nsetup(${text})\n`;
  writeFiles(folder, {
    'linked/setup.py': setup('name="old-linked", version="1", packages=["old_linked"], package_dir={"": "src"}'),
    'linked/src/old_linked/__init__.py': '',
    'egg/setup.py': setup('name="old-egg", version="2", packages=["old_egg"], zip_safe=False'),
    'egg/old_egg/__init__.py': '',
    'egg/old_egg/leaf.py': '',
  });
  execFileSync(own, ['setup.py', '-q', 'develop'], { cwd: join(folder, 'linked'), stdio: 'ignore' });
  execFileSync(own, ['setup.py', '-q', 'install'], { cwd: join(folder, 'egg'), stdio: 'ignore' });
  writeFileSync(join(folder, 'ready'), '');
  return own;
}
