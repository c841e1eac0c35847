import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PythonVersion } from '../../core/python/facts.ts';
import { type Distribution, normalizedName } from './distribution.ts';

/** What is known of an environment before anything in it is looked up. */
export interface EnvironmentParts {
  /** The folders below which Python looks for third-party modules, in its order, those of `.pth` files included. */
  readonly folders: readonly string[];
  readonly distributions: readonly Distribution[];
  /** Folders and files outside of `folders` that editable installations give a top-level name. */
  readonly mapped: ReadonlyMap<string, string>;
  /** Who brought a folder or a mapping: distributions whose code lies elsewhere. */
  readonly editable: ReadonlyMap<string, Distribution>;
  readonly version: PythonVersion | undefined;
}

/** Third-party code as it is installed: where it lies, and what it belongs to. */
export class Environment {
  readonly folders: readonly string[];
  readonly distributions: readonly Distribution[];
  readonly mapped: ReadonlyMap<string, string>;
  readonly version: PythonVersion | undefined;
  readonly #editable: ReadonlyMap<string, Distribution>;
  readonly #byKey: ReadonlyMap<string, Distribution>;
  #owners: Map<string, Distribution[]> | undefined;
  readonly #files = new Map<Distribution, ReadonlySet<string>>();

  constructor({ folders, distributions, mapped, editable, version }: EnvironmentParts) {
    this.folders = folders;
    this.distributions = distributions;
    this.mapped = mapped;
    this.version = version;
    this.#editable = editable;
    // Of two of one name, Python's metadata finder sees the first on the path.
    this.#byKey = new Map(distributions.toReversed().map((distribution) => [distribution.key, distribution]));
  }

  /** The distribution of a name, in any of its spellings. */
  get(name: string): Distribution | undefined {
    return this.#byKey.get(normalizedName(name));
  }

  /** Whether a top-level name lies in one of the folders, or is mapped. */
  has(importName: string): boolean {
    if (this.mapped.has(importName)) return true;
    const places = this.folders.flatMap((folder) => [join(folder, importName), join(folder, `${importName}.py`)]);
    return places.some((place) => existsSync(place));
  }

  /** The top-level import names that a distribution installs. */
  importNames(name: string): string[] {
    const distribution = this.get(name);
    return distribution === undefined ? [] : [...topLevelNames(distribution)];
  }

  /** Whether a file lies in one of the folders, or belongs to an editable installation. */
  isInstalled(file: string): boolean {
    const places = [...this.folders, ...this.#editable.keys()];
    return places.some((place) => file === place || file.startsWith(place + sep));
  }

  /** The distributions that install something of a top-level import name. */
  owners(importName: string): readonly Distribution[] {
    this.#owners ??= ownersByName(this.distributions);
    return this.#owners.get(importName) ?? [];
  }

  /** The distribution that installed a file; nothing for what was put there by hand. */
  distributionOf(file: string): Distribution | undefined {
    const folder = this.folders.find((each) => file.startsWith(each + sep));
    for (const [place, distribution] of this.#editable) {
      if (file === place || file.startsWith(place + sep)) return distribution;
    }
    if (folder === undefined) return undefined;
    const candidates = this.owners(topLevelName(relative(folder, file))).filter((each) => each.folder === folder);
    if (candidates.length < 2) return candidates[0];
    return candidates.find((candidate) => this.#filesOf(candidate).has(file));
  }

  #filesOf(distribution: Distribution): ReadonlySet<string> {
    let files = this.#files.get(distribution);
    if (files === undefined) this.#files.set(distribution, (files = new Set(distribution.files)));
    return files;
  }
}

function topLevelName(path: string): string {
  return path.split(/[/\\]/, 1)[0].replace(/\..*$/, '');
}

function ownersByName(distributions: readonly Distribution[]): Map<string, Distribution[]> {
  const owners = new Map<string, Distribution[]>();
  for (const distribution of distributions) {
    for (const name of topLevelNames(distribution)) {
      const known = owners.get(name);
      if (known === undefined) owners.set(name, [distribution]);
      else known.push(distribution);
    }
  }
  return owners;
}

/** By its record; else by `top_level.txt`, which setuptools writes; else its own name is the best guess. */
function topLevelNames(distribution: Distribution): Set<string> {
  const { files, folder } = distribution;
  if (files !== undefined) {
    const below = files.filter((file) => file.startsWith(folder + sep));
    return new Set(below.map((file) => topLevelName(file.slice(folder.length + 1))));
  }
  const listed = distribution.readMetadata('top_level.txt')?.split(/\s+/).filter(Boolean);
  return new Set(listed ?? [distribution.key.replaceAll('-', '_')]);
}
