import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationInvalid, error } from '../../core/diagnostics.ts';
import type { FrozenOptions } from '../../core/options.ts';
import { scriptBlocks } from '../../core/python/script-block.ts';

/** What a file says that it needs: its script metadata (PEP 723), or the `[project]` of a `pyproject.toml`. */
export interface DeclaredMetadata {
  /** Requirements (PEP 508); nothing where none are declared, which is not the same as an empty list. */
  readonly dependencies: readonly string[] | undefined;
  readonly requiresPython: string | undefined;
  /** The other tables. */
  readonly table: Readonly<Record<string, unknown>>;
}

/** The script metadata of an entry that is a file and has some. @throws CriboError `CONFIGURATION_INVALID` */
export async function readScriptMetadata({ entry, cwd }: FrozenOptions): Promise<DeclaredMetadata | undefined> {
  const file = resolve(cwd, entry);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  const [block] = scriptBlocks(text);
  return block === undefined ? undefined : declared(await parseToml(block.toml, file));
}

/** What the project that a file belongs to declares. @throws CriboError `CONFIGURATION_INVALID` */
export async function readProjectMetadata(file: string): Promise<DeclaredMetadata | undefined> {
  const text = readText(file);
  const { project } = text === undefined ? { project: undefined } : await parseToml(text, file);
  return isTable(project) ? declared(project) : undefined;
}

function declared({ dependencies, 'requires-python': requiresPython, ...table }: Record<string, unknown>) {
  const lines = Array.isArray(dependencies) ? dependencies.filter((line) => typeof line === 'string') : undefined;
  return {
    dependencies: lines,
    requiresPython: typeof requiresPython === 'string' ? requiresPython : undefined,
    table,
  };
}

async function parseToml(text: string, file: string): Promise<Record<string, unknown>> {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    const [message] = cause.message.replace('Invalid TOML document: ', '').split('\n');
    return error({ ...configurationInvalid(message), file, line: cause.line, column: cause.column }, cause);
  }
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
