import { type Diagnostic, CriboError, configurationWarnings, error } from '../../core/diagnostics.ts';
import type { PlannedBuild } from './plan-builds.ts';

/**
 * Treats the warnings about a configuration as the configuration itself asks for, like those that arise in a build.
 * @returns what is left to show
 * @throws CriboError the first one whose severity is `error`
 */
export function settleWarnings(warnings: readonly Diagnostic[], builds: readonly PlannedBuild[]): Diagnostic[] {
  const settled: Diagnostic[] = [];
  for (const warning of warnings) {
    const severities = builds.map(({ options }) => options.severity?.[warning.code]);
    const level = severities.find((severity) => severity !== undefined) ?? warning.level;
    if (level === 'error') throw new CriboError(warning);
    if (level !== 'off') settled.push({ ...warning, level });
  }
  return settled;
}

/** @throws CriboError `CONFIGURATION_WARNINGS` where there are some and a build is to fail for that */
export function refuseWarnings(settled: readonly Diagnostic[], builds: readonly PlannedBuild[]): void {
  const count = settled.filter(({ level }) => level === 'warn').length;
  if (count > 0 && builds.some(({ options }) => options.failOnWarn === true)) error(configurationWarnings(count));
}
