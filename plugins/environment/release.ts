/** A release of Python as far as it is known: `[3, 12, 1]`, or `[3, 12]`. */
export type Release = readonly [major: number, minor: number, micro?: number];

/** Whether a release is a version or later; one that is not known counts as the latest. */
export function isAtLeast(release: Release | undefined, [major, minor]: readonly [number, number]): boolean {
  return release === undefined || release[0] > major || (release[0] === major && release[1] >= minor);
}

/** `3.12.1`, `3.12.1.final.0` and `3.12` as numbers. */
export function parseRelease(text: string): Release | undefined {
  const match = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim());
  if (match === null) return undefined;
  const [, major, minor, micro] = match;
  return micro === undefined ? [Number(major), Number(minor)] : [Number(major), Number(minor), Number(micro)];
}
