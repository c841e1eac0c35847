import type { TestExpression } from '../../core/python/conditions/test-expression.ts';
import { compareValues } from './compare-values.ts';
import { callOf, constantValue, itemOf, type KnownValue, sliceOf, truthOf } from './known-value.ts';

/** What a name with attributes stands for; nothing where that is not known. */
export type ValueOf = (name: Extract<TestExpression, { kind: 'name' }>) => KnownValue | undefined;

/**
 * Whether a test is true or false wherever the bundle runs; nothing where that is not known. Operands that are not
 * evaluated then are of no matter, those that are have no effect.
 */
export function decide(test: TestExpression, valueOf: ValueOf): boolean | undefined {
  if (test.kind === 'and' || test.kind === 'or') return decideOperands(test.operands, test.kind === 'or', valueOf);
  return truthOf(evaluate(test, valueOf));
}

function evaluate(test: TestExpression, valueOf: ValueOf): KnownValue | undefined {
  switch (test.kind) {
    case 'constant':
      return constantValue(test.value);
    case 'name':
      return valueOf(test);
    case 'not':
      return ofTruth(negated(decide(test.operand, valueOf)));
    case 'comparison':
      return ofTruth(decideComparison(test, valueOf));
    case 'item':
      return itemOf(evaluate(test.value, valueOf), test.index);
    case 'slice':
      return sliceOf(evaluate(test.value, valueOf), test.length);
    case 'call':
      return callOf(evaluate(test.value, valueOf), test.method, test.argument);
    // The value of these is that of an operand, of which only the truth is known.
    case 'and':
    case 'or':
    case 'unknown':
      return undefined;
  }
}

const negated = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);
const ofTruth = (truth: boolean | undefined): KnownValue | undefined =>
  truth === undefined ? undefined : constantValue(truth);

/** The first operand that decides ends it; one before it that is not known would be evaluated, and may do anything. */
function decideOperands(operands: readonly TestExpression[], deciding: boolean, valueOf: ValueOf): boolean | undefined {
  for (const operand of operands) {
    const truth = decide(operand, valueOf);
    if (truth === undefined || truth === deciding) return truth;
  }
  return !deciding;
}

function decideComparison(
  { operands, operators }: Extract<TestExpression, { kind: 'comparison' }>,
  valueOf: ValueOf,
): boolean | undefined {
  const values = operands.map((operand) => evaluate(operand, valueOf));
  for (const [index, operator] of operators.entries()) {
    const result = compareValues(values[index], operator, values[index + 1]);
    if (result !== true) return result;
  }
  return true;
}
