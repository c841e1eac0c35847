// Runs before `npm start` and `npm test`: installs what is missing, builds what is stale, and says so on standard error
// only, because standard output belongs to the bundle. Does nothing when everything is there.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(path) : modified(path));
  }
  return time;
}

function run(what, command, args) {
  process.stderr.write(`cribo: ${what} ...\n`);
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
}

// npm writes node_modules/.package-lock.json after each install.
const installed = modified(join(root, 'node_modules/.package-lock.json'));
if (installed === 0 || installed < modified(join(root, 'package-lock.json'))) {
  run('installing dependencies', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const sources = ['core', 'plugins', 'cli', 'scripts'].map((folder) => newest(join(root, folder)));
const inputs = Math.max(...sources, modified(join(root, 'package.json')), modified(join(root, 'tsconfig.types.json')));
// The declarations are the last thing a build writes.
if (modified(join(root, 'dist/types/core/index.d.ts')) < inputs) {
  run('building', process.execPath, ['scripts/build.mjs']);
}
