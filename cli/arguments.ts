/** An option of the command line. */
export interface OptionDefinition {
  /** As cac takes it: `-o, --output <file>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times. */
  readonly repeatable?: boolean;
}

/** All options, in the order of the help text. Keys are those of `BuildOptions` where there is one. */
export const definitions = {
  entry: { flags: '-e, --entry <entry>', description: 'What to bundle: file, folder, module, module:function, or -' },
  output: { flags: '-o, --output <file>', description: 'Where the bundle goes (default: standard output)' },
  path: {
    flags: '--path <folder>',
    description: 'Another folder to look for modules in (repeatable)',
    repeatable: true,
  },
  external: {
    flags: '--external <module>',
    description: 'Leave a module to the environment (repeatable)',
    repeatable: true,
  },
  include: {
    flags: '--include <module>',
    description: 'Bundle a module that no import names (repeatable)',
    repeatable: true,
  },
  targetPython: { flags: '--target-python <version>', description: 'Oldest Python to run on, 3.8 to 3.14' },
  execFree: { flags: '--exec-free', description: 'Make a bundle without exec (always on)' },
  logLevel: { flags: '--log-level <level>', description: 'silent, error, warn, info or debug' },
} as const satisfies Record<string, OptionDefinition>;

const takesValue = ({ flags }: OptionDefinition): boolean => flags.includes('<');
const spellings = ({ flags }: OptionDefinition): string[] => flags.replace(/ <.*/, '').split(', ');

/**
 * Marks every value of an option with a leading `=`. Without that, cac reads `3.10` as the number 3.1 and takes a
 * value of `-` for another option.
 */
export function markValues(argv: readonly string[]): string[] {
  const withValue = new Set(Object.values(definitions).filter(takesValue).flatMap(spellings));
  const marked: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const [name, ...rest] = argv[index].split('=');
    if (argv[index] === '--') return [...marked, ...argv.slice(index)];
    if (!withValue.has(name)) marked.push(argv[index] === '-' ? '--entry==-' : argv[index]);
    else if (rest.length > 0) marked.push(`${name}==${rest.join('=')}`);
    else if (index + 1 < argv.length) marked.push(`${name}==${argv[++index]}`);
    else marked.push(name);
  }
  return marked;
}

/** A value without its mark; `undefined` where the option was given without one. */
export function unmarkValue(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith('=') ? value.slice(1) : undefined;
}
