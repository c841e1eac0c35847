#!/usr/bin/env node
import { cac } from 'cac';
import manifest from '../package.json' with { type: 'json' };
import type { LogLevel } from '../core/options.ts';
import { flagRows, markValues, readArguments } from './arguments.ts';
import { diagnosticOf } from './diagnostic-of.ts';
import { createReporter } from './reporter.ts';
import { readTraceArguments, traceFlags } from './trace/trace-arguments.ts';

function createCommandLine(): ReturnType<typeof cac> {
  const cli = cac('cribo');
  const command = cli.command('[entry]', 'Bundle a Python program into one file').alias('build').allowUnknownOptions();
  for (const { flags, description } of flagRows()) command.option(flags, description);
  const trace = cli.command(
    'trace [...files]',
    'Write a traceback, log, profile or coverage report with original positions',
  );
  trace.usage(
    'trace [files]\n\nReads standard input where no file is named, and writes to standard output (docs/debugging.md)',
  );
  for (const { flags, description } of traceFlags) trace.option(flags, description);
  trace.example('python bundle.py 2>&1 | cribo trace');
  trace.example('cribo trace --map build/tool.py.map server.log > server.txt');
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
    const [, , name, ...rest] = process.argv;
    if (name === 'trace' && !rest.some((argument) => ['-h', '--help', '-v', '--version'].includes(argument))) {
      const given = readTraceArguments(rest);
      reporter = createReporter(process.stderr, process.cwd(), { level: given.logLevel });
      const { traceCommand } = await import('./trace/trace-command.ts');
      if (!(await traceCommand(given, reporter))) process.exitCode = 1;
      return;
    }
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
