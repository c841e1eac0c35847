// What ten plugins that do nothing add to bundling sympy: `npm run bench:plugins -- [ROUNDS]`. Whole processes, one of
// each kind a round, so that what else the machine does hits all alike; of processor time, as that counts both cores.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPrograms } from './install-programs.ts';
import { cache, command, newest, run } from './tools.ts';

const hooks = ['resolve', 'load', 'transform', 'analyse', 'render'];
const others = ['options', 'start', 'link', 'generate', 'write', 'close', 'log'];
const texts = [
  'pkg_resources',
  'yaml.load',
  'django',
  'TYPE_CHECKIN =',
  'open_text',
  'boto3',
  '@jit',
  'gettext(',
  'ctypes.CDLL',
  'xml.etree',
];

/** As plugins have them: each looks for a text of its own in one hook, and has names or files in the others. */
const filters: Record<string, string> = {
  resolve: "{ name: ['nobody' + index, 'nobody.**'] }",
  load: "{ file: '*.nobody' + index }",
  transform: "{ name: 'nobody' + index + '.*', text: 'nobody' }",
  analyse: '{ text }',
  render: '{ name: /^nobody/ }',
};

/** The plugins of each kind of build, as the text of an array. */
const kinds = {
  'no plugins': '[]',
  'with filters': tenPlugins((hook) => `{ filter: ${filters[hook]}, handler() {} }`),
  'without filters': tenPlugins(() => '{ handler() {} }'),
};

function tenPlugins(hook: (name: string) => string): string {
  const rows = [...hooks.map((name) => `${name}: ${hook(name)}`), ...others.map((name) => `${name}() {}`)];
  return `${JSON.stringify(texts)}.map((text, index) => ({ name: 'idle-' + index, ${rows.join(', ')} }))`;
}

/** Seconds of processor time that a build takes. */
const measured = `import os, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime)`;

function secondsOf(kind: string): number {
  const args = [process.execPath, command, '--config', `overhead/${kind.replaceAll(' ', '-')}.mjs`];
  return Number(run(newest.path, ['-c', measured, ...args]));
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounds = Number(process.argv[2] ?? 15);

installPrograms();
mkdirSync(join(cache, 'overhead'), { recursive: true });
for (const [kind, plugins] of Object.entries(kinds)) {
  const output = `../out/overhead-${kind.replaceAll(' ', '-')}.py`;
  const options = `{ entry: '../sympy/main.py', output: '${output}', plugins: ${plugins} }`;
  writeFileSync(join(cache, `overhead/${kind.replaceAll(' ', '-')}.mjs`), `export default ${options};\n`);
}
const seconds: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
for (let round = 0; round < rounds; round++) {
  // Each comes first as often as the others, as a machine slows down when it is busy for long.
  const names = Object.keys(kinds);
  for (const index of names.keys()) {
    const kind = names[(index + round) % names.length];
    seconds[kind].push(secondsOf(kind));
  }
}
for (const [kind, values] of Object.entries(seconds)) {
  const added = median(values.map((value, round) => value / seconds['no plugins'][round])) - 1;
  console.log(`${kind.padEnd(16)} ${median(values).toFixed(2)} s  ${(added * 100).toFixed(1)} % added`);
}
