// Runs a TypeScript program of this repository: `node scripts/run.mjs fuzz/main.ts -n 500`. Node 20 cannot run TypeScript
// itself, so the program is bundled into node_modules/.cache/cribo/ first, libraries excepted.
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('usage: node scripts/run.mjs PROGRAM.ts [ARGUMENT...]\n');
  process.exit(2);
}

const outfile = `${root}node_modules/.cache/cribo/${basename(program, '.ts')}.mjs`;

/** Files that find their neighbours by `import.meta.url` have to see their own, not the bundle's. */
const ownUrls = {
  name: 'own-urls',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
    });
  },
};

await build({
  absWorkingDir: root,
  entryPoints: [program],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  loader: { '.py': 'text' },
  sourcemap: 'inline',
  plugins: [ownUrls],
  logLevel: 'warning',
});
process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], outfile, ...args];
await import(pathToFileURL(outfile).href);
