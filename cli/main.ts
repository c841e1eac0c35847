#!/usr/bin/env node
import { cac } from 'cac';
import manifest from '../package.json' with { type: 'json' };
import { type Diagnostic, CriboError, error, invalidOption, unknownOption } from '../core/diagnostics.ts';
import { nearest } from '../core/nearest.ts';
import type { BuildOptions } from '../core/options.ts';
import { definitions, markValues, type OptionDefinition, unmarkValue } from './arguments.ts';
import { createReporter, type LogLevel, logLevels } from './reporter.ts';

type Name = keyof typeof definitions;

function createCommandLine(): ReturnType<typeof cac> {
  const cli = cac('cribo');
  const command = cli.command('[entry]', 'Bundle a Python program into one file').alias('build').allowUnknownOptions();
  for (const { flags, description } of Object.values(definitions)) command.option(flags, description);
  command.example('cribo --entry main.py --output bundle.py');
  command.example('cribo pkg.cli:main --path src > tool.py');
  cli.help();
  cli.version(manifest.version);
  return cli;
}

/** The values of one option, checked for being there at all. */
function values(parsed: Record<string, unknown>, name: Name): string[] {
  const { flags, repeatable }: OptionDefinition = definitions[name];
  const given = parsed[name] === undefined ? [] : [parsed[name]].flat();
  const flag = /--[\w-]+/.exec(flags)![0];
  const texts = given.map((value) => unmarkValue(value) ?? error(invalidOption(flag, 'needs a value')));
  if (texts.length > 1 && repeatable !== true) error(invalidOption(flag, 'was given twice'));
  return texts;
}

function checkNames(parsed: Record<string, unknown>): void {
  const known = new Set<string>([...Object.keys(definitions), '--', 'e', 'o', 'h', 'v', 'help', 'version']);
  for (const name of Object.keys(parsed)) {
    if (known.has(name)) continue;
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const flags = Object.values(definitions).map((definition) => /--[\w-]+/.exec(definition.flags)![0]);
    error(unknownOption(`${flag.length === 1 ? '-' : '--'}${flag}`, nearest(`--${flag}`, flags)));
  }
}

function logLevel(parsed: Record<string, unknown>): LogLevel | undefined {
  const [level] = values(parsed, 'logLevel');
  if (level === undefined) return undefined;
  const found = logLevels.find((name) => name === level);
  return found ?? error(invalidOption('--log-level', `takes ${logLevels.join(', ')}, not "${level}"`));
}

function buildOptions(parsed: Record<string, unknown>, positional: readonly string[]): BuildOptions {
  const [entry = positional[0] ?? ''] = values(parsed, 'entry');
  const [output] = values(parsed, 'output');
  const [targetPython] = values(parsed, 'targetPython');
  const lists = {
    path: values(parsed, 'path'),
    external: values(parsed, 'external'),
    include: values(parsed, 'include'),
  };
  return { entry, output, targetPython, ...lists };
}

async function main(): Promise<void> {
  let reporter = createReporter(process.stderr, process.cwd());
  try {
    const cli = createCommandLine();
    const { options, args } = cli.parse([...process.argv.slice(0, 2), ...markValues(process.argv.slice(2))], {
      run: false,
    });
    if (options.help === true || options.version === true) return;
    checkNames(options);
    reporter = createReporter(process.stderr, process.cwd(), logLevel(options));
    // Everything that bundles is loaded only now, so that help is quick.
    const { buildCommand } = await import('./build-command.ts');
    await buildCommand(buildOptions(options, args), reporter);
  } catch (cause) {
    reporter.flush();
    reporter.error(diagnosticOf(cause));
    process.exitCode = 1;
  }
}

function diagnosticOf(cause: unknown): Diagnostic {
  if (cause instanceof CriboError) return cause.diagnostic;
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return {
    level: 'error',
    code: 'INTERNAL_ERROR',
    message,
    hint: 'This is a fault of cribo; please report it with the program that shows it.',
  };
}

await main();
