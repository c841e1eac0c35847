import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateModules, generateThree } from './programs.ts';
import { cache, installPeers, python, run } from './tools.ts';

/** Fetches and generates the programs that are bundled, once. */
export function installPrograms(): void {
  installPeers();
  if (existsSync(join(cache, 'programs-ready'))) return;
  process.stderr.write('making programs ...\n');
  // Copied as first-party code: what a bundler has to find beside the entry.
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', 'sympy', 'sympy==1.13.3', 'mpmath==1.3.0']);
  const main = 'import sympy\nx = sympy.Symbol("x")\nprint(sympy.integrate(sympy.sin(x) ** 2, x))\n';
  writeFileSync(join(cache, 'sympy/main.py'), main);
  generateThree(join(cache, 'three'));
  generateModules(join(cache, 'thousand'), 1000, 200);
  writeFileSync(join(cache, 'programs-ready'), '');
}
