import type { PatternPart, PatternToken, Predicate, PredicateArgument } from './query-pattern.ts';

/** Says whether a match passes, given the texts of the nodes of each of its captures. */
export type MatchTest = (textsOf: (capture: string) => readonly string[]) => boolean;

/** Reports what is wrong with a part of the pattern. */
type Fail = (problem: string, token: PatternToken) => never;

type Comparison = (operands: readonly PredicateArgument[], fail: Fail) => MatchOne;
/** Whether one node's text is what the predicate wants, before `not-`. */
type MatchOne = (text: string, textsOf: (capture: string) => readonly string[]) => boolean;

const comparisons: Record<string, Comparison> = {
  'eq?': ([operand]) => {
    const { kind, value } = operand;
    return kind === 'string' ? (text) => text === value : (text, textsOf) => textsOf(value).includes(text);
  },
  'match?': ([operand], fail) => {
    if (operand.kind === 'capture') return fail('wants a string here', operand);
    const expression = regularExpression(operand, fail);
    return (text) => expression.test(text);
  },
  'any-of?': (operands, fail) => {
    const capture = operands.find(({ kind }) => kind === 'capture');
    if (capture !== undefined) return fail('wants strings here', capture);
    const values = new Set(operands.map(({ value }) => value));
    return (text) => values.has(text);
  },
};

// `any-of?` is a comparison of its own, not `of?` for any node.
const NAME = /^#(any-(?!of\?))?(not-)?(eq\?|match\?|any-of\?)$/;

/**
 * Makes a test of a pattern's predicates. Without `any-` every node of the capture has to pass; where the capture has
 * no node the predicate holds, as in tree-sitter's own implementation (lib/binding_rust/lib.rs).
 */
export function predicateTest(part: PatternPart, fail: Fail): MatchTest {
  const tests = part.predicates.map((predicate) => testOf(predicate, part, fail));
  return (textsOf) => tests.every((test) => test(textsOf));
}

function testOf({ name, arguments: all }: Predicate, { captures }: PatternPart, fail: Fail): MatchTest {
  const [, any, not, kind] = NAME.exec(name.text) ?? [];
  if (kind === undefined) return fail(`has an unknown predicate "${name.text}"`, name);
  const unknown = all.find((argument) => argument.kind === 'capture' && !captures.has(argument.value));
  if (unknown !== undefined) fail(`has no capture "${unknown.text}" in this pattern`, unknown);
  const [subject, ...operands] = all;
  if (subject?.kind !== 'capture') return fail('wants a capture as first argument', subject ?? name);
  if (operands.length === 0) return fail('gives the predicate too few arguments', name);
  if (operands.length > 1 && kind !== 'any-of?') return fail('gives the predicate too many arguments', operands[1]);
  const isWanted = comparisons[kind](operands, fail);
  return (textsOf) => {
    const texts = textsOf(subject.value);
    const passes = (text: string): boolean => isWanted(text, textsOf) === (not === undefined);
    return texts.length === 0 || (any === undefined ? texts.every(passes) : texts.some(passes));
  };
}

function regularExpression(operand: PredicateArgument, fail: Fail): RegExp {
  try {
    return new RegExp(operand.value);
  } catch (cause) {
    return fail(`has an invalid regular expression: ${(cause as Error).message}`, operand);
  }
}
