/** What a statement takes out of the namespaces of modules that it does not name. */
export interface NamespaceUse {
  /** Names that it looks up in them. */
  readonly names: readonly string[];
  /** Whether it looks up names that its text does not tell. */
  readonly getsAny: boolean;
  /** Whether it copies the names of one namespace into another one, for code that reads them there. */
  readonly copies: boolean;
}

const nothing: NamespaceUse = { names: [], getsAny: false, copies: false };

/** The namespace of a frame's or a function's module. */
const namespace = /\.\s*(?:f_globals|__globals__)\b/g;
const lookup = /^\s*(?:\[|\.\s*get\s*\(|\.\s*__getitem__\s*\()\s*(["'])(\w+)\1/;
const membership = /(["'])(\w+)\1\s+(?:not\s+)?in\s+[\w.()[\]\s]*$/;
const comparison = /^\s*is\s+(?:not\s+)?None\b/;
const copying = /\.\s*(?:f_globals|__globals__)\s*\.\s*update\s*\(\s*[\w.]+\.\s*(?:f_globals|__globals__)\s*\)/g;
const storing = /^\s*\[[^\][]*\]\s*=(?!=)/;

/** What only asks a namespace for `__name__` and `__loader__`: a call of `linecache` that gets it. */
const forLines = /\blinecache\s*\.\s*\w+\s*\((?:[^()]|\([^()]*\))*$/;

/** Reads off a statement's text which names of other modules it gets by their frames and functions. */
export function namespaceUse(code: string): NamespaceUse {
  if (!code.includes('_globals')) return nothing;
  // Comments with quotes are left, as what looks like one may be in a string.
  const whole = code.replaceAll(/#[^\n"']*$/gm, '');
  const text = whole.replaceAll(copying, '');
  const names: string[] = [];
  let getsAny = false;
  const note = (start: number, end: number): boolean => {
    const [before, after] = [text.slice(Math.max(0, start - 200), start), text.slice(end)];
    const name = lookup.exec(after)?.[2] ?? membership.exec(before)?.[2];
    if (name !== undefined) names.push(name);
    const isForLines = forLines.test(before) && /^\s*[,)]/.test(after);
    return name !== undefined || isForLines || storing.test(after) || comparison.test(after);
  };
  for (const { index, 0: found } of text.matchAll(namespace)) {
    if (note(index, index + found.length)) continue;
    const variable = assignedVariable(text, index);
    const uses = variable === undefined ? [] : [...text.matchAll(new RegExp(`(?<![\\w.])${variable}\\b`, 'g'))];
    // The first place is where it gets its value; a value that is used nowhere is passed on by other means.
    getsAny ||=
      uses.length < 2 || !uses.every((use) => isTarget(text, use) || note(use.index, use.index + variable!.length));
  }
  return { names, getsAny, copies: text !== whole };
}

/** The variable that a line gives a value, whose expression an offset is in. */
function assignedVariable(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return /^\s*([^\W\d]\w*)\s*=\s*[\w.()\s]*$/.exec(line)?.[1];
}

const isTarget = (text: string, { 0: found, index }: RegExpMatchArray): boolean =>
  /^\s*=(?!=)/.test(text.slice(index! + found.length)) && /(?:^|\n)[ \t]*$/.test(text.slice(0, index));
