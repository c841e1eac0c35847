/** `body if test else other` in the text being parsed, as indices of tokens. */
export interface ConditionalTokens {
  readonly first: number;
  readonly ifToken: number;
  readonly elseToken: number;
  /** The token after the last. */
  readonly end: number;
}

/** The conditional expressions of the text being parsed; an inner one comes before the one around it. */
export const conditionalTokens: ConditionalTokens[] = [];
