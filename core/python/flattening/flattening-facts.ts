import { facts, type Facts } from '../facts.ts';
import { scopeCount, scopeKinds, scopeParents } from '../references-recorder.ts';
import { type BlockImport, blockImports } from './block-imports.ts';
import { type ClassBody, classBodies } from './class-bodies.ts';
import { type FactoryCall, factoryCalls } from './factory-calls.ts';
import { type FormattedRange, formattedRanges } from './formatted-ranges.ts';
import { calledWithSeveral, type Identifiers, identifiers } from './identifiers.ts';
import { type StringConstant, stringConstants } from './string-constants.ts';
import { type SymbolUse, symbolUses } from './symbol-uses.ts';

/** What flattening asks of a text, beside its facts with statements. */
export interface FlatteningFacts {
  readonly facts: Facts;
  readonly uses: readonly SymbolUse[];
  /** `ScopeKind` of each scope, and the scope around it; 0 is the module. */
  readonly scopeKinds: Uint8Array;
  readonly scopeParents: Int32Array;
  readonly identifiers: Identifiers;
  readonly calledWithSeveral: Identifiers;
  readonly strings: readonly StringConstant[];
  readonly formattedRanges: readonly FormattedRange[];
  readonly classBodies: readonly ClassBody[];
  readonly factoryCalls: readonly FactoryCall[];
  readonly blockImports: ReadonlyMap<number, BlockImport>;
}

/** @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text */
export function flatteningFacts(text: string): FlatteningFacts {
  return {
    // The text is parsed by this; the others look at what that leaves.
    facts: facts(text, true),
    uses: symbolUses(),
    scopeKinds: scopeKinds.slice(0, scopeCount),
    scopeParents: scopeParents.slice(0, scopeCount),
    identifiers: identifiers(),
    calledWithSeveral: calledWithSeveral(),
    strings: stringConstants(),
    formattedRanges: formattedRanges(),
    classBodies: classBodies(),
    factoryCalls: factoryCalls(),
    blockImports: blockImports(),
  };
}
