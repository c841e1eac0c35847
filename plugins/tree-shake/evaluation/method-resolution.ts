import type { MadeClass } from './made-class.ts';
import type { Value } from './value.ts';

/** The bases of builtin exceptions that are not `Exception` itself (CPython's Objects/exceptions.c), and of others. */
const libraryBases: Readonly<Record<string, string>> = {
  'typing.Protocol': 'typing.Generic',
  'enum.Flag': 'enum.Enum',
  'enum.IntEnum': 'enum.Enum',
  'enum.IntFlag': 'enum.Flag',
  Exception: 'BaseException',
  GeneratorExit: 'BaseException',
  KeyboardInterrupt: 'BaseException',
  SystemExit: 'BaseException',
  BaseException: 'object',
  ...basesOf('ArithmeticError', 'FloatingPointError OverflowError ZeroDivisionError'),
  ...basesOf('LookupError', 'IndexError KeyError'),
  ...basesOf('ImportError', 'ModuleNotFoundError'),
  ...basesOf('NameError', 'UnboundLocalError'),
  ...basesOf('RuntimeError', 'NotImplementedError RecursionError'),
  ...basesOf('SyntaxError', 'IndentationError'),
  ...basesOf('IndentationError', 'TabError'),
  ...basesOf('ValueError', 'UnicodeError'),
  ...basesOf('UnicodeError', 'UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError'),
  ...basesOf(
    'OSError',
    'BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError ' +
      'IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError',
  ),
  ...basesOf('ConnectionError', 'BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError'),
};

function basesOf(base: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, base]));
}

const aliases: Readonly<Record<string, string>> = {
  IOError: 'OSError',
  EnvironmentError: 'OSError',
  WindowsError: 'OSError',
};

type Class = MadeClass | string;

/** Whether the bases of a class can be brought into one order (C3, as in "The Python 2.3 Method Resolution Order"). */
export function haveOneOrder(bases: readonly Value[]): boolean {
  const direct = bases.map((base): Class => base.madeClass ?? named(base.library!));
  const lines = direct.map(linearized);
  return merged([...lines, direct]) !== undefined && areUnrelated(lines.flat());
}

const isException = (name: string): boolean =>
  /(?:Error|Exception|Exit|Interrupt|Iteration|Warning)$/.test(name) && !name.includes('.');
const withoutOthers = /^(?:object|abc\.ABC|typing\.\w+|enum\.\w+)$/;

/** Whether no class of the library may be derived from another one, which is not known of them. */
function areUnrelated(line: readonly Class[]): boolean {
  const ofLibrary = new Set(line.filter((each) => typeof each === 'string'));
  return [...ofLibrary].filter((each) => !withoutOthers.test(each) && !isException(each)).length < 2;
}

const named = (name: string): string => aliases[name] ?? name;

function linearized(of: Class): readonly Class[] {
  if (typeof of === 'string') {
    if (of === 'object') return [of];
    const byName = of !== 'Warning' && of.endsWith('Warning') ? 'Warning' : 'Exception';
    const base = libraryBases[of] ?? (isException(of) ? byName : 'object');
    return [of, ...linearized(base)];
  }
  const direct = of.direct.map((base) => (typeof base === 'string' ? named(base) : base));
  const order = merged([...direct.map(linearized), direct]);
  if (direct.length === 0) return [of, 'object'];
  return [of, ...(order ?? direct.flatMap(linearized))];
}

function merged(all: readonly (readonly Class[])[]): Class[] | undefined {
  const left = all.map((each) => [...each]).filter((each) => each.length > 0);
  const order: Class[] = [];
  while (left.some((each) => each.length > 0)) {
    const next = left
      .map(([head]) => head)
      .find((head) => head !== undefined && !left.some((each) => each.slice(1).includes(head)));
    if (next === undefined) return undefined;
    order.push(next);
    for (const each of left) if (each[0] === next) each.shift();
  }
  return order;
}
