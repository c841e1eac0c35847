/** Which names of flattened modules are changed: those that another one has too, or all. */
export const renameModes = ['conflicts', 'always'] as const;

/** How names of flattened modules are made different. */
export interface FlattenOption {
  /** A pattern in which `{module}` and `{name}` stand for these. @default '{module}__{name}' */
  readonly prefix?: string | undefined;
  /** @default 'conflicts' */
  readonly rename?: (typeof renameModes)[number] | undefined;
}

/** The option with its defaults. */
export interface FlattenNaming {
  readonly prefix: string;
  readonly rename: (typeof renameModes)[number];
}

/** Fills in the defaults. */
export function flattenNaming({
  prefix = '{module}__{name}',
  rename = 'conflicts',
}: FlattenOption = {}): FlattenNaming {
  return Object.freeze({ prefix, rename });
}

/** Whether a table has nothing else in it than the option has, of the right types. */
export function isFlattenOption(value: Readonly<Record<string, unknown>>): boolean {
  const { prefix, rename } = value;
  return (
    Object.keys(value).every((key) => key === 'prefix' || key === 'rename') &&
    (prefix === undefined || typeof prefix === 'string') &&
    (rename === undefined || renameModes.some((mode) => mode === rename))
  );
}

/** What is wrong with a pattern for names, as the end of a sentence; nothing where all is well. */
export function prefixProblem(prefix: string): string | undefined {
  for (const part of ['{module}', '{name}']) {
    if (!prefix.includes(part)) return `takes a pattern with ${part} in it, as names would collide without`;
  }
  const example = prefix.replaceAll('{module}', 'app').replaceAll('{name}', 'run');
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(example))
    return `would make names such as ${example}, no identifier`;
  if (example.startsWith('__') && !example.endsWith('__')) {
    return `would make names such as ${example}, which Python takes for private ones of a class`;
  }
  return undefined;
}
