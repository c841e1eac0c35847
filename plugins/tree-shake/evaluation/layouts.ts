import type { MadeClass } from './made-class.ts';

/** Classes whose instances have nothing of their own beside what those of `object` have. */
const withoutLayout = /^(?:object|(?:abc|collections\.abc|typing|contextlib|enum)\.\w+)$/;
/** Exceptions whose instances are those of `BaseException`. */
const plainException =
  /^(?:(?:Base)?Exception|(?:Arithmetic|Assertion|Buffer|EOF|FloatingPoint|Index|Key|Lookup|Memory|NotImplemented|Overflow|Recursion|Reference|Runtime|Type|Value|ZeroDivision)Error|\w*Warning|GeneratorExit|KeyboardInterrupt|StopAsyncIteration)$/;

/**
 * Whether classes can be the bases of one class: at most one of them has instances of a form of its own (what CPython's
 * Objects/typeobject.c calls a solid base).
 */
export function haveOneLayout(bases: readonly MadeClass[], libraryBases: readonly string[]): boolean {
  const all = [...libraryBases.map((base) => layoutOf([], [base])), ...bases.map(ofLine)];
  const own = all.filter((layout) => layout !== 'none');
  return own.length < 2 || own.every((layout) => layout === 'exception');
}

type Layout = 'none' | 'exception' | 'own';

function ofLine(base: MadeClass): Layout {
  const line = [...base.line()];
  return layoutOf(
    line,
    line.flatMap(({ libraryBases }) => libraryBases),
  );
}

function layoutOf(line: readonly MadeClass[], libraryBases: readonly string[]): Layout {
  const own = libraryBases.filter((base) => !withoutLayout.test(base));
  if (line.some(hasSlots) || own.some((base) => !plainException.test(base))) return 'own';
  return own.length > 0 ? 'exception' : 'none';
}

const hasSlots = ({ names }: MadeClass): boolean =>
  names.has('__slots__') && names.get('__slots__')?.items?.length !== 0;
