/** What a statement takes out of the namespaces of modules that it does not name. */
export interface NamespaceUse {
  /** Names that it looks up in them. */
  readonly names: readonly string[];
  /** Whether it looks up names that its text does not tell. */
  readonly getsAny: boolean;
}

const nothing: NamespaceUse = { names: [], getsAny: false };

/** The namespace of a frame's or a function's module. */
const namespace = /\.\s*(?:f_globals|__globals__)\b/g;
const lookup = /^\s*(?:\[|\.\s*get\s*\(|\.\s*__getitem__\s*\()\s*(["'])(\w+)\1/;
const membership = /(["'])(\w+)\1\s+(?:not\s+)?in\s+[\w.()[\]\s]*$/;
const comparison = /^\s*is\s+(?:not\s+)?None\b/;
/** `linecache` takes namespaces for what loaded their modules. */
const forLines = /\blinecache\s*\.\s*\w+\s*\([^()]*$/;
const storing = /^\s*\[[^\][]*\]\s*=(?!=)/;

/** Reads off a statement's text which names of other modules it gets by their frames and functions. */
export function namespaceUse(code: string): NamespaceUse {
  if (!code.includes('_globals')) return nothing;
  // Comments with quotes are left, as what looks like one may be in a string.
  const text = code.replaceAll(/#[^\n"']*$/gm, '');
  const names: string[] = [];
  let getsAny = false;
  const note = (start: number, end: number): boolean => {
    const [before, after] = [text.slice(Math.max(0, start - 200), start), text.slice(end)];
    const name = lookup.exec(after)?.[2] ?? membership.exec(before)?.[2];
    if (name !== undefined) names.push(name);
    return name !== undefined || storing.test(after) || comparison.test(after) || forLines.test(before);
  };
  for (const { index, 0: found } of text.matchAll(namespace)) {
    if (note(index, index + found.length)) continue;
    const variable = assignedVariable(text, index);
    const uses = variable === undefined ? [] : [...text.matchAll(new RegExp(`(?<![\\w.])${variable}\\b`, 'g'))];
    // The first place is where it gets its value; a value that is used nowhere is passed on by other means.
    getsAny ||=
      uses.length < 2 || !uses.every((use) => isTarget(text, use) || note(use.index, use.index + variable!.length));
  }
  return { names, getsAny };
}

/** The variable that a line gives a value, whose expression an offset is in. */
function assignedVariable(text: string, offset: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  return /^\s*([^\W\d]\w*)\s*=\s*[\w.()\s]*$/.exec(line)?.[1];
}

const isTarget = (text: string, { 0: found, index }: RegExpMatchArray): boolean =>
  /^\s*=(?!=)/.test(text.slice(index! + found.length)) && /(?:^|\n)[ \t]*$/.test(text.slice(0, index));
