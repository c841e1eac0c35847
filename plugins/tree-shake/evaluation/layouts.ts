import type { MadeClass } from './made-class.ts';

/** Classes whose instances have nothing of their own beside what those of `object` or `BaseException` have. */
const withoutLayout =
  /^(?:object|(?:Base)?Exception|(?:Arithmetic|Assertion|Buffer|EOF|FloatingPoint|Index|Key|Lookup|Memory|NotImplemented|Overflow|Recursion|Reference|Runtime|Type|Value|ZeroDivision)Error|\w*Warning|GeneratorExit|KeyboardInterrupt|StopAsyncIteration|(?:abc|collections\.abc|typing|contextlib|enum)\.\w+)$/;

/** Whether classes can be the bases of one class: at most one of them has instances of a form of its own. */
export function haveOneLayout(bases: readonly MadeClass[], libraryBases: readonly string[]): boolean {
  const all = [...libraryBases, ...bases.flatMap((base) => [...base.line()]).flatMap((each) => each.libraryBases)];
  const own = new Set(all.filter((base) => !withoutLayout.test(base)));
  const slotted = new Set(bases.flatMap((base) => [...base.line()]).filter((each) => hasSlots(each)));
  return bases.length + libraryBases.length < 2 || (own.size < 2 && slotted.size < 2);
}

const hasSlots = ({ names }: MadeClass): boolean => {
  const slots = names.get('__slots__');
  return names.has('__slots__') && slots?.items?.length !== 0;
};
