import { readFileSync } from 'node:fs';
import { decodeSource } from '../../core/python/decode-source.ts';
import { facts, type ImportFact, ImportGuard } from '../../core/python/facts.ts';
import { importRequests } from '../../core/python/import-requests.ts';
import { isCalledWhereItMayFail, survivesFailure } from './survives-failure.ts';

/** How much an import needs what it names. */
export const Need = {
  /** It may fail: something catches that. */
  None: 0,
  /** It is executed under some condition, or when some function is called. */
  Sometimes: 1,
  Always: 2,
} as const;

type Needed = (typeof Need)[keyof typeof Need];

/** One name that an import statement names. */
export interface Import {
  /** An absolute name, which may be that of an attribute. */
  readonly imported: string;
  /** Read off the text around it when something asks, as it does of few. */
  need(): Needed;
}

/** An import, seen from what it names. */
interface Use {
  readonly importer: string;
  readonly need: Needed;
}

/** The imports between modules. */
export interface ModuleImports {
  importsOf(name: string): readonly Import[];
  /** Who imports a module, from outside of it if it is a package. */
  usesOf(name: string): readonly Use[];
  /** Whether the last part of a name stands somewhere in another module, if only in a string. */
  isMentioned(name: string): boolean;
}

/** Imports between modules, of which only those are analysed that mention what is asked for. */
export function moduleImports(files: ReadonlyMap<string, string>): ModuleImports {
  const bytes = new Map<string, Buffer>();
  const imports = new Map<string, readonly Import[]>();
  const uses = new Map<string, readonly Use[]>();

  function read(name: string): Buffer {
    let content = bytes.get(name);
    if (content === undefined) bytes.set(name, (content = readFile(files.get(name)!)));
    return content;
  }

  function importsOf(name: string): readonly Import[] {
    let found = imports.get(name);
    if (found === undefined) imports.set(name, (found = importsIn(read(name), packageOf(name, files.get(name)!))));
    return found;
  }

  function mentioning(name: string): string[] {
    const last = name.slice(name.lastIndexOf('.') + 1);
    const others = [...files.keys()].filter((other) => other !== name && !other.startsWith(`${name}.`));
    return others.filter((other) => read(other).includes(last));
  }

  function usesOf(name: string): readonly Use[] {
    let found = uses.get(name);
    if (found === undefined) {
      found = mentioning(name).flatMap((importer) => {
        const own = importsOf(importer).filter(({ imported }) => imported === name);
        return own.map((each) => ({ importer, need: each.need() }));
      });
      uses.set(name, found);
    }
    return found;
  }

  return { importsOf, usesOf, isMentioned: (name) => mentioning(name).length > 0 };
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    // What cannot be read is reported when the program uses it.
    return Buffer.alloc(0);
  }
}

function packageOf(name: string, file: string): string {
  return /[/\\]__init__\.py$/.test(file) ? name : name.slice(0, Math.max(0, name.lastIndexOf('.')));
}

function importsIn(bytes: Buffer, packageName: string): Import[] {
  try {
    const source = decodeSource(bytes);
    if (!('text' in source)) return [];
    return facts(source.text).imports.flatMap((fact) => {
      const requests = (fact.guard & ImportGuard.TypeChecking) === 0 ? importRequests(fact, packageName) : [];
      const need = (): Needed => needOf(fact, source.text);
      return typeof requests === 'string' ? [] : requests.map((request) => ({ imported: request.name, need }));
    });
  } catch {
    // What is no Python imports nothing.
    return [];
  }
}

function needOf({ guard, start }: ImportFact, text: string): Needed {
  if ((guard & ImportGuard.Try) !== 0 && survivesFailure(text, start)) return Need.None;
  if ((guard & ImportGuard.Function) !== 0) return isCalledWhereItMayFail(text, start) ? Need.None : Need.Sometimes;
  return (guard & ImportGuard.Condition) === 0 ? Need.Always : Need.Sometimes;
}
