import type { OptionValues } from './arguments.ts';
import { buildCommand } from './build-command.ts';
import { planBuilds } from './configuration/plan-builds.ts';
import { diagnosticOf } from './diagnostic-of.ts';
import { createLogFilter } from './log-filter.ts';
import { createReporter, type Reporter } from './reporter.ts';

/**
 * Runs all builds that were asked for, one after another; one that fails does not keep the others from running.
 * @param early gets what is said before it is known how much to say
 * @returns whether all succeeded
 */
export async function runBuilds(flags: OptionValues, early: Reporter): Promise<boolean> {
  const folder = process.cwd();
  const builds = await planBuilds(flags, folder, (diagnostic) => early.collect(diagnostic));
  let succeeded = true;
  for (const [index, { name, logLevel, filterLogs, ...build }] of builds.entries()) {
    const settings = { level: logLevel, shows: createLogFilter(filterLogs), build: name };
    const reporter = createReporter(process.stderr, folder, settings);
    if (index === 0) early.moveTo(reporter);
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
