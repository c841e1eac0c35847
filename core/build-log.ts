import {
  adjustableCodes,
  CriboError,
  type Diagnostic,
  error,
  type Level,
  unknownSeverityCode,
  warningsAreErrors,
} from './diagnostics.ts';
import type { FrozenOptions } from './options.ts';
import { nearest } from './nearest.ts';
import type { AnsweredLog } from './plugin-driver.ts';

/** Everything that was reported during a build. */
export interface BuildLog {
  readonly diagnostics: readonly Diagnostic[];
  /** Reports something: the severity set for its code counts first, then what plugins answer. @throws CriboError when it is an error */
  add(diagnostic: Diagnostic): void;
  /** Warns of codes whose severity is set and that resemble known ones: plugins have others, which may not have come up. */
  checkSeverities(): void;
  /** @throws CriboError `WARNINGS` when there are any and they are to be errors */
  refuseWarnings(): void;
}

/** What a build log asks; the options are there once they are checked. */
export interface LogServices {
  options(): FrozenOptions | undefined;
  ask(level: Level, log: Diagnostic): AnsweredLog | undefined;
  report(diagnostic: Diagnostic): void;
}

export function createBuildLog({ options, ask, report }: LogServices): BuildLog {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();

  function add(diagnostic: Diagnostic): void {
    seen.add(diagnostic.code);
    const level = options()?.severity[diagnostic.code] ?? diagnostic.level;
    if (level === 'off') return;
    const { answer, plugin } = ask(level, { ...diagnostic, level }) ?? {};
    if (answer === false) return;
    const final = { ...diagnostic, level: answer ?? level };
    if (final.level === 'error') throw new CriboError({ ...final, raisedBy: plugin ?? 'severity' });
    diagnostics.push(final);
    report(final);
  }

  return {
    diagnostics,
    add,
    checkSeverities() {
      for (const code of Object.keys(options()?.severity ?? {})) {
        const isKnown = seen.has(code) || adjustableCodes.some((known) => known === code);
        const meant = isKnown ? [] : nearest(code, adjustableCodes);
        if (meant.length > 0) add({ ...unknownSeverityCode(code, meant), level: 'warn' });
      }
    },
    refuseWarnings() {
      const warnings = diagnostics.filter(({ level }) => level === 'warn').length;
      if (warnings > 0 && options()?.failOnWarn === true) error(warningsAreErrors(warnings));
    },
  };
}
