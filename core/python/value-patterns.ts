/** Offsets of the dotted names that are patterns, and mean a value as long as there is a dot in them. */
export const valuePatterns: number[] = [];
