interface Line {
  readonly indentation: number;
  readonly text: string;
}

/**
 * Whether the `try` around a statement goes on when that fails: whether some `except` clause of it does not end by raising
 * again, as one does that only explains what is wrong. Clauses are told by their indentation.
 * @param offset of the statement in a module's text
 */
export function survivesFailure(text: string, offset: number): boolean {
  const lines = linesFrom(text, offset);
  const clauses = clausesAfter(lines);
  return clauses.some((clause) => !/^raise\b/.test(lastStatement(clause)));
}

/** Whether the function around a statement is called in the same module where its failure is survived. */
export function isCalledWhereItMayFail(text: string, offset: number): boolean {
  const [, name] = [...text.slice(0, offset).matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)/gm)].at(-1) ?? [];
  const calls = name === undefined ? [] : [...text.matchAll(new RegExp(`(?<!def[ \\t]+)\\b${name}\\(`, 'g'))];
  return calls.some(({ index }) => survivesFailure(text, index));
}

/** Lines with code, from that of the statement on. */
function linesFrom(text: string, offset: number): Line[] {
  const rest = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n');
  return rest.flatMap((line) => {
    const trimmed = line.trim();
    return trimmed === '' || trimmed.startsWith('#') ? [] : [{ indentation: line.search(/\S/), text: trimmed }];
  });
}

/** The `except` clauses of the `try` around the first line, each with its first line. */
function clausesAfter([statement, ...lines]: readonly Line[]): Line[][] {
  const inner = new Set<number>();
  const first = lines.findIndex(({ indentation, text }) => {
    if (/^try\s*:/.test(text)) inner.add(indentation);
    return indentation < statement.indentation && /^except\b/.test(text) && !inner.has(indentation);
  });
  const clauses: Line[][] = [];
  for (const line of first === -1 ? [] : lines.slice(first)) {
    const { indentation, text } = line;
    if (indentation > lines[first].indentation) clauses.at(-1)!.push(line);
    else if (indentation === lines[first].indentation && /^except\b/.test(text)) clauses.push([line]);
    else break;
  }
  return clauses;
}

function lastStatement([head, ...body]: readonly Line[]): string {
  if (body.length === 0) return head.text.slice(head.text.lastIndexOf(':') + 1).trim();
  return body.findLast(({ indentation }) => indentation === body[0].indentation)!.text;
}
