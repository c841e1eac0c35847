import type { Range } from '../facts.ts';

/** A constant of Python, as far as conditions compare them; a tuple is a list. */
export type Constant = string | number | boolean | null | readonly Constant[];

/** The expression of a condition, as far as a build can know it. */
export type TestExpression = Range &
  (
    | { readonly kind: 'constant'; readonly value: Constant }
    /** `a.b.c`: the name begins at `start`. */
    | { readonly kind: 'name'; readonly name: string; readonly attributes: readonly string[] }
    | { readonly kind: 'not'; readonly operand: TestExpression }
    | { readonly kind: 'and' | 'or'; readonly operands: readonly TestExpression[] }
    /** `a < b is not c`: one operator less than operands. */
    | {
        readonly kind: 'comparison';
        readonly operands: readonly TestExpression[];
        readonly operators: readonly string[];
      }
    /** `value[index]` */
    | { readonly kind: 'item'; readonly value: TestExpression; readonly index: number }
    /** `value[:length]` */
    | { readonly kind: 'slice'; readonly value: TestExpression; readonly length: number }
    /** `value.method(argument)` */
    | { readonly kind: 'call'; readonly value: TestExpression; readonly method: string; readonly argument: Constant }
    | { readonly kind: 'unknown' }
  );
