import { sep } from 'node:path';
import type { Distribution } from './distribution.ts';
import { editablePlaces, isMapped, placedFiles, placedNames } from './editable-places.ts';
import { filesOfNames, type InstalledFiles, isMetadata, recordedFiles, topLevelName } from './installed-files.ts';
import type { SiteFolders } from './site-folders.ts';
import { importNamesOf } from './well-known-names.ts';

/** What belongs to which distribution. */
export interface Ownership {
  /** The distributions that install something of a top-level import name, in the order of the path. */
  owners(importName: string): readonly Distribution[];
  /** The top-level names that a distribution installs. */
  importNames(distribution: Distribution): readonly string[];
  /** The distributions that say that they installed a file; none for what was put there by hand. */
  claimants(file: string): readonly Distribution[];
  /** The files that a distribution installed to be imported, or that lie beside such files. */
  filesOf(distribution: Distribution): InstalledFiles;
}

/** Reads the records of all distributions, once. */
export function createOwnership(distributions: readonly Distribution[], sites: SiteFolders): Ownership {
  const places = editablePlaces(distributions, sites);
  const namesOf = (distribution: Distribution): Set<string> => {
    const own = places.get(distribution);
    const { importNames } = distribution;
    if (importNames !== undefined) return new Set(importNames.map(topLevelName));
    return own === undefined ? installedNames(distribution) : placedNames(own, listedNames(distribution));
  };
  const byName = new Map<string, Distribution[]>();
  for (const distribution of distributions) {
    for (const name of namesOf(distribution)) byName.set(name, [...(byName.get(name) ?? []), distribution]);
  }
  const files = new Map<Distribution, InstalledFiles>();
  const claimed = new Map<Distribution, ReadonlySet<string>>();

  function readFiles(distribution: Distribution): InstalledFiles {
    const own = places.get(distribution);
    if (own !== undefined) return placedFiles(own, namesOf(distribution));
    if (distribution.recorded !== undefined) return recordedFiles(distribution);
    return filesOfNames(distribution.folder, namesOf(distribution));
  }

  function filesOf(distribution: Distribution): InstalledFiles {
    let found = files.get(distribution);
    if (found === undefined) files.set(distribution, (found = readFiles(distribution)));
    return found;
  }

  function claims(distribution: Distribution, file: string): boolean {
    let paths = claimed.get(distribution);
    if (paths === undefined) claimed.set(distribution, (paths = new Set(filesOf(distribution).values())));
    return paths.has(file);
  }

  /** Whether a folder of the path is where a distribution has its code. */
  function isIn(distribution: Distribution, folder: string): boolean {
    return distribution.folder === folder || places.get(distribution)?.folders.includes(folder) === true;
  }

  function claimants(file: string): readonly Distribution[] {
    const mapped = [...places].flatMap(([distribution, own]) => (isMapped(file, own) ? distribution : []));
    if (mapped.length > 0) return mapped;
    const around = sites.folders.filter((folder) => file.startsWith(folder + sep));
    const candidates = around.flatMap((folder) => {
      const owners = byName.get(topLevelName(file.slice(folder.length + 1))) ?? [];
      return owners.filter((owner) => isIn(owner, folder));
    });
    if (candidates.length < 2) return candidates;
    return candidates.filter((candidate) => claims(candidate, file));
  }

  return {
    owners: (name) => byName.get(name) ?? [],
    importNames: (distribution) => [...namesOf(distribution)],
    claimants,
    filesOf,
  };
}

/** By its record; else by `top_level.txt`, which setuptools writes; else what is known of it, or its own name. */
function installedNames(distribution: Distribution): Set<string> {
  const { recorded, key } = distribution;
  if (recorded === undefined) {
    return new Set(listedNames(distribution) ?? [...importNamesOf(key), key.replaceAll('-', '_')]);
  }
  const names = recorded.filter((path) => !/^(?:\.\.|[/\\])/.test(path) && !isMetadata(path));
  return new Set(names.map(topLevelName));
}

/** Names in its `top_level.txt`; what is no name leads out of the folder. */
function listedNames(distribution: Distribution): string[] | undefined {
  const text = distribution.readMetadata('top_level.txt');
  return text?.split(/\s+/).filter((name) => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name));
}
