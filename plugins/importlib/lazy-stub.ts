import { existsSync, readFileSync } from 'node:fs';
import type { Module } from '../../core/module.ts';
import { decodeSource } from '../../core/python/decode-source.ts';
import { facts, PythonSyntaxError } from '../../core/python/facts.ts';
import type { SyntaxNode } from '../../core/python/syntax-tree/syntax-tree.ts';
import { callArguments } from './call-arguments.ts';
import type { Evaluator } from './evaluate.ts';
import type { ImportFunction } from './import-functions.ts';

/** What a stub says about the attributes of a package. */
interface Stub {
  readonly submodules: readonly string[];
  /** Attributes by the submodule that has them. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/**
 * Puts what a stub says in place of `attach_stub(__name__, __file__)`, which would read it when the bundle runs, and
 * asks for the submodules. A stub that lazy_loader refuses is left for it to refuse.
 */
export function inlineStub(call: SyntaxNode, known: ImportFunction, module: Module, evaluator: Evaluator): void {
  const given = callArguments(call, known.parameters);
  const filename = given?.get('filename');
  const files = filename === undefined ? [] : evaluator.evaluate(filename);
  const isOwn = files.some((value) => value.kind === 'file' && value.folder === module.package);
  const packageName = given?.get('package_name');
  const stub = isOwn && packageName !== undefined ? readStub(module) : undefined;
  if (stub === undefined) return;
  for (const name of [...stub.submodules, ...stub.attributes.keys()]) module.include(`${module.name}.${name}`);
  const attributes = [...stub.attributes].map(([name, names]) => `${quoted(name)}: ${list(names)}`);
  const called = call.field('function')!;
  const library = called.type === 'attribute' ? called.field('object')!.text : "__import__('lazy_loader')";
  module.source.replace(
    call.start,
    call.end,
    `${library}.attach(${packageName!.text}, ${list(stub.submodules)}, {${attributes.join(', ')}})`,
  );
}

const quoted = (name: string): string => `'${name}'`;
const list = (names: readonly string[]): string => `[${names.map(quoted).join(', ')}]`;

/** Reads the stub beside a module as lazy_loader does (`_StubVisitor`): one leading dot, and no stars. */
function readStub({ file }: Module): Stub | undefined {
  const stubFile = file?.replace(/\.py$/, '.pyi');
  if (stubFile === undefined || !existsSync(stubFile)) return undefined;
  const source = decodeSource(readFileSync(stubFile));
  if (!('text' in source)) return undefined;
  const submodules: string[] = [];
  const attributes = new Map<string, string[]>();
  for (const { from, level, names } of importsOf(source.text) ?? []) {
    if (from === undefined) continue;
    if (level !== 1 || (from !== '' && names[0].name === '*')) return undefined;
    if (from === '') submodules.push(...names.map(({ name }) => name));
    else attributes.set(from, [...(attributes.get(from) ?? []), ...names.map(({ name }) => name)]);
  }
  return { submodules, attributes };
}

function importsOf(text: string): ReturnType<typeof facts>['imports'] | undefined {
  try {
    return facts(text).imports;
  } catch (cause) {
    if (cause instanceof PythonSyntaxError) return undefined;
    throw cause;
  }
}
