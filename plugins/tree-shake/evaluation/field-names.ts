import { KEYWORDS } from '../../../core/python/tokens.ts';

const keywords: ReadonlySet<string> = new Set(KEYWORDS);

/** Whether a string is a name that is no keyword. */
export const isFieldName = (text: string): boolean =>
  /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text) && !keywords.has(text);
