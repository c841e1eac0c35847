/** `global` statements of the text being parsed. */
export interface GlobalStatement {
  /** The index of the first name's reference. */
  readonly reference: number;
  readonly start: number;
  readonly end: number;
}

export const globalStatements: GlobalStatement[] = [];
