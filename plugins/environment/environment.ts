import type { PythonVersion } from '../../core/python/facts.ts';
import type { Distribution } from './distribution.ts';
import type { InstalledFiles } from './installed-files.ts';
import { createOwnership, type Ownership } from './ownership.ts';
import { normalizedName } from './requirement.ts';
import type { SiteFolders } from './site-folders.ts';

/** What is known of an environment before anything in it is looked up. */
export interface EnvironmentParts {
  readonly sites: SiteFolders;
  readonly distributions: readonly Distribution[];
  readonly version: PythonVersion | undefined;
}

/** Third-party code as it is installed: where it lies, and what it belongs to. */
export class Environment {
  /** The folders below which Python looks for third-party modules, in its order, those of `.pth` files included. */
  readonly folders: readonly string[];
  /** Files, by dotted name, that Python finds by a finder of an editable installation when no folder has that name. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Folders of namespace packages, by dotted name, that such a finder adds to those on the path. */
  readonly namespaces: ReadonlyMap<string, readonly string[]>;
  readonly distributions: readonly Distribution[];
  readonly version: PythonVersion | undefined;
  readonly #sites: SiteFolders;
  readonly #byKey: ReadonlyMap<string, Distribution>;
  #known: Ownership | undefined;

  constructor({ sites, distributions, version }: EnvironmentParts) {
    this.folders = sites.folders;
    this.mapped = sites.mapped;
    this.namespaces = sites.namespaces;
    this.distributions = distributions;
    this.version = version;
    this.#sites = sites;
    // Of two of one name, Python's metadata finder sees the first on the path.
    this.#byKey = new Map(distributions.toReversed().map((distribution) => [distribution.key, distribution]));
  }

  /** The distribution of a name, in any of its spellings. */
  get(name: string): Distribution | undefined {
    return this.#byKey.get(normalizedName(name));
  }

  /** The top-level import names that a distribution installs. */
  importNames(name: string): readonly string[] {
    const distribution = this.get(name);
    return distribution === undefined ? [] : this.#ownership.importNames(distribution);
  }

  /** The distributions that install something of a top-level import name. */
  owners(importName: string): readonly Distribution[] {
    return this.#ownership.owners(importName);
  }

  /** The distribution that installed a file; nothing for what was put there by hand. */
  distributionOf(file: string): Distribution | undefined {
    return this.claimants(file)[0];
  }

  /** The distributions that say that they installed a file; more than one where one has overwritten another. */
  claimants(file: string): readonly Distribution[] {
    return this.#ownership.claimants(file);
  }

  /**
   * The files that a distribution installed to be imported, and what lies beside them; also of editable installations, and
   * of those without a record. Paths that lead out of its folders are not among them, nor is its metadata.
   */
  filesOf(distribution: Distribution): InstalledFiles {
    return this.#ownership.filesOf(distribution);
  }

  get #ownership(): Ownership {
    return (this.#known ??= createOwnership(this.distributions, this.#sites));
  }
}
