import { CriboError, type Diagnostic, error, type Level, warningsAreErrors } from './diagnostics.ts';
import type { FrozenOptions } from './options.ts';
import type { LogAnswer } from './plugin.ts';

/** Everything that was reported during a build. */
export interface BuildLog {
  readonly diagnostics: readonly Diagnostic[];
  /** Reports something: the severity set for its code counts first, then what plugins answer. @throws CriboError when it is an error */
  add(diagnostic: Diagnostic): void;
  /** @throws CriboError `WARNINGS` when there are any and they are to be errors */
  refuseWarnings(): void;
}

/** What a build log asks; the options are there once they are checked. */
export interface LogServices {
  options(): FrozenOptions | undefined;
  ask(level: Level, log: Diagnostic): LogAnswer;
  report(diagnostic: Diagnostic): void;
}

export function createBuildLog({ options, ask, report }: LogServices): BuildLog {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    add(diagnostic) {
      const level = options()?.severity[diagnostic.code] ?? diagnostic.level;
      if (level === 'off') return;
      const answer = ask(level, { ...diagnostic, level });
      if (answer === false) return;
      const final = { ...diagnostic, level: answer ?? level };
      if (final.level === 'error') throw new CriboError(final);
      diagnostics.push(final);
      report(final);
    },
    refuseWarnings() {
      const warnings = diagnostics.filter(({ level }) => level === 'warn').length;
      if (warnings > 0 && options()?.failOnWarn === true) error(warningsAreErrors(warnings));
    },
  };
}
