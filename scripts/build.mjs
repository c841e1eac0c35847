// Builds dist/: the command and the library as one file each, and the declarations of the public API.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The grammar in WebAssembly goes beside the command, because the package it comes from is an optional dependency: its
 * install script fails where its binary does not load and there is no compiler. There the package is fetched again,
 * without that script.
 */
function grammarFile() {
  const file = 'node_modules/tree-sitter-python/tree-sitter-python.wasm';
  if (existsSync(`${root}${file}`)) return `${root}${file}`;
  const { optionalDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  const folder = `${root}node_modules/.cache/cribo/grammar`;
  const wanted = `tree-sitter-python@${optionalDependencies['tree-sitter-python']}`;
  execFileSync('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--loglevel=error', wanted], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return `${folder}/${file}`;
}

/** jiti brings a compiler of 1.7 MB, which the command would parse at each start: it is a file beside the others. */
const apart = {
  name: 'apart',
  setup({ onResolve }) {
    onResolve({ filter: /^jiti\/static$/ }, () => ({ path: './jiti.js', external: true }));
  },
};

const common = {
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  splitting: false,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  loader: { '.py': 'text' },
  // Found at run time, where and if they are needed.
  external: ['tree-sitter', 'tree-sitter-python', 'web-tree-sitter'],
  // Libraries written as CommonJS use what an ES module has to make first.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url); const __filename = import.meta.filename;",
  },
  logLevel: 'warning',
};

await build({ ...common, entryPoints: { cli: 'cli/main.ts', index: 'core/index.ts' }, plugins: [apart] });
await build({ ...common, entryPoints: { jiti: 'jiti/static' }, minify: true });
copyFileSync(grammarFile(), `${root}dist/tree-sitter-python.wasm`);
chmodSync(`${root}dist/cli.js`, 0o755);
rmSync(`${root}dist/types`, { recursive: true, force: true });
execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.types.json'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
