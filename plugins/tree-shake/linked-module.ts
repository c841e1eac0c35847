import type { Graph } from '../../core/graph.ts';
import type { Module } from '../../core/module.ts';
import { ImportGuard, type ImportedName, type ImportFact } from '../../core/python/facts.ts';
import { absoluteName } from '../../core/python/import-requests.ts';
import type { StatementFact } from '../../core/python/statements/statement-facts.ts';

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

/** A module with what tree shaking asks of its text. */
export class LinkedModule {
  readonly module: Module;
  readonly statements: readonly StatementFact[];
  /** The statements that bind, change or delete a name. */
  readonly binders: ReadonlyMap<string, readonly number[]>;
  readonly deletedNames: ReadonlySet<string>;
  /** The import statements in each statement. */
  readonly imports: readonly (readonly LinkedImport[])[];

  constructor(module: Module) {
    const { facts } = module;
    this.module = module;
    this.statements = facts.statements;
    this.deletedNames = new Set(facts.deletedNames);
    const binders = new Map<string, number[]>();
    for (const [index, { binds }] of this.statements.entries()) {
      for (const name of binds) {
        const found = binders.get(name);
        if (found === undefined) binders.set(name, [index]);
        else found.push(index);
      }
    }
    this.binders = binders;
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
  }

  /** Whether the name is more than what `typing` gives it. */
  #setsTypeChecking(): boolean {
    return this.binders.get('TYPE_CHECKING')?.some((index) => this.statements[index]!.kind !== 'import') === true;
  }

  get text(): string {
    return this.module.text;
  }

  get name(): string {
    return this.module.name;
  }
}

/** The name that an import statement binds for one of its names. */
export function boundName({ from }: ImportFact, { name, alias }: ImportedName): string {
  return alias ?? (from === undefined ? name.split('.', 1)[0]! : name);
}

/** All modules of a graph, by name. */
export function linkModules({ modules }: Graph): Map<string, LinkedModule> {
  return new Map(modules.map((module) => [module.name, new LinkedModule(module)]));
}
