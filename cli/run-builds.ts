import type { Diagnostic } from '../core/diagnostics.ts';
import type { OptionValues } from './arguments.ts';
import { buildCommand } from './build-command.ts';
import { planBuilds, type PlannedBuild } from './configuration/plan-builds.ts';
import { refuseWarnings, settleWarnings } from './configuration/settle-warnings.ts';
import { diagnosticOf } from './diagnostic-of.ts';
import { createLogFilter } from './log-filter.ts';
import { createReporter, type Reporter } from './reporter.ts';

const reporterOf = ({ logLevel, filterLogs, name }: PlannedBuild, folder: string): Reporter =>
  createReporter(process.stderr, folder, { level: logLevel, shows: createLogFilter(filterLogs), build: name });

/** Plans the builds, and shows the warnings that belong to none of them. */
async function preparedBuilds(flags: OptionValues, folder: string, early: Reporter): Promise<PlannedBuild[]> {
  const warnings: Diagnostic[] = [];
  const builds = await planBuilds(flags, folder, (diagnostic) => warnings.push(diagnostic)).catch((cause: unknown) => {
    // What was wrong before may be why it failed.
    for (const warning of warnings) early.collect(warning);
    throw cause;
  });
  const settled = settleWarnings(warnings, builds);
  // The first build knows how much is to be shown.
  const reporter = reporterOf({ ...builds[0], name: undefined }, folder);
  for (const warning of settled) reporter.collect(warning);
  reporter.flush();
  refuseWarnings(settled, builds);
  return builds;
}

/**
 * Runs all builds that were asked for, one after another; one that fails does not keep the others from running.
 * @param early shows what is said before it is known how much to say
 * @returns whether all succeeded
 */
export async function runBuilds(flags: OptionValues, early: Reporter): Promise<boolean> {
  const folder = process.cwd();
  let succeeded = true;
  for (const build of await preparedBuilds(flags, folder, early)) {
    const reporter = reporterOf(build, folder);
    try {
      await buildCommand(build, reporter);
    } catch (cause) {
      reporter.flush();
      reporter.error(diagnosticOf(cause));
      succeeded = false;
    }
  }
  return succeeded;
}
