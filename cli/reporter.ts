import { relative } from 'node:path';
import { createColors } from 'picocolors';
import type { Diagnostic } from '../core/diagnostics.ts';

/** What is printed, from nothing to everything. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Warnings of one code that are shown whole; the others are counted. */
const SHOWN = 3;
const PROGRESS_INTERVAL = 100;

/** Writes everything for people to standard error. */
export interface Reporter {
  /** Shows a line that the next one replaces, at most ten times a second and only on a terminal. */
  progress(text: string): void;
  /** Keeps a diagnostic until `flush`, which groups them by code. */
  collect(diagnostic: Diagnostic): void;
  flush(): void;
  error(diagnostic: Diagnostic): void;
  /** Says how it went; only on a terminal, unless the level was asked for. */
  summary(text: string): void;
}

/** @param level what to print; left out, it is `info` on a terminal and `warn` elsewhere */
export function createReporter(stream: NodeJS.WriteStream, cwd: string, level?: LogLevel): Reporter {
  const { env } = process;
  const terminal = stream.isTTY === true;
  const colors = createColors(Boolean(env.FORCE_COLOR) || (terminal && !env.NO_COLOR && env.TERM !== 'dumb'));
  const chosen = level ?? (terminal ? 'info' : 'warn');
  const shows = (wanted: LogLevel): boolean => logLevels.indexOf(wanted) <= logLevels.indexOf(chosen);
  const collected = new Map<string, Diagnostic[]>();
  let lastProgress = 0;
  let progressShown = false;

  function print(text: string): void {
    if (progressShown) stream.write('\r\u001B[K');
    progressShown = false;
    stream.write(`${text}\n`);
  }

  function format(diagnostic: Diagnostic): string {
    const { file, line, column, frame, hint, module, plugin, hook } = diagnostic;
    const paint = diagnostic.level === 'error' ? colors.red : colors.yellow;
    const rows = [
      `${paint(`${diagnostic.level === 'warn' ? 'warning' : diagnostic.level} ${diagnostic.code}`)}: ${diagnostic.message}`,
    ];
    if (plugin !== undefined) rows.push(`  in plugin ${plugin}${hook === undefined ? '' : `, hook ${hook}`}`);
    if (file !== undefined) {
      const inside = relative(cwd, file);
      const shown = inside.startsWith('..') ? file : inside;
      const place = line === undefined ? shown : `${shown}:${line}:${column ?? 1}`;
      rows.push(`  ${colors.cyan(place)}${module === undefined || module === '__main__' ? '' : ` (module ${module})`}`);
    }
    if (frame !== undefined) rows.push(...frame.split('\n').map((row) => `    ${row}`));
    if (hint !== undefined) rows.push(`  ${colors.bold('hint')}: ${hint}`);
    return rows.join('\n');
  }

  return {
    progress(text) {
      const now = Date.now();
      if (!terminal || !shows('info') || now - lastProgress < PROGRESS_INTERVAL) return;
      lastProgress = now;
      progressShown = true;
      stream.write(`\r\u001B[K${colors.dim(text)}`);
    },
    collect(diagnostic) {
      const group = collected.get(diagnostic.code);
      if (group === undefined) collected.set(diagnostic.code, [diagnostic]);
      else group.push(diagnostic);
    },
    flush() {
      for (const [code, group] of collected) {
        const { level: groupLevel } = group[0];
        if (!shows(groupLevel)) continue;
        for (const diagnostic of group.slice(0, SHOWN)) print(format(diagnostic));
        if (group.length > SHOWN) print(`  ... and ${group.length - SHOWN} more ${code}`);
      }
      collected.clear();
    },
    error(diagnostic) {
      if (shows('error')) print(format(diagnostic));
    },
    summary(text) {
      if (shows('info')) print(colors.green(text));
    },
  };
}
