// The same failing program unbundled, and from the bundles of several tools, as text: `npm run bench:tracebacks`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command, installPeers, newest, run, tools } from './tools.ts';

const program = join(dirname(fileURLToPath(import.meta.url)), '../fixtures/readme/failing');

/** What a program prints as it fails, with the folder taken out. */
function traceback(folder: string, file: string): string {
  const { stderr } = spawnSync(newest.path, [file], { cwd: folder, encoding: 'utf8' });
  return stderr
    .replaceAll(realpathSync(folder), '')
    .replaceAll(/"\/?tmp[\w]*\/[^"]*?\/(?=[^/"]+(?:\/[^/"]+)?")/g, '"/tmp/.../');
}

installPeers();
const root = realpathSync(mkdtempSync(join(tmpdir(), 'cribo-traceback-')));
try {
  const original = join(root, 'original');
  cpSync(program, original, { recursive: true });
  console.log(`unbundled, CPython ${newest.version.join('.')}\n\n${traceback(original, join(original, 'main.py'))}`);
  for (const [tool, args] of Object.entries(tools)) {
    const folder = join(root, tool.replaceAll(/\W+/g, '-'));
    mkdirSync(folder);
    const [file, ...rest] = args(original, join(folder, 'bundle.py'));
    run(file!, rest, root);
    console.log(`${tool}\n\n${traceback(folder, join(folder, 'bundle.py'))}`);
  }
  const folder = join(root, 'flattened');
  mkdirSync(folder);
  const flags = ['--no-config', '--strategy', 'flatten', '--source-map', '-o', join(folder, 'bundle.py')];
  run(process.execPath, [command, join(original, 'main.py'), ...flags], root);
  console.log(`this cribo, --strategy flatten --source-map\n\n${traceback(folder, join(folder, 'bundle.py'))}`);
  const traced = spawnSync(process.execPath, [command, 'trace'], {
    cwd: original,
    encoding: 'utf8',
    input: spawnSync(newest.path, [join(folder, 'bundle.py')], { encoding: 'utf8' }).stderr,
  });
  console.log(`the same through cribo trace\n\n${traced.stdout}${traced.stderr}`);
} finally {
  rmSync(root, { recursive: true, force: true });
}
