import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';

// Code, what is compiled of it, and what other languages' tools make of it.
const code = /\.(?:py[cdiowx]?|pxd|so|dll|dylib|a|lib|o|[ch](?:pp|xx|\+\+)?|cc)$/;
const unused = /(?:^|\/)(?:__pycache__|tests?|\.[^/]+)\/|(?:^|\/)(?:py\.typed|\.[^/]+)$/;

/**
 * The test of a path, with `/`, below the folder of `sys.path`: all but code, bytecode, tests, stubs and hidden files are
 * data.
 * @param patterns globs of what else goes in, and after a `!` of what does not
 */
export function dataFileTest(patterns: readonly string[]): (path: string) => boolean {
  const isIn = patterns.filter((pattern) => !pattern.startsWith('!'));
  const isOut = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const added = picomatch(isIn, { dot: true });
  const left = picomatch(isOut, { dot: true });
  return (path) => !left(path) && (added(path) || !(code.test(path) || unused.test(path)));
}

/** Absolute paths of the regular files in a folder and below, links to folders aside, in a fixed order. */
export function filesBelow(folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path));
    else if (entry.isFile() || statSync(path, { throwIfNoEntry: false })?.isFile() === true) found.push(path);
  }
  return found;
}
