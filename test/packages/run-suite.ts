import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Python } from '../pythons.ts';
import { runCommand } from '../run-command.ts';
import { cache, installRequirements } from './environments.ts';
import type { Suite } from './suite-list.ts';
import { cribo } from './cribo.ts';

/** What became of each test: `passed`, `failed`, `error` or `skipped`, by the test's name. */
type Results = ReadonlyMap<string, string>;

/** How a suite ended with the installed package and with the bundled one. */
export interface SuiteFinding {
  readonly wanted: Results;
  readonly got: Results;
}

const TIME_LIMIT = 600_000;
/** The bundle is a plug-in of pytest's, so it is imported before anything else, and the package is there from then on. */
const bundleName = 'bundled_package';

/**
 * Runs a distribution's own tests twice: where the distribution is installed, and where only what the tests need is, with
 * a bundle of the distribution's modules.
 */
export async function runSuite(suite: Suite, python: Python): Promise<SuiteFinding> {
  const pin = `${suite.name}==${suite.version}\n`;
  const needs = suite.needs.map((need) => `${need}\n`).join('');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `cribo-suite-${suite.name}-`)));
  const [original, bundled] = [join(folder, 'origin'), join(folder, 'bundle')];
  try {
    const source = await fetchSource(suite, python);
    for (const place of [original, bundled]) {
      mkdirSync(place);
      for (const file of suite.files) cpSync(join(source, file), join(place, file), { recursive: true });
    }
    const whole = await installRequirements(python, pin + needs);
    const wanted = await runTests(whole.python, original, []);

    const alone = await installRequirements(python, pin);
    const [first] = suite.include;
    writeFileSync(join(folder, 'entry.py'), `import ${first.replace(/\..*$/, '')}\n`);
    const words = ['entry.py', '--output', join(bundled, `${bundleName}.py`), '--python', alone.folder, '--inline-all'];
    const patterns = suite.include.flatMap((pattern) => ['--include', pattern]);
    const built = await runCommand(process.execPath, [cribo, ...words, ...patterns, '--no-config'], { cwd: folder });
    if (built.status !== 0) throw new Error(built.stderr);

    const bare = await installRequirements(python, needs);
    return { wanted, got: await runTests(bare.python, bundled, ['-p', bundleName]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The unpacked source distribution, fetched once. */
async function fetchSource({ name, version }: Suite, python: Python): Promise<string> {
  const folder = join(cache, 'sources', `${name}-${version}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const words = ['download', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-binary', ':all:'];
    const pip = ['-m', 'pip', ...words, `${name}==${version}`];
    const unpack = 'import shutil, sys; shutil.unpack_archive(sys.argv[1])';
    for (const args of [pip, ['-c', unpack]]) {
      const archive = args === pip ? [] : readdirSync(unfinished);
      const { status, stderr } = await runCommand(python.path, [...args, ...archive], {
        cwd: unfinished,
        timeout: TIME_LIMIT,
      });
      if (status !== 0) throw new Error(stderr);
    }
    renameSync(unfinished, folder);
  }
  const unpacked = readdirSync(folder, { withFileTypes: true }).find((entry) => entry.isDirectory())!;
  return join(folder, unpacked.name);
}

async function runTests(python: string, cwd: string, words: readonly string[]): Promise<Results> {
  const report = join(cwd, 'report.xml');
  // The order of hashes, as tests are named by the items of sets; the cache of pytest is not needed.
  const pytest = [
    '-X',
    'utf8',
    '-m',
    'pytest',
    ...words,
    '-q',
    '-p',
    'no:cacheprovider',
    `--junit-xml=${report}`,
    'tests',
  ];
  const environment = { PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1', TZ: 'UTC', COLUMNS: '80' };
  const { stdout, stderr } = await runCommand(python, pytest, { cwd, environment, timeout: TIME_LIMIT });
  if (!existsSync(report)) throw new Error(stdout + stderr);
  return readReport(readFileSync(report, 'utf8'));
}

/** Reads JUnit's XML as pytest writes it. */
function readReport(xml: string): Results {
  const cases = xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs);
  return new Map(
    [...cases].map(([, place, name, body = '']) => [
      `${place}::${name}`,
      /<(failure|error|skipped)\b/.exec(body)?.[1] ?? 'passed',
    ]),
  );
}
