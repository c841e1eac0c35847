import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readScenarios } from '../examples/read-guide.ts';
import { cribo, writeProject } from '../project.ts';
import { findPythons } from '../pythons.ts';
import { runCommand } from '../run-command.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/debugging.md', import.meta.url)), 'utf8');
const section = page.slice(page.indexOf('## Tracebacks, logs and reports'));
const { path: python, version } = findPythons().at(-1)!;

test('docs/debugging.md shows what cribo trace does', async () => {
  const [{ files, commands }] = readScenarios(section) as [ReturnType<typeof readScenarios>[number]];
  const folder = writeProject(files);
  for (const { command, args, output } of commands) {
    const redirection = args.indexOf('2>');
    const given = redirection === -1 ? args : args.slice(0, redirection);
    const [program, first] = command === 'cribo' ? [process.execPath, [cribo]] : [python, []];
    const { stdout, stderr } = await runCommand(program, [...first, ...given], { cwd: folder });
    if (redirection !== -1) writeFileSync(join(folder, args[redirection + 1]!), stderr);
    const printed = (redirection === -1 ? stderr + stdout : stdout).replaceAll(folder, '/home/ann/shop');
    // Older versions print fewer carets, and the entry's path as it was given.
    const compared = (text: string): string =>
      version[1] >= 13 ? text : text.replaceAll(/^[ ~^]+\n/gm, '').replaceAll('/home/ann/shop/', '');
    expect(compared(printed)).toBe(compared(output));
  }
});
