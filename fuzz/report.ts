import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Comparison, writeFiles } from './compare.ts';
import { firstDifferentLines } from './likeness.ts';
import { packageOf, type Program, type Statement } from './model.ts';
import { linksToSomething } from './other-names.ts';
import { renderProgram } from './render.ts';

/** A program that behaves differently when bundled. */
export interface Failure {
  readonly seed: number;
  /** The number of the program in the run with that seed. */
  readonly index: number;
  readonly program: Program;
  readonly comparison: Comparison;
}

/** A failure for people to read: how to repeat it, the program's files, and the first lines that differ. */
export function describeFailure({ seed, index, program, comparison }: Failure): string {
  const { version, form, roots, deduplicate } = program;
  const links = linksToSomething(program);
  const files = [...renderProgram(program)].flatMap(([path, text]) => [
    `--- ${path}`,
    text.replaceAll('\r', '').trimEnd(),
  ]);
  const layout = links.map(({ path, target }) => `--- ${path} -> ${target}`);
  if (roots.length > 0) layout.push(`--- PYTHONPATH: ${roots.join(' ')}`);
  if (links.length > 0) layout.push(`--- deduplicate: ${deduplicate}`);
  const title = `program ${index} of seed ${seed} (--seed ${seed} --only ${index}), Python ${version.join('.')}, as ${packageOf(program) ?? form}: ${comparison.difference}`;
  return [title, ...files, ...layout, ...describeDifference(comparison)].join('\n');
}

function describeDifference(comparison: Comparison): string[] {
  const { original, bundled, message } = comparison;
  if (bundled === undefined) {
    return [
      'bundling failed:',
      message ?? '',
      `unbundled, the program ends with ${original.exit} ${original.lastLine}`,
    ];
  }
  const ends = [`unbundled: ${original.exit} ${original.lastLine}`, `bundled:   ${bundled.exit} ${bundled.lastLine}`];
  if (original.stdout === bundled.stdout) return ends;
  const { number, expected, actual } = firstDifferentLines(comparison);
  const lines = [`- ${expected ?? '(nothing)'}`, `+ ${actual ?? '(nothing)'}`];
  return [...ends, `first different line of output, ${number}:`, ...lines];
}

/** Writes a failure as a fixture below a folder, and gives the fixture's folder. */
export function saveFailure({ program, comparison, seed, index }: Failure, folder: string): string {
  const constructs = [...new Set(program.modules.flatMap(({ statements }) => constructsOf(statements)))];
  const words = constructs.filter((construct) => construct !== 'trace').slice(0, 3);
  const hash = createHash('sha256').update(JSON.stringify(program)).digest('hex').slice(0, 4);
  const name = [...words, hash]
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const fixture = join(folder, name);
  mkdirSync(fixture, { recursive: true });
  writeFiles(program, fixture);
  const packageName = packageOf(program);
  const { roots, deduplicate } = program;
  const links = linksToSomething(program);
  const options = [
    ...(packageName ? [`entry: ${quote(packageName)}`] : []),
    ...(roots.length > 0 ? [`path: [${roots.map(quote).join(', ')}]`] : []),
    ...(links.length > 0 ? [`deduplicate: ${deduplicate === 'off' ? 'false' : quote(deduplicate)}`] : []),
  ];
  const fields = [
    `description: ${quote(`${words.join(', ')} (fuzzer, seed ${seed}, program ${index})`)}`,
    ...(options.length > 0 ? [`options: { ${options.join(', ')} }`] : []),
    ...(packageName ? [`original: ['-m', ${quote(packageName)}]`] : []),
    ...(links.length > 0
      ? [`links: { ${links.map(({ path, target }) => `${quote(path)}: ${quote(target)}`).join(', ')} }`]
      : []),
    ...(program.form === 'file' ? [] : [`forms: [${quote(program.form)}]`]),
    ...(program.version[1] > 8 ? [`since: [${program.version.join(', ')}]`] : []),
    ...(typeof comparison.original.exit === 'number' && comparison.original.exit > 0
      ? [`exitCode: ${comparison.original.exit}`]
      : []),
  ];
  const text = [
    "import { defineCase } from '../../../test/case.ts';",
    '',
    'export default defineCase({',
    ...fields.map((field) => `  ${field},`),
    '});',
    '',
  ];
  writeFileSync(join(fixture, 'case.ts'), text.join('\n'));
  return fixture;
}

/** The constructs of statements and of those in their blocks. */
export function constructsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap(({ construct, body }) => [construct, ...(body ? constructsOf(body) : [])]);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", '')}'`;
}
