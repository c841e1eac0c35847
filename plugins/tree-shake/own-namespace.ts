import type { StatementFact } from '../../core/python/statements/statement-facts.ts';

/** Functions that look at the namespace they are called in. */
const ownNamespace = /(?<!\.\s*)\b(?:vars|dir|locals)\b(?!\s*\(\s*[^\s)])/;
const runsCode = /(?<!\.\s*)\b(?:exec|eval)\b/g;

/** Whether code of a statement gets at its module's namespace, which is as good as naming all that is in it. */
export function looksAtItself({ reads, later, start, end }: StatementFact, module: string): boolean {
  const names = [...reads, ...later];
  const hasRead = (...wanted: string[]): boolean => names.some((name) => wanted.includes(name));
  if (hasRead('globals', '__annotations__')) return true;
  if (!hasRead('vars', 'dir', 'locals', 'exec', 'eval')) return false;
  const text = module.slice(start, end);
  if (hasRead('vars', 'dir', 'locals') && ownNamespace.test(text)) return true;
  return (
    hasRead('exec', 'eval') &&
    [...text.matchAll(runsCode)].some(({ 0: found, index }) => runsHere(text, index + found.length))
  );
}

/** Whether `exec` or `eval` runs code in the namespace around it: unless it is given another one. */
function runsHere(text: string, offset: number): boolean {
  const open = /^\s*\(/.exec(text.slice(offset));
  if (open === null) return true;
  let depth = 0;
  for (let index = offset; index < text.length; index++) {
    const character = text[index]!;
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth === 0) return true;
    else if (character === '"' || character === "'") index = endOfString(text, index);
    else if (character === '#') index += /^.*/.exec(text.slice(index))![0].length;
    else if (character === ',' && depth === 1)
      return !/^\s*(?:globals\s*=\s*)?(?!None\b)[\p{ID_Start}_{]/u.test(text.slice(index + 1));
  }
  return true;
}

/** The last quote of the string that begins with a quote. */
function endOfString(text: string, start: number): number {
  const quote = text.startsWith(text[start]!.repeat(3), start) ? text[start]!.repeat(3) : text[start]!;
  let index = start + quote.length;
  while (index < text.length && !text.startsWith(quote, index)) index += text[index] === '\\' ? 2 : 1;
  return index + quote.length - 1;
}
