/** A `global` or `nonlocal` statement of the text being parsed. */
interface Declaration {
  /** The index of the first name's reference. */
  readonly reference: number;
  readonly start: number;
  readonly end: number;
}

/** In source order. */
export const declarations: Declaration[] = [];

/** The statement that a declared name's reference stands in. */
export function declarationOf(reference: number): Declaration {
  return declarations.findLast((declaration) => declaration.reference <= reference)!;
}
