import type { Choices } from './choices.ts';
import { freeName, type Place } from './layout.ts';
import { type Deduplication, type Link, pathOf, type Program } from './model.ts';

/** Where files lie, and by what names they are there. */
export interface Layout {
  /** All places; other names of a place come after it, and packages before what is in them. */
  readonly places: readonly Place[];
  /** Names that are no identifiers. */
  readonly oddNames: readonly string[];
  readonly links: readonly Link[];
  readonly roots: readonly string[];
  readonly deduplicate: Deduplication;
}

const isIn = ({ name }: Place, home: Place): boolean => name.startsWith(`${home.name}.`);
const folderOf = ({ name, root }: Place): string => root + name.replaceAll('.', '/');
const fileOf = (place: Place): string => pathOf({ ...place, isPackage: place.kind === 'package' });

/**
 * Moves some places to another folder of the search path, and gives some of them more names, by links and search folders.
 * @param strict whether the program prints all that it sees of itself: of a namespace package with several folders a bundle
 *   knows one (README.md, known limits), so it has none such
 */
export function addOtherNames(laidOut: readonly Place[], choices: Choices, strict: boolean): Layout {
  const moved = choices.chance(4) ? moveSome(laidOut, choices) : laidOut;
  const places = [...moved];
  const [links, roots, oddNames]: [Link[], string[], string[]] = [[], moved === laidOut ? [] : ['root_1/'], []];
  const operations = choices.chance(2) ? 1 + choices.number(3) : 0;
  for (let index = 0; index < operations; index++) {
    const add = choices.from([linkFile, linkFile, linkPackage, linkPackage, searchPackage]);
    const added = add(places, choices, index + 2);
    if (added === undefined || (strict && added.joinsNamespaces === true)) continue;
    links.push(added.link);
    if (added.root !== undefined) roots.push(added.root);
    if (added.oddName !== undefined) oddNames.push(added.oddName);
    places.push(...added.places);
  }
  return { places, oddNames, links, roots, deduplicate: choices.from<Deduplication>(['text', 'file', 'off']) };
}

interface Added {
  readonly link: Link;
  readonly places: readonly Place[];
  readonly root?: string;
  readonly oddName?: string;
  /** Whether a namespace package has a folder more by it. */
  readonly joinsNamespaces?: boolean;
}

/** Everything below some top-level names, but for the entry's own package. */
function moveSome(places: readonly Place[], choices: Choices): Place[] {
  const top = places.filter(({ name }) => !name.includes('.'));
  const movable = top.filter((place) => place.kind !== 'entry' && !isIn(places[0], place));
  const chosen = movable.length > 0 ? choices.some(movable, movable.length) : [];
  return places.map((place) =>
    chosen.some((home) => place === home || isIn(place, home)) ? { ...place, root: 'root_1/' } : place,
  );
}

/** A package to put something in; nothing for the top. */
function chooseParent(places: readonly Place[], choices: Choices): Place | undefined {
  return choices.from([undefined, ...places.filter(({ kind }) => kind === 'package' || kind === 'namespace')]);
}

/** A link to one file; now and then by a name that is no identifier, or to the entry. */
function linkFile(places: readonly Place[], choices: Choices, number: number): Added | undefined {
  const files = places.filter(({ kind, sameAs }) => kind === 'module' && sameAs === undefined);
  const targets = places[0].name === 'main' && choices.chance(8) ? [places[0]] : files;
  if (targets.length === 0) return undefined;
  const sameAs = choices.from(targets);
  const parent = chooseParent(
    places.filter((place) => place.sameAs === undefined),
    choices,
  );
  const root = parent?.root ?? '';
  const isOdd = choices.chance(4);
  const plain = freeName(places, parent?.name, choices);
  const name = isOdd ? `${plain}-${number}` : plain;
  const place: Place = { name, kind: 'module', root, sameAs };
  const link = { path: fileOf(place), target: fileOf(sameAs) };
  return isOdd ? { link, places: [], oddName: name } : { link, places: [place] };
}

/** A link to a package's folder, by which all that is in the package has another name. */
function linkPackage(places: readonly Place[], choices: Choices): Added | undefined {
  const packages = places.filter(({ kind, sameAs }) => (kind === 'package' || kind === 'namespace') && !sameAs);
  if (packages.length === 0) return undefined;
  const home = choices.from(packages);
  // A package that holds a link to itself has infinitely many modules.
  const parent = chooseParent(
    packages.filter((place) => place !== home && !isIn(place, home) && !isIn(home, place)),
    choices,
  );
  const name = freeName(places, parent?.name, choices);
  const place: Place = { name, kind: home.kind, root: parent?.root ?? '', sameAs: home };
  return {
    link: { path: folderOf(place), target: folderOf(home) },
    places: [place, ...namesBelow(places, home, `${name}.`, place.root)],
  };
}

/** A search folder that leads into a package, whose modules are at the top for it. */
function searchPackage(places: readonly Place[], choices: Choices, number: number): Added | undefined {
  const packages = places.filter(({ kind, sameAs }) => (kind === 'package' || kind === 'namespace') && !sameAs);
  if (packages.length === 0) return undefined;
  const home = choices.from(packages);
  const root = `root_${number}/`;
  const taken = new Set(places.map(({ name }) => name.split('.')[0]));
  const below = namesBelow(places, home, '', root).filter(({ name }) => !taken.has(name.split('.')[0]));
  const joinsNamespaces = places.some(
    ({ name, kind }) =>
      kind === 'namespace' && !name.includes('.') && places.some((place) => place.name === `${home.name}.${name}`),
  );
  return { link: { path: root.slice(0, -1), target: folderOf(home) }, places: below, root, joinsNamespaces };
}

/** The names of what is in a package, with another prefix than the package's own. */
function namesBelow(places: readonly Place[], home: Place, prefix: string, root: string): Place[] {
  return places
    .filter((place) => place.kind !== 'entry' && !place.sameAs && isIn(place, home))
    .map((sameAs) => ({ name: prefix + sameAs.name.slice(home.name.length + 1), kind: sameAs.kind, root, sameAs }));
}

/** The links whose targets are there, as shrinking may have taken them away. */
export function linksToSomething({ links, modules }: Program): Link[] {
  const paths = modules.map(pathOf);
  return links.filter(({ target }) => paths.some((path) => path === target || path.startsWith(`${target}/`)));
}
