import { osNameOf } from '../../core/defines.ts';
import type { FrozenOptions } from '../../core/options.ts';
import { constantValue, type KnownValue, versionValue } from './known-value.ts';

/** What is known of names, by their dotted names; what a scope does not bind has no dots. */
export type KnownNames = ReadonlyMap<string, KnownValue>;

/** The value of `TYPE_CHECKING`, which type checkers alone take for true. */
const typeCheckingNames = ['typing.TYPE_CHECKING', 'typing_extensions.TYPE_CHECKING'];

/** What the options say about names, and what is always known. */
export function knownNames({ targetPython, targetPlatform, define }: FrozenOptions): KnownNames {
  const known = new Map<string, KnownValue>();
  const typeChecking = define['TYPE_CHECKING'] ?? define['typing.TYPE_CHECKING'] ?? false;
  for (const name of typeCheckingNames) known.set(name, constantValue(typeChecking));
  if (targetPython !== undefined) {
    const [major, minor] = targetPython;
    const least = major * 0x1000000 + minor * 0x10000;
    known.set('sys.version_info', versionValue(targetPython));
    known.set('sys.version_info.major', constantValue(major));
    known.set('sys.version_info.minor', { kind: 'range', least: minor, most: Infinity });
    known.set('sys.hexversion', { kind: 'range', least, most: (major + 1) * 0x1000000 - 1 });
  }
  if (targetPlatform.length > 0) {
    known.set('sys.platform', constantValue(...targetPlatform));
    known.set('os.name', constantValue(...new Set(targetPlatform.map(osNameOf))));
  }
  for (const [name, value] of Object.entries(define)) known.set(name, constantValue(value));
  return known;
}

/** The test for texts that may mean one of the names: they have its last words. */
export function mentionTest(known: KnownNames): (text: string) => boolean {
  const words = [...known.keys()].map((name) => {
    const isOfPython = /^(?:sys|os)\./.test(name);
    // A module need not import its own names, nor `typing` for a TYPE_CHECKING of its own.
    return name.split('.').slice(isOfPython ? -2 : -1);
  });
  return (text) => words.some((parts) => parts.every((part) => text.includes(part)));
}
