import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeProject } from './project.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const program = `import { build, CriboError, defineConfig, type Plugin } from 'cribo';

const plugin: Plugin = {
  name: 'greeting',
  transform(source, module) {
    if (module.isEntry) source.insert(0, '# made with a plugin\\n');
  },
};
const { outputs, graph } = await build(defineConfig({ entry: 'main.py', plugins: [plugin] }));
const count: number = graph.modules.length;
console.log(count, Buffer.from(outputs[0].bytes).toString(), CriboError.name);
`;

const configuration = `import { defineConfig, type Plugin } from 'cribo';

enum Text {
  Stamp = '# made by a configuration',
}
export const plugin: Plugin = {
  name: 'stamp',
  transform(source) {
    source.insert(0, Text.Stamp + '\\n');
  },
};
export default defineConfig(({ command, mode }) => ({
  entry: command === 'build' && mode === 'production' ? 'main.py' : 'other.py',
  plugins: [plugin],
}));
`;

test('the packed package has types that check, a library that builds, and a command that runs and loads TypeScript', () => {
  const folder = writeProject({
    'package.json': '{ "type": "module", "private": true }',
    'main.py': 'print(1)\n',
    'use.ts': program,
  });
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'))!;
  run('npm', 'install', '--silent', '--prefer-offline', '--omit=optional', '--no-audit', '--no-fund', `./${archive}`);
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const flags = [
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules/@types'),
  ];
  run(process.execPath, compiler, ...flags, '--outDir', 'out', 'use.ts');
  expect(run(process.execPath, 'out/use.js')).toBe('1 # made with a plugin\nprint(1)\n CriboError\n');
  expect(run('npx', '--no-install', 'cribo', '--entry', 'main.py')).toBe('print(1)\n');
  writeFileSync(join(folder, 'cribo.config.ts'), configuration);
  run(process.execPath, compiler, ...flags, '--noEmit', 'cribo.config.ts');
  expect(run('npx', '--no-install', 'cribo')).toBe('# made by a configuration\nprint(1)\n');
  writeFileSync(join(folder, 'cribo.toml'), '[bundler]\nentry = "main.py"\nplugins = ["./stamp.ts"]\n');
  writeFileSync(join(folder, 'stamp.ts'), `export { plugin as default } from './cribo.config.ts';\n`);
  expect(run('npx', '--no-install', 'cribo', '-c', 'cribo.toml')).toBe('# made by a configuration\nprint(1)\n');
  expect(existsSync(join(folder, 'node_modules/cribo/schema/cribo.schema.json'))).toBe(true);
});
