import { annotations, annotationSpans } from './annotations.ts';
import { clearCallArguments } from './call-arguments.ts';
import { clearComprehensions } from './comprehensions.ts';
import { conditionalTokens } from './conditions/conditional-expressions.ts';
import { startAtFirstToken, throwDeferredError } from './cursor.ts';
import { clearFeatures } from './features.ts';
import { checkFunctions } from './function-checks.ts';
import { clearFutureImports } from './future-imports.ts';
import { clearImports } from './imports.ts';
import { declarations } from './declarations.ts';
import { clearIdentityComparisons } from './identity-comparisons.ts';
import { forgetNamesWhenMany } from './interner.ts';
import { clearJumps } from './jumps.ts';
import { resolveNames } from './name-resolution.ts';
import { clearReferences } from './references-recorder.ts';
import { statements } from './statements.ts';
import { superCalls } from './super-calls.ts';
import { PythonSyntaxError } from './syntax-error.ts';
import { syntaxWarnings } from './syntax-warnings.ts';
import { compositeTargets } from './targets.ts';
import { tokenize } from './tokenizer.ts';
import { valuePatterns } from './value-patterns.ts';
import { walruses } from './walruses.ts';

/**
 * Parses a text and resolves its names. The results stay in the arrays of the modules imported here until the next
 * call: one text at a time, and `facts` and `references` copy what they give out.
 *
 * @throws PythonSyntaxError when no version of Python from 3.8 on accepts the text
 */
export function parse(text: string): void {
  forgetNamesWhenMany();
  clearFeatures();
  syntaxWarnings.length = 0;
  tokenize(text);
  startAtFirstToken(text);
  clearReferences(text.length);
  clearImports();
  clearFutureImports();
  clearJumps();
  clearComprehensions();
  clearCallArguments();
  clearIdentityComparisons();
  annotations.length =
    annotationSpans.length =
    compositeTargets.length =
    walruses.length =
    valuePatterns.length =
    superCalls.length =
    conditionalTokens.length =
    declarations.length =
      0;
  try {
    statements();
  } catch (error) {
    // CPython gives up at some depth as well, each version at its own.
    if (error instanceof RangeError) throw new PythonSyntaxError('too many nested expressions', 0, 1);
    throw error;
  }
  resolveNames();
  checkFunctions();
  throwDeferredError();
}
