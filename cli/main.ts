#!/usr/bin/env node
import { cac } from 'cac';
import manifest from '../package.json' with { type: 'json' };
import type { LogLevel } from '../core/options.ts';
import { flagRows, markValues, readArguments } from './arguments.ts';
import { diagnosticOf } from './diagnostic-of.ts';
import { createReporter } from './reporter.ts';

function createCommandLine(): ReturnType<typeof cac> {
  const cli = cac('cribo');
  const command = cli.command('[entry]', 'Bundle a Python program into one file').alias('build').allowUnknownOptions();
  for (const { flags, description } of flagRows()) command.option(flags, description);
  command.example('cribo --entry main.py --output bundle.py');
  command.example('cribo pkg.cli:main --path src > tool.py');
  cli.help();
  cli.version(manifest.version);
  return cli;
}

async function main(): Promise<void> {
  let reporter = createReporter(process.stderr, process.cwd());
  try {
    const cli = createCommandLine();
    const argv = [...process.argv.slice(0, 2), ...markValues(process.argv.slice(2))];
    const { options, args } = cli.parse(argv, { run: false });
    if (options.help === true || options.version === true) return;
    const flags = readArguments(options, args);
    reporter = createReporter(process.stderr, process.cwd(), { level: flags.logLevel as LogLevel | undefined });
    // Everything that bundles is loaded only now, so that help is quick.
    const { runBuilds } = await import('./run-builds.ts');
    if (!(await runBuilds(flags, reporter))) process.exitCode = 1;
  } catch (cause) {
    reporter.flush();
    reporter.error(diagnosticOf(cause));
    process.exitCode = 1;
  }
}

await main();
