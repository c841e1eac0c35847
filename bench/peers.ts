// Counts, group by group, how many fixtures behave the same after each tool has bundled them: `npm run bench:peers`.
// Only programs that every tool can be asked for: a plain main.py, run as a file on the newest Python found.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPythons } from '../test/pythons.ts';
import { installPeers, tools } from './tools.ts';

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '../fixtures');
const python = findPythons().findLast(({ version }) => version[1] <= 13)!;
const plain = (text: string): boolean =>
  !/\b(?:options|error|original|args|limit|until|beside|pythonPath|links|hardLinks)\b/.test(text);

function run(file: string, args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' };
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: 60_000 };
    execFile(file, args, options, (failure, stdout) =>
      resolve(`${failure === null ? 0 : failure.code}\n${stdout}`),
    ).stdin?.end();
  });
}

const names = readdirSync(fixtures).flatMap((group) =>
  readdirSync(join(fixtures, group))
    .filter((name) => ['main.py', 'case.ts'].every((file) => existsSync(join(fixtures, group, name, file))))
    .filter((name) => plain(readFileSync(join(fixtures, group, name, 'case.ts'), 'utf8')))
    .map((name) => ({ group, name })),
);

installPeers();
const counts = new Map<string, { total: number; same: Record<string, number> }>();

async function compare({ group, name }: { group: string; name: string }): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'cribo-peers-'));
  const original = join(root, 'original');
  cpSync(join(fixtures, group, name), original, { recursive: true });
  const wanted = await run(python.path, ['main.py'], original);
  const row = counts.get(group) ?? { total: 0, same: {} };
  counts.set(group, row);
  row.total++;
  for (const [tool, args] of Object.entries(tools)) {
    const folder = join(root, tool.replaceAll(/\W+/g, '-'));
    mkdirSync(folder);
    const [file, ...rest] = args(original, join(folder, 'main.py'));
    await run(file!, rest, root);
    const got = await run(python.path, ['main.py'], folder);
    row.same[tool] = (row.same[tool] ?? 0) + (got.replaceAll(folder, original) === wanted ? 1 : 0);
  }
  rmSync(root, { recursive: true, force: true });
}

const queue = names.values();
const worker = async (): Promise<void> => {
  for (const fixture of queue) await compare(fixture);
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));

console.log(`| fixtures (CPython ${python.version.join('.')}) | ${Object.keys(tools).join(' | ')} |`);
console.log(
  `|---|${Object.keys(tools)
    .map(() => '---|')
    .join('')}`,
);
for (const [group, { total, same }] of counts) {
  console.log(
    `| ${group} (${total}) | ${Object.keys(tools)
      .map((tool) => same[tool])
      .join(' | ')} |`,
  );
}
