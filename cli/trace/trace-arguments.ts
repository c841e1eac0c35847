import { parseArgs } from 'node:util';
import { error, invalidOption, unknownOption } from '../../core/diagnostics.ts';
import { nearest } from '../../core/nearest.ts';
import { logLevels } from '../../core/option-definitions.ts';
import type { LogLevel } from '../../core/options.ts';

/** What `cribo trace` is to do. */
export interface TraceArguments {
  /** Inputs in their order; `-` is standard input. */
  readonly files: readonly string[];
  /** `FILE` or `NAME=FILE`. */
  readonly maps: readonly string[];
  readonly logLevel: LogLevel | undefined;
}

/** The options of `cribo trace`, as cac takes them. */
export const traceFlags = [
  {
    flags: '--map <file>',
    description: 'The source map of a bundle, or NAME=FILE for what the text calls NAME (repeatable)',
  },
  {
    flags: '--log-level <level>',
    description: `What to print: ${logLevels.slice(0, -1).join(', ')} or ${logLevels.at(-1)}`,
  },
] as const;

/**
 * Reads the arguments after `trace`.
 * @throws CriboError `UNKNOWN_OPTION`, `INVALID_OPTION`
 */
export function readTraceArguments(args: readonly string[]): TraceArguments {
  const options = { map: { type: 'string', multiple: true }, 'log-level': { type: 'string' } } as const;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const files: string[] = [];
  const maps: string[] = [];
  let logLevel: LogLevel | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (name !== 'map' && name !== 'log-level')
      error(unknownOption(rawName, nearest(rawName, ['--map', '--log-level'])));
    if (value === undefined) error(invalidOption(rawName, 'needs a value'));
    if (value === '') error(invalidOption(rawName, 'is empty'));
    if (name === 'map') maps.push(value);
    else if (logLevel !== undefined) error(invalidOption(rawName, 'was given twice'));
    else
      logLevel =
        logLevels.find((level) => level === value) ??
        error(invalidOption(rawName, `takes ${logLevels.join(', ')}, not "${value}"`));
  }
  return { files: files.length === 0 ? ['-'] : files, maps, logLevel };
}
