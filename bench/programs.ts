import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program of three modules, the size of a small tool. */
export function generateThree(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.py'), 'import greeting\n\nprint(greeting.greet("world"))\n');
  writeFileSync(
    join(folder, 'greeting.py'),
    'from words import HELLO\n\n\ndef greet(name):\n    return f"{HELLO}, {name}"\n',
  );
  writeFileSync(join(folder, 'words.py'), 'HELLO = "hello"\n');
}

function generateModule(index: number, lines: number): string {
  const rows = [
    `"""Module ${index}."""`,
    'import os',
    ...(index > 0 ? [`from pkg.m${index - 1} import value as previous`] : ['previous = 0']),
    '',
  ];
  rows.push(`value = previous + ${index}`, '');
  for (let number = 0; rows.length < lines; number++) {
    rows.push(
      `def compute_${number}(first, second=${number}, *rest, **options):`,
      `    """Adds up, with care number ${number}."""`,
      '    total = first + second',
      '    for item in rest:',
      `        total += item * ${number} if item % 2 else len(str(item))`,
      '    names = {name: options[name] for name in sorted(options)}',
      '    return total, names, os.path.join("a", f"{total:>8}")',
      '',
      '',
    );
  }
  return `${rows.slice(0, lines).join('\n')}\n`;
}

/** A package of so many modules, each importing the one before, and a main.py that imports the last. */
export function generateModules(folder: string, count: number, lines: number): void {
  mkdirSync(join(folder, 'pkg'), { recursive: true });
  writeFileSync(join(folder, 'pkg/__init__.py'), '');
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `pkg/m${index}.py`), generateModule(index, lines));
  const imports = Array.from({ length: count }, (_, index) => `import pkg.m${index}\n`).join('');
  writeFileSync(join(folder, 'main.py'), `${imports}print(pkg.m${count - 1}.value)\n`);
}
