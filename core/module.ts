import type { Span } from './code-frame.ts';
import { error, invalidArgument, tooEarly } from './diagnostics.ts';
import type { Facts, ImportFact } from './python/facts.ts';
import type { RelativeImportFailure } from './python/import-requests.ts';
import type { PythonSyntaxError } from './python/syntax-error.ts';
import type { ModuleMeta, ResolvedModule } from './plugin.ts';
import type { Source, SourceEdit } from './source.ts';
import type { FileDigest } from './source-map/file-digest.ts';
import type { ModuleStrategy } from './strategy.ts';

/** One module that an import names, as far as it was found. */
export interface ImportEdge {
  /** Absolute dotted name. */
  readonly name: string;
  /** The bundled module; `undefined` when the environment has to supply it. */
  readonly module: Module | undefined;
  /** Whether a plugin or an option said that the environment supplies it. */
  readonly external?: boolean;
  /** Why a relative import has no absolute name; `name` is empty then. */
  readonly failure?: RelativeImportFailure;
  /** The statement that names it; `undefined` where a plugin or an option asked for the module. */
  readonly fact: ImportFact | undefined;
  /** The name or pattern that a plugin or an option asked with. */
  readonly pattern?: string;
  /** Whether a package or attribute of that name has to exist, as against `b` in `from a import b`. */
  readonly required: boolean;
}

/** A text and its edits, which make the next layer's text or the module's. */
export interface EditLayer {
  readonly original: string;
  readonly edits: readonly SourceEdit[];
}

/** Lines of a module's file that its text does not have any more. */
export interface LineGap {
  /** The line of the text, from 1, before which they stood. */
  readonly line: number;
  readonly count: number;
}

/** A line of a module's file that is not in its text as it was. */
export interface ShownLine {
  readonly text: string;
  /** Whether what stays of it is in the columns where it was. */
  readonly hasColumns: boolean;
}

/** A dotted name that runs once, with the text it runs. */
export class Module {
  readonly id: string;
  /** Dotted name under which it runs; the entry's is `__main__`. */
  readonly name: string;
  readonly resolution: ResolvedModule;
  readonly isEntry: boolean;
  /** Text with `\n` line ends and without a byte order mark; what all offsets refer to. */
  text = '';
  /** The bytes of its file, for a program that is one file. */
  bytes: Uint8Array | undefined;
  executable = false;
  /** What its file's bytes were, where a source map is made. */
  digest: FileDigest | undefined;
  /** The error that importing it raises, when its text is no Python. */
  syntaxError: PythonSyntaxError | undefined;
  /** Absolute names and patterns that plugins add to the imports. */
  readonly included: string[] = [];
  /** Names and patterns of what it does not bring into the bundle. */
  readonly leftOut: string[] = [];
  /** The edits of its text, the loaded text's first. */
  readonly layers: EditLayer[] = [];
  /** The text under edit in `analyse` hooks. */
  source!: Source;
  /** Where the text asks for `included` names, as far as it does; UTF-16 offsets. */
  readonly includedAt = new Map<string, Span>();
  /** Calls that import modules by names that are values; UTF-16 offsets. */
  readonly importingCalls: Span[] = [];
  /** Those of `included` that nothing but these calls imports. */
  readonly includedForCalls = new Set<string>();
  /** Names of modules that it brings into the bundle only where a string of the program names them. */
  readonly includedIfNamed = new Set<string>();
  /**
   * The module that this name is one more of, where one file is one module (`deduplicate: 'file'`). Set in `link`; that
   * module is rendered, under its own name, and this one is not.
   */
  aliasOf: Module | undefined;
  /** The module of the same file, with which this one can share its rendered text (`deduplicate: 'text'`). Set in `link`. */
  textOf: Module | undefined;
  /** Where lines of its file are left out of its text, by edits of any hook, in source order. */
  gaps: readonly LineGap[] = [];
  /**
   * Lines of its file, by number from 1, that are not in its text as they were, and that a program can see: those of which a part
   * still runs, and all where it asks for source. Set in `link`.
   */
  readonly shownLines = new Map<number, ShownLine>();
  /** Whether all of it is left out, as nothing imports it that runs. Set in `link`. */
  isLeftOut = false;
  /** How it is rendered. Set in `link`, and after `render` where a user's plugin rendered it. */
  strategy: ModuleStrategy | undefined;
  /** The text that the facts of `imports` are of, of which `link` may leave parts out. */
  linkedText = '';
  /** What plugins keep with it, each under its own name. */
  readonly meta: ModuleMeta = {};
  /** The user's plugin that found it and the one that loaded it; nothing where built-in ones did. */
  resolvedBy: string | undefined;
  loadedBy: string | undefined;
  /** What analysis found in the text. @throws CriboError `TOO_EARLY` before `analyse` */
  declare facts: Facts;
  /** The modules that it imports, in source order. @throws CriboError `TOO_EARLY` before `link` */
  declare imports: readonly ImportEdge[];

  constructor(resolution: ResolvedModule, isEntry: boolean) {
    this.id = resolution.id;
    this.name = resolution.id.slice(resolution.id.indexOf(':') + 1);
    this.resolution = resolution;
    this.isEntry = isEntry;
  }

  get file(): string | undefined {
    return this.resolution.file;
  }

  get isPackage(): boolean {
    return this.resolution.isPackage === true;
  }

  /** A package without a file: folders that share a name (PEP 420). */
  get isNamespace(): boolean {
    return this.resolution.portions !== undefined;
  }

  /** `__package__`: what relative imports start from; `''` for a module outside any package. */
  get package(): string {
    if (this.resolution.package !== undefined) return this.resolution.package;
    if (this.isEntry) return '';
    return this.isPackage ? this.name : this.name.slice(0, Math.max(0, this.name.lastIndexOf('.')));
  }

  /**
   * Asks for modules to be bundled although no import statement of this one names them: one by its absolute name, those
   * directly below a package by `pkg.*`, the package and all below it by `pkg.**`. What cannot be found stays outside.
   */
  include(pattern: string): void {
    if (typeof pattern !== 'string') error(invalidArgument('module.include', 'no dotted name'));
    this.includedForCalls.delete(pattern);
    if (!this.included.includes(pattern)) this.included.push(pattern);
  }

  /** Includes what `importingCalls` import: it is not needed where none of these can run. */
  includeForCalls(pattern: string): void {
    if (this.included.includes(pattern)) return;
    this.include(pattern);
    this.includedForCalls.add(pattern);
  }

  /**
   * Leaves modules that this one imports or includes to the environment, by name or pattern as in `include`. They are
   * bundled all the same where another module imports them.
   */
  leaveOut(pattern: string): void {
    if (!this.leftOut.includes(pattern)) this.leftOut.push(pattern);
  }
}

/** Where a property is not there yet, whoever reads it hears when it is. */
for (const [property, hook] of [
  ['facts', 'analyse'],
  ['imports', 'link'],
]) {
  Object.defineProperty(Module.prototype, property, {
    get: () => error(tooEarly(`module.${property}`, hook)),
    set(this: Module, value: unknown) {
      Object.defineProperty(this, property, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
