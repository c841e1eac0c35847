import type { ImportEdge, Module } from '../../core/module.ts';
import { namePatternTest } from '../../core/name-pattern.ts';
import { type Facts, ImportGuard, type ImportFact } from '../../core/python/facts.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import type { StatementFact } from '../../core/python/statements/statement-facts.ts';
import { statementNames } from './statement-names.ts';

/** An import statement of a module, with the modules of the bundle that it names. */
export interface LinkedImport {
  readonly fact: ImportFact;
  /** Absolute name of what stands after `from`, or `undefined` in an `import` statement and where there is none. */
  readonly base: string | undefined;
  /** Whether it is a statement at the top of its module, and nothing but that. */
  readonly isPlain: boolean;
  /** Whether it stands under `if TYPE_CHECKING`, which is False when the program runs. */
  readonly neverRuns: boolean;
}

/** Longer names are not looked at whole. */
const MOST_OF_NAME = 200;

/** A module with what tree shaking asks of its text. */
export class LinkedModule {
  readonly module: Module;
  /** The text that the statements are of. */
  readonly text: string;
  readonly statements: readonly StatementFact[];
  /** The statements that bind, change or delete a name. */
  readonly binders: ReadonlyMap<string, readonly number[]>;
  readonly deletedNames: ReadonlySet<string>;
  /** Names that its functions bind, by `global`. */
  readonly reboundNames: ReadonlySet<string>;
  /** By name, the statements that only change what it stands for: `a.b = value`, `a[key] = value`. */
  readonly stores: ReadonlyMap<string, readonly number[]>;
  /** The import statements in each statement. */
  readonly imports: readonly (readonly LinkedImport[])[];
  /** Its star imports. */
  readonly starImports: readonly LinkedImport[];
  /** By statement, the modules that calls in it import by names that are values. */
  readonly importedByCalls: ReadonlyMap<number, readonly string[]>;
  readonly #certainNames: (ReadonlySet<string> | undefined)[] = [];

  /** @param facts those of the module's text, with those of its statements */
  constructor(module: Module, facts: Facts) {
    this.module = module;
    this.text = module.text;
    this.statements = facts.statements;
    this.deletedNames = new Set(facts.deletedNames);
    this.reboundNames = new Set(facts.reboundNames);
    const binders = new Map<string, number[]>();
    for (const [index, { binds }] of this.statements.entries()) {
      for (const name of binds) {
        const found = binders.get(name);
        if (found === undefined) binders.set(name, [index]);
        else found.push(index);
      }
    }
    this.binders = binders;
    const stores = new Map<string, number[]>();
    for (const [index, { kind }] of this.statements.entries()) {
      if (kind !== 'store') continue;
      const name = this.storedName(index);
      stores.set(name, [...(stores.get(name) ?? []), index]);
    }
    this.stores = stores;
    const imports = this.statements.map((): LinkedImport[] => []);
    let current = 0;
    for (const fact of facts.imports) {
      while (this.statements[current]!.end <= fact.start) current++;
      const absolute = absoluteName(fact.from ?? '', fact.level, module.package);
      const hasBase = fact.from !== undefined && absolute !== 'no-package' && absolute !== 'beyond-top-level';
      const isPlain = this.statements[current]!.kind === 'import';
      const neverRuns = (fact.guard & ImportGuard.TypeChecking) !== 0 && !this.#setsTypeChecking();
      imports[current]!.push({ fact, base: hasBase ? absolute : undefined, isPlain, neverRuns });
    }
    this.imports = imports;
    this.starImports = imports.flat().filter(({ fact }) => fact.names[0]!.name === '*');
    this.importedByCalls = this.#importedByCalls();
  }

  /** Whether the name is more than what `typing` gives it. */
  #setsTypeChecking(): boolean {
    return this.binders.get('TYPE_CHECKING')?.some((index) => this.statements[index]!.kind !== 'import') === true;
  }

  #importedByCalls(): Map<number, string[]> {
    const { importingCalls, imports } = this.module;
    const calling = this.statements.flatMap(({ start, end }, index) =>
      importingCalls.some((call) => start <= call.start && call.end <= end) ? [index] : [],
    );
    const names = imports
      .filter((edge) => isAskedFor(edge, imports) && isForCalls(edge, this.module))
      .map(({ name }) => name);
    return new Map(calling.map((index) => [index, names]));
  }

  /** Whether a statement binds a name whenever it runs to its end. */
  bindsInAnyCase(index: number, name: string): boolean {
    return (this.#certainNames[index] ??= statementNames(this.statements[index]!, this.text)).has(name);
  }

  /** The name that a statement of kind `store` begins with. */
  storedName(index: number): string {
    const { start } = this.statements[index]!;
    return /^[\p{ID_Continue}]+/u.exec(this.text.slice(start, start + MOST_OF_NAME))![0];
  }

  get name(): string {
    return this.module.name;
  }
}

/**
 * Whether something beside an import statement names a module: the packages around it come along, and are no more than
 * imported. Of a name in a module, as `pkgutil.resolve_name` takes them, it is the module.
 */
export function isAskedFor({ fact, pattern, name }: ImportEdge, imports: readonly ImportEdge[]): boolean {
  if (fact !== undefined) return false;
  if (pattern === undefined || namePatternTest(pattern)(name)) return true;
  return (
    !pattern.includes('*') &&
    !imports.some((other) => other.module !== undefined && other.pattern === pattern && other.name.length > name.length)
  );
}

/** Whether nothing asks for a module but calls that import by names, of which it is known where they are. */
export function isForCalls(
  { fact, pattern }: ImportEdge,
  { includedForCalls, importingCalls, isEntry }: Module,
): boolean {
  if (fact !== undefined || pattern === undefined || isEntry) return false;
  return importingCalls.length > 0 && includedForCalls.has(pattern);
}

/** Whether a statement at the top of a module that is an import, and nothing but that, imports a module in any case. */
export function importsModule({ fact, base, isPlain }: LinkedImport, name: string): boolean {
  if (!isPlain) return false;
  const named = fact.from === undefined ? fact.names.map((each) => each.name) : [base ?? ''];
  return named.some((each) => each === name || each.startsWith(`${name}.`));
}
