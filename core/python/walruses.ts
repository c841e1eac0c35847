/** The assignment expressions of the text being parsed. */
export interface Walrus {
  /** The index of the target's reference. */
  readonly reference: number;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

export const walruses: Walrus[] = [];

export function recordWalrus(reference: number, start: number, value: number, end: number): void {
  walruses.push({ reference, start, value, end });
}
