import { annotations } from './annotations.ts';
import { recordedFeatures, supports } from './features.ts';
import { scopeAroundAnnotation } from './function-checks.ts';
import { futureFeatures } from './future-imports.ts';
import { comparedNames, literalNames } from './identity-comparisons.ts';
import { imports } from './imports.ts';
import { declarations } from './declarations.ts';
import { deepestLevel, deepestOffset, mixesTabs } from './indentation.ts';
import { NameFlag, nameFlags, nameOf, WellKnown } from './interner.ts';
import { entryDefinitions } from './name-entries.ts';
import { BUILTIN, isAnnotationScope, isComprehension, referenceEntries } from './name-resolution.ts';
import { parse } from './parse.ts';
import {
  referenceCount,
  referenceNames,
  referenceOffsets,
  referenceRoles,
  referenceScopes,
  Role,
  scopeCount,
  scopeEnds,
  ScopeKind,
  scopeKinds,
  scopeParents,
  scopeStarts,
} from './references-recorder.ts';
import { docstring } from './statements.ts';
import { type NameFacts, nameFacts } from './statements/statement-facts.ts';
import { recordedStringLines } from './string-lines.ts';
import { superCalls } from './super-calls.ts';
import { type SyntaxWarning, syntaxWarnings } from './syntax-warnings.ts';
import { underscoreNames } from './tokenizer.ts';
import { Token, tokenKinds } from './tokens.ts';
import { unindentedCode } from './unindented-code.ts';
import { walruses } from './walruses.ts';

export { ImportGuard } from './import-guard.ts';
export { PythonSyntaxError } from './syntax-error.ts';

/** A half-open range of UTF-16 offsets into the text that was analysed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A Python version as `[major, minor]`. */
export type PythonVersion = readonly [major: number, minor: number];

/** One name that an import statement imports; the range includes its alias. */
export interface ImportedName extends Range {
  /** The dotted name of an `import` statement, the plain name of a `from` statement, or `*`. */
  readonly name: string;
  /** The name after `as`. */
  readonly alias: string | undefined;
}

/** An import statement; `import a, b` is one fact with two names. */
export interface ImportFact extends Range {
  /** Leading dots of a `from` statement; 0 for an absolute import. */
  readonly level: number;
  /** What stands after `from`, without the dots; `undefined` for an `import` statement; `''` in `from . import x`. */
  readonly from: string | undefined;
  readonly names: readonly ImportedName[];
  /** Index of the scope it stands in; 0 is the module. */
  readonly scope: number;
  /** Bits of `ImportGuard`. */
  readonly guard: number;
}

/** `name := value` in a comprehension at module level, which binds a global that a class body may not bind. */
export interface ModuleWalrus {
  readonly name: string;
  /** From the name's first character to the end of the value. */
  readonly start: number;
  readonly end: number;
  /** Offset of the first character of the value. */
  readonly value: number;
}

/** A construct that not every version of Python can compile. */
export interface SyntaxFeature extends Range {
  /** What a message calls it: `match statement`, `parenthesized context managers`, ... */
  readonly name: string;
  readonly since: PythonVersion;
  /** The first version that refuses it; almost always absent. */
  readonly until?: PythonVersion;
}

/** A parameter, return or variable annotation: the range of its expression. */
export interface Annotation extends Range {
  /** Whether it stands inside brackets, where lines may break freely (parameters). */
  readonly bracketed: boolean;
}

const noNameFacts: NameFacts = {
  statements: [],
  deletedNames: [],
  reboundNames: [],
  setAttributes: { ofImported: [], ofAnything: [] },
};

/** What analysis finds in the text of one file. Pure: the same text gives the same facts. */
export interface Facts extends NameFacts {
  /** The string expression statement that is the module's docstring. */
  readonly docstring: Range | undefined;
  /** Every import statement in source order, those of `__future__` included. */
  readonly imports: readonly ImportFact[];
  /** Names that an `import` or `from` of `__future__` switches on, sorted. */
  readonly futureFeatures: readonly string[];
  /** Offsets of the lines that begin inside a string literal or an f-string (its replacement fields included). */
  readonly stringLines: Int32Array;
  /** Those of `stringLines` on which code begins or ends, as it does where a string ends within a statement. */
  readonly unindentedCode: Int32Array;
  /** Whether the module has a statement at all: a file of comments has none. */
  readonly hasStatements: boolean;
  /** Whether some line's indentation has a tab beside a space, so that only tabs may be put before it. */
  readonly mixesTabs: boolean;
  /** Levels of indentation of the deepest line; 0 for a file without blocks. */
  readonly deepestLevel: number;
  /** Offset of the first line's first token that is so deep. */
  readonly deepestOffset: number;
  /** `global` statements at module level, where they change nothing. */
  readonly moduleGlobals: readonly Range[];
  /** Identifiers of the file that consist of underscores only (attributes aside). */
  readonly underscoreNames: readonly string[];
  readonly walruses: readonly ModuleWalrus[];
  /** Annotations that PEP 563 turns into strings: of parameters, returns, and variables at module and class level. */
  readonly annotations: readonly Annotation[];
  /** Lambdas and comprehensions in bounds and defaults of type parameters at module level. */
  readonly typeParameterScopes: readonly Range[];
  /** In functions at module level: zero-argument `super` and `__class__`, which a class body would give a cell. */
  readonly classCells: readonly Range[];
  /** Names the file reads that compile code or look at namespaces: `exec`, `eval`, `compile`, `globals`, ... */
  readonly dynamicNames: readonly string[];
  /** Whether the file binds or deletes `globals`, `__import__` or `__loader__` anywhere, which rewritten text may use. */
  readonly rebindsRewritingNames: boolean;
  readonly features: readonly SyntaxFeature[];
  /** What Python warns of when it compiles the text: escapes that are none, `is` with a literal, asserted tuples. */
  readonly syntaxWarnings: readonly SyntaxWarning[];
  /** Names that `is` compares, each the last name of an operand. */
  readonly comparedNames: readonly string[];
  /** Names that are bound to literals, in any scope. */
  readonly literalNames: readonly string[];
  /** `locals` and the like (see `dynamicNames`) at module level, where something there has type parameters. */
  readonly typeParameterLocals: readonly Range[];
}

/**
 * Analyses the text of one file. Line breaks may be of any kind, a byte order mark may be there.
 *
 * @param withStatements also takes the facts of statements, for a third of the time more
 * @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text
 */
export function facts(text: string, withStatements = false): Facts {
  parse(text);
  const stringLines = recordedStringLines();
  return {
    docstring,
    imports: imports.slice(),
    futureFeatures: [...futureFeatures].toSorted(),
    stringLines,
    unindentedCode: unindentedCode(text, stringLines),
    hasStatements: tokenKinds[0] !== Token.EndOfFile,
    mixesTabs,
    deepestLevel,
    deepestOffset,
    moduleGlobals: moduleGlobals(),
    underscoreNames: [...underscoreNames].map(nameOf),
    walruses: moduleWalruses(),
    annotations: annotations.slice(),
    typeParameterScopes: typeParameterScopes(),
    classCells: classCells(),
    dynamicNames: dynamicNames(),
    rebindsRewritingNames: rebindsRewritingNames(),
    features: recordedFeatures(),
    syntaxWarnings: syntaxWarnings.toSorted((a, b) => a.start - b.start),
    comparedNames: [...comparedNames].map(nameOf),
    literalNames: [...literalNames].map(nameOf),
    typeParameterLocals: typeParameterLocals(),
    ...(withStatements ? nameFacts() : noNameFacts),
  };
}

/** Whether a version of Python compiles a text with these facts. */
export function isValidIn(version: PythonVersion, { features }: Facts): boolean {
  return features.every((feature) => supports(version, feature));
}

function moduleWalruses(): ModuleWalrus[] {
  const found: ModuleWalrus[] = [];
  for (const { reference, start, value, end } of walruses) {
    let scope = referenceScopes[reference]!;
    if (!isComprehension(scopeKinds[scope])) continue;
    while (isComprehension(scopeKinds[scope])) scope = scopeParents[scope]!;
    if (scope === 0) found.push({ name: nameOf(referenceNames[reference]!), start, value, end });
  }
  // An inner one ends before the one around it.
  return found.toSorted((a, b) => a.start - b.start);
}

function moduleGlobals(): Range[] {
  return declarations
    .filter(({ reference }) => referenceScopes[reference] === 0 && referenceRoles[reference] === Role.Global)
    .map(({ start, end }) => ({ start, end }));
}

function typeParameterScopes(): Range[] {
  const found: Range[] = [];
  for (let scope = 1; scope < scopeCount; scope++) {
    const kind = scopeKinds[scope]!;
    if (kind !== ScopeKind.Lambda && !isComprehension(kind)) continue;
    if (!isAnnotationScope(scopeKinds[scopeParents[scope]!]!)) continue;
    if (scopeAroundAnnotation(scope) === 0) found.push({ start: scopeStarts[scope]!, end: scopeEnds[scope]! });
  }
  return found;
}

function typeParameterLocals(): Range[] {
  const found: Range[] = [];
  let scope = 1;
  while (scope < scopeCount && (scopeParents[scope] !== 0 || !isAnnotationScope(scopeKinds[scope]!))) scope++;
  if (scope === scopeCount) return found;
  for (let index = 0; index < referenceCount; index++) {
    const isDynamic = (nameFlags[referenceNames[index]!]! & NameFlag.Dynamic) !== 0;
    if (isDynamic && referenceScopes[index] === 0 && referenceRoles[index] === Role.Load) {
      found.push(rangeOfReference(index));
    }
  }
  return found;
}

function classCells(): Range[] {
  const offsets: Range[] = [];
  for (let index = 0; index < referenceCount; index++) {
    if (referenceNames[index] !== WellKnown.ClassCell || referenceRoles[index] !== Role.Load) continue;
    const isGlobal = entryDefinitions[referenceEntries[index]!]! <= 0;
    if (isGlobal && isInModuleFunction(referenceScopes[index]!)) offsets.push(rangeOfReference(index));
  }
  for (const index of superCalls) {
    const isBuiltin = entryDefinitions[referenceEntries[index]!] === BUILTIN;
    if (isBuiltin && isInModuleFunction(referenceScopes[index]!)) offsets.push(rangeOfReference(index));
  }
  return offsets.toSorted((a, b) => a.start - b.start);
}

/** Whether a scope is inside a function and not inside a class. */
function isInModuleFunction(scope: number): boolean {
  if (scope === 0) return false;
  for (let outer = scope; outer > 0; outer = scopeParents[outer]!) {
    if (scopeKinds[outer] === ScopeKind.Class) return false;
  }
  return true;
}

function rangeOfReference(index: number): Range {
  const start = referenceOffsets[index]!;
  return { start, end: start + nameOf(referenceNames[index]!).length };
}

function dynamicNames(): string[] {
  const names = new Set<string>();
  for (let index = 0; index < referenceCount; index++) {
    const name = referenceNames[index]!;
    if ((nameFlags[name]! & NameFlag.Dynamic) !== 0 && referenceRoles[index] === Role.Load) names.add(nameOf(name));
  }
  return [...names].toSorted();
}

function rebindsRewritingNames(): boolean {
  for (let index = 0; index < referenceCount; index++) {
    const isRewriting = (nameFlags[referenceNames[index]!]! & NameFlag.Rewriting) !== 0;
    if (isRewriting && referenceRoles[index] !== Role.Load) return true;
  }
  return false;
}
