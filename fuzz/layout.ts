import type { Choices } from './choices.ts';

/** A module before its definitions are planned. */
export interface Place {
  readonly name: string;
  readonly kind: 'entry' | 'module' | 'package' | 'namespace';
  /** The folder of the search path it lies in, as `root_1/`; `''` for the program's own. */
  readonly root: string;
  /** The place of which this is another name. */
  readonly sameAs?: Place | undefined;
}

/** Names of modules of the program's own. */
const ownNames = 'alpha core models helpers api names Box _private make value data config'.split(' ');

/** Names of modules of every version's standard library that no Python has loaded at start, so that a local one comes first. */
const libraryNames = 'colorsys this calendar statistics secrets sched'.split(' ');

const moduleNames = [...ownNames, ...libraryNames];

/**
 * Places for one entry and as many files as there are choices, entry first, parents before children. The entry is
 * `main`, or the `__main__` of the first package if there is one and it was asked for.
 */
export function layOut(choices: readonly Choices[], inPackage: boolean): Place[] {
  const [entry, ...places] = layOutModules(choices);
  const home = inPackage ? places.find(({ name, kind }) => kind === 'package' && !name.includes('.')) : undefined;
  return [home ? { name: `${home.name}.__main__`, kind: 'entry', root: '' } : entry, ...places];
}

function layOutModules(choices: readonly Choices[]): Place[] {
  const places: Place[] = [{ name: 'main', kind: 'entry', root: '' }];
  for (const choice of choices) {
    const packages = places.filter(({ kind }) => kind === 'package' || kind === 'namespace');
    const parent = choice.from([undefined, ...packages, ...packages]);
    // A namespace package has no file of its own: the file becomes a module in it.
    const isNamespace = choice.chance(6) && (parent === undefined || depthOf(parent.name) < 2);
    const isPackage = choice.number(5) >= 3 && (parent === undefined || depthOf(parent.name) < 2);
    const name = freeName(places, parent?.name, choice);
    if (isNamespace) {
      places.push({ name, kind: 'namespace', root: '' });
      places.push({ name: freeName(places, name, choice), kind: 'module', root: '' });
    } else {
      places.push({ name, kind: isPackage ? 'package' : 'module', root: '' });
    }
  }
  return places;
}

/** The package of a dotted name, or nothing for a top-level one. */
export function parentOf(name: string): string | undefined {
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : undefined;
}

/** The part after the last dot. */
export function leafOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function depthOf(name: string): number {
  return name.split('.').length;
}

/** A name that no place has yet, in a package or at the top. */
export function freeName(places: readonly Place[], parent: string | undefined, choice: Choices): string {
  const prefix = parent === undefined ? '' : `${parent}.`;
  const taken = new Set(places.map(({ name }) => name));
  const free = moduleNames.filter((leaf) => !taken.has(prefix + leaf));
  return prefix + choice.from(free.length > 0 ? free : [`extra${places.length}`]);
}

/** The first parts of names, each once, but for the entry's own. */
export function topLevelNames(places: readonly Pick<Place, 'name' | 'kind'>[]): string[] {
  return [...new Set(places.filter(({ kind }) => kind !== 'entry').map(({ name }) => name.split('.')[0]))];
}
