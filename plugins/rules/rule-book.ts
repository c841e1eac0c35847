import { satisfies } from '@renovatebot/pep440';
import { namePatternTest } from '../../core/name-pattern.ts';
import type { Rule } from './rule.ts';

/** Gives the version of what is installed under an import name, where it is known. */
export type VersionOf = (importName: string) => string | undefined;

/** Rules by the package that they are about. */
export class RuleBook {
  readonly #rules = new Map<string, Rule[]>();
  readonly #versionOf: VersionOf;

  constructor(versionOf: VersionOf) {
    this.#versionOf = versionOf;
  }

  /** Adds rules behind those that are there, or in place of them. */
  add(rules: readonly Rule[]): void {
    for (const rule of rules) {
      const before = rule.replaces === true ? [] : (this.#rules.get(rule.package) ?? []);
      this.#rules.set(rule.package, [...before, rule]);
    }
  }

  /** The rules for a module: those for itself and the packages it is in, of the version that is installed. */
  rulesFor(module: string): Rule[] {
    const found: Rule[] = [];
    for (let name = module; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
      found.push(...(this.#rules.get(name) ?? []));
    }
    return found.filter((rule) => this.#holds(rule));
  }

  /** What a module imports by computed names; nothing where no rule says it. */
  importsOf(module: string): readonly string[] | undefined {
    const lists = this.rulesFor(module).flatMap(({ imports = {} }) =>
      Object.entries(imports).flatMap(([pattern, names]) => (namePatternTest(pattern)(module) ? [names] : [])),
    );
    return lists.length === 0 ? undefined : lists.flat();
  }

  /** Where the version is not known, a rule for any version holds: a module too many does no harm. */
  #holds({ package: packageName, versions }: Rule): boolean {
    const version = versions === undefined ? undefined : this.#versionOf(packageName);
    return versions === undefined || version === undefined || satisfies(version, versions, { prereleases: true });
  }
}
