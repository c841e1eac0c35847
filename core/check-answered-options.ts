import { CriboError, error } from './diagnostics.ts';
import { type BuildOptions, freezeOptions } from './options.ts';

function problemOf(options: BuildOptions): CriboError | undefined {
  try {
    freezeOptions(options);
    return undefined;
  } catch (cause) {
    if (cause instanceof CriboError) return cause;
    throw cause;
  }
}

/**
 * Refuses what an `options` hook has made of options that were right, where it did so, so that its plugin is named.
 * @throws CriboError as `freezeOptions` does
 */
export function checkAnsweredOptions(given: BuildOptions, answered: BuildOptions): void {
  const problem = problemOf(answered);
  if (problem === undefined || problemOf(given) !== undefined) return;
  const { diagnostic } = problem;
  if (diagnostic.code !== 'MISSING_ENTRY') throw problem;
  error({ ...diagnostic, message: 'The options that the hook returned have no entry.', hint: WHOLE });
}

const WHOLE = "An options hook returns all options, not only what it changes: { ...options, external: ['x'] }";
