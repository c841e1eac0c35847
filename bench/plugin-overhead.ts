// What ten plugins that do nothing add to bundling sympy: `npm run bench:plugins -- [RUNS]`. Processor time of whole
// processes, each beside one without plugins.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareCommands, describeComparison } from './compare-builds.ts';
import { installPrograms } from './install-programs.ts';
import { cache, command } from './tools.ts';

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
  resolve: "{ name: 'nobody' + index + '.**' }",
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

const fileName = (kind: string): string => kind.replaceAll(' ', '-');

const build = (kind: string): string[] => [process.execPath, command, '--config', `overhead/${fileName(kind)}.mjs`];

const runs = Number(process.argv[2] ?? 21);

installPrograms();
mkdirSync(join(cache, 'overhead'), { recursive: true });
for (const [kind, plugins] of Object.entries(kinds)) {
  const options = `{ entry: '../sympy/main.py', output: '../out/${fileName(kind)}.py', plugins: ${plugins} }`;
  writeFileSync(join(cache, `overhead/${fileName(kind)}.mjs`), `export default ${options};\n`);
}
for (const kind of Object.keys(kinds).slice(1)) {
  const comparison = compareCommands(build('no plugins'), build(kind), runs);
  console.log(`${kind.padEnd(16)} ${describeComparison(comparison)}`);
}
