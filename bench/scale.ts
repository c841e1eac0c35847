// Measures how time and memory grow with the number of modules, for each strategy with and without tree shaking:
// `npm run bench:scale [COUNT...]` (1000 3000 10000). Programs are generated below .cache/bench/scale.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cache, command, measure } from './tools.ts';

const PER_PACKAGE = 20;

/** The module's full name; every twentieth is a package. */
const nameOf = (index: number): string => {
  const name = `package_${Math.floor(index / PER_PACKAGE)}`;
  return index % PER_PACKAGE === 0 ? name : `${name}.module_${index}`;
};

/** Earlier modules that one imports, some near and some far. */
function importedBy(index: number): number[] {
  const all = [index - 1, index - 2 - ((index * 7) % 13), Math.floor(index / 2), Math.floor((index * 31) % 97)];
  return [...new Set(all)].filter((each) => each >= 0 && each < index);
}

function moduleText(index: number): string {
  const imported = importedBy(index);
  const [nearest] = imported;
  const lines = [
    `"""Module ${index} of a generated program."""`,
    'import os.path',
    'from functools import wraps',
    '',
    ...imported.map((each) => `from ${nameOf(each)} import compute_${each}_0, Shape_${each} as Shape_of_${each}`),
    '',
    `__all__ = ["compute_${index}_0", "compute_${index}_1", "Shape_${index}"]`,
    `LIMIT_${index} = ${index} * 2`,
    'NAMES = {"a": 1, "b": [LIMIT_' + String(index) + ']}',
    '',
    '',
    'def logged(function):',
    '    @wraps(function)',
    '    def inner(*args, **options):',
    '        return function(*args, **options)',
    '    return inner',
    '',
  ];
  for (let number = 0; number < 4; number++) {
    const called = imported[number % Math.max(1, imported.length)];
    lines.push(
      '',
      ...(number === 2 ? ['@logged'] : []),
      `def compute_${index}_${number}(first, second=LIMIT_${index}):`,
      `    """Adds up, with care number ${number}."""`,
      '    total = first + second',
      '    names = {name: NAMES[name] for name in sorted(NAMES)}',
      called === undefined || number === 3
        ? '    deeper = 0'
        : `    deeper = compute_${called}_0(total) if first < 0 else 0`,
      '    return total + deeper + len(os.path.join("a", f"{total:>8}")) + len(names)',
      '',
    );
  }
  const base = nearest === undefined ? '' : `(Shape_of_${nearest})`;
  lines.push(
    '',
    `class Shape_${index}${index % 10 === 0 ? '' : base}:`,
    `    kind = "shape ${index}"`,
    '',
    '    def __init__(self, size=1):',
    '        self.size = size',
    '',
    '    @property',
    '    def area(self):',
    '        return self.size * LIMIT_' + String(index),
  );
  return `${lines.join('\n')}\n`;
}

function generate(folder: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const path = nameOf(index).replaceAll('.', '/');
    const file = join(folder, index % PER_PACKAGE === 0 ? `${path}/__init__.py` : `${path}.py`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, moduleText(index));
  }
  const used = Array.from({ length: 10 }, (_, each) => count - 1 - each);
  const lines = used.flatMap((each) => [
    `from ${nameOf(each)} import compute_${each}_1, Shape_${each}`,
    `print(compute_${each}_1(1), Shape_${each}(2).area)`,
  ]);
  writeFileSync(join(folder, 'main.py'), `${lines.join('\n')}\n`);
}

const ways: readonly (readonly string[])[] = [
  ['--strategy', 'wrap', '--tree-shaking', 'off'],
  ['--strategy', 'wrap', '--tree-shaking', 'safe'],
  ['--strategy', 'flatten', '--tree-shaking', 'off'],
  ['--strategy', 'flatten', '--tree-shaking', 'safe'],
  ['--strategy', 'static', '--tree-shaking', 'safe'],
];
const counts = process.argv.slice(2).map(Number);
console.log('| modules | options | seconds | MiB |\n|---|---|---|---|');
for (const count of counts.length > 0 ? counts : [1000, 3000, 10_000]) {
  const folder = join(cache, 'scale', String(count));
  generate(folder, count);
  for (const way of ways) {
    const args = ['--no-config', '--entry', 'main.py', '--output', 'out/main.py', ...way];
    const { seconds, mebibytes, status } = measure(3, [process.execPath, command, ...args], folder);
    if (status !== 0) throw new Error(`bundling ${count} modules failed`);
    console.log(`| ${count} | \`${way.join(' ')}\` | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} |`);
  }
}
