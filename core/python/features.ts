import type { PythonVersion, SyntaxFeature } from './facts.ts';
import { copyInto } from './tokens.ts';

/** Constructs that not every version from 3.8 to 3.14 accepts; the index into `FEATURES`. */
export const enum Feature {
  Decorators,
  ParenthesizedWith,
  UnpackingInFor,
  WalrusInSet,
  WalrusInSubscript,
  Match,
  ExceptStar,
  UnpackingInSubscript,
  StarAnnotation,
  NestedAsyncComprehension,
  TypeParameters,
  TypeStatement,
  FormattedStrings,
  TypeParameterDefaults,
  ScopeInClassAnnotation,
  TemplateStrings,
  UnparenthesizedExcept,
  LambdaInCondition,
  ParenthesizedWalrusTarget,
  DeleteDebug,
  DeleteDebugAttribute,
  GeneratorInField,
  EffectInAnnotation,
  EffectInStringAnnotation,
  UnpackingInAugmented,
  AugmentedDebug,
  ImportDebug,
  OneMoreBlock,
  ManyExceptClauses,
  NewlineInSpec,
  WalrusInArgument,
  DeclaredAfterStringAnnotation,
  DeclaredAfterAnnotation,
}

interface FeatureRow {
  readonly name: string;
  readonly since: PythonVersion;
  /** The first version that refuses it. */
  readonly until?: PythonVersion;
}

/** In the order of `Feature`. Measured against `compile()` of each version, not taken from release notes. */
const FEATURES: readonly FeatureRow[] = [
  { name: 'decorators of any expression', since: [3, 9] },
  { name: 'parenthesized context managers', since: [3, 9] },
  { name: 'unparenthesized unpacking in a for loop', since: [3, 9] },
  { name: 'an unparenthesized assignment expression in a set', since: [3, 9] },
  { name: 'an unparenthesized assignment expression in a subscript', since: [3, 10] },
  { name: 'match statement', since: [3, 10] },
  { name: 'except*', since: [3, 11] },
  { name: 'unpacking in a subscript', since: [3, 11] },
  { name: 'unpacking in the annotation of *args', since: [3, 11] },
  { name: 'an asynchronous comprehension inside another comprehension', since: [3, 11] },
  { name: 'type parameters', since: [3, 12] },
  { name: 'type statement', since: [3, 12] },
  { name: 'quotes, backslashes, comments or newlines in the fields of an f-string', since: [3, 12] },
  { name: 'defaults of type parameters', since: [3, 13] },
  { name: 'a lambda or comprehension in the type parameters of a class member', since: [3, 13] },
  { name: 'template strings', since: [3, 14] },
  { name: 'except without parentheses', since: [3, 14] },
  { name: 'a lambda as the condition of a comprehension', since: [3, 8], until: [3, 9] },
  { name: 'a parenthesized target of an assignment expression', since: [3, 8], until: [3, 9] },
  { name: 'deleting __debug__', since: [3, 8], until: [3, 10] },
  { name: 'deleting an attribute __debug__', since: [3, 8], until: [3, 14] },
  { name: 'an unparenthesized generator expression in an f-string', since: [3, 8], until: [3, 12] },
  { name: 'yield, await or := in an annotation', since: [3, 8], until: [3, 14] },
  { name: 'yield, await or := in an annotation that is a string', since: [3, 8], until: [3, 10] },
  { name: 'unparenthesized unpacking in an augmented assignment', since: [3, 9] },
  { name: 'augmented assignment to an attribute __debug__', since: [3, 9], until: [3, 14] },
  { name: 'importing from __debug__', since: [3, 8], until: [3, 9] },
  { name: '21 nested loops, with or try statements', since: [3, 13] },
  { name: 'more than 10 nested except clauses', since: [3, 8], until: [3, 9] },
  { name: 'a newline in the specification of a field between single quotes', since: [3, 12], until: [3, 14] },
  { name: 'an unparenthesized assignment expression in a generator expression that is an argument', since: [3, 9] },
  { name: 'declaring a name that an annotation before it has in a string', since: [3, 10] },
  { name: 'declaring a name that an annotation before it has', since: [3, 14] },
];

let capacity = 64;
let kinds = new Uint8Array(capacity);
let starts = new Int32Array(capacity);
let ends = new Int32Array(capacity);
let count = 0;

export function clearFeatures(): void {
  count = 0;
}

export function recordFeature(feature: Feature, start: number, end: number): void {
  if (count === capacity) {
    capacity *= 2;
    kinds = copyInto(new Uint8Array(capacity), kinds);
    starts = copyInto(new Int32Array(capacity), starts);
    ends = copyInto(new Int32Array(capacity), ends);
  }
  kinds[count] = feature;
  starts[count] = start;
  ends[count++] = end;
}

/** What was recorded since `clearFeatures`, in source order. */
export function recordedFeatures(): SyntaxFeature[] {
  const features: SyntaxFeature[] = [];
  for (let index = 0; index < count; index++) {
    features.push({ ...FEATURES[kinds[index]]!, start: starts[index]!, end: ends[index]! });
  }
  return features.toSorted((a, b) => a.start - b.start);
}

/** Whether a version has a feature. */
export function supports(version: PythonVersion, feature: Pick<SyntaxFeature, 'since' | 'until'>): boolean {
  const number = version[0] * 256 + version[1];
  return (
    number >= feature.since[0] * 256 + feature.since[1] &&
    (feature.until === undefined || number < feature.until[0] * 256 + feature.until[1])
  );
}
