import { relative } from 'node:path';
import { createColors } from 'picocolors';
import type { Diagnostic } from '../core/diagnostics.ts';
import { logLevels } from '../core/option-definitions.ts';
import type { LogLevel } from '../core/options.ts';

/** Messages of one code that are shown whole, unless all are asked for; the others are counted. */
const SHOWN = 3;
const PROGRESS_INTERVAL = 100;

/** Writes everything for people to standard error. */
export interface Reporter {
  /** Shows a line that the next one replaces, at most ten times a second and only on a terminal. */
  progress(text: string): void;
  /** Keeps a diagnostic until `flush`, which groups them by level, code and plugin. */
  collect(diagnostic: Diagnostic): void;
  flush(): void;
  error(diagnostic: Diagnostic): void;
  /** Shows what was asked for, unless nothing is to be shown at all. */
  answer(text: string): void;
  /** Says how it went; only on a terminal, unless the level was asked for. */
  summary(text: string): void;
}

/** What a reporter shows, and how. */
export interface ReporterSettings {
  /** What to print. @default `info` on a terminal, `warn` elsewhere */
  readonly level?: LogLevel | undefined;
  /** Whether to show a message that is not an error. @default every one is shown */
  readonly shows?: (diagnostic: Diagnostic) => boolean;
  /** Name of the build, where there are several. */
  readonly build?: string | undefined;
}

/** @param cwd the folder that shown paths are relative to */
export function createReporter(stream: NodeJS.WriteStream, cwd: string, settings: ReporterSettings = {}): Reporter {
  const { env } = process;
  const terminal = stream.isTTY === true;
  const colors = createColors(Boolean(env.FORCE_COLOR) || (terminal && !env.NO_COLOR && env.TERM !== 'dumb'));
  const chosen = settings.level ?? (terminal ? 'info' : 'warn');
  const isShown = (wanted: LogLevel): boolean => logLevels.indexOf(wanted) <= logLevels.indexOf(chosen);
  const prefix = settings.build === undefined ? '' : `${colors.dim(`[${settings.build}]`)} `;
  const collected = new Map<string, Diagnostic[]>();
  let lastProgress = 0;
  let progressShown = false;

  function print(text: string): void {
    if (progressShown) stream.write('\r\u001B[K');
    progressShown = false;
    stream.write(`${text}\n`);
  }

  function shownPath(path: string): string {
    const inside = relative(cwd, path);
    return inside.startsWith('..') ? path : inside;
  }

  function format(diagnostic: Diagnostic): string {
    const { file, line, column, frame, hint, module, plugin, hook, thrownAt, raisedBy, stack } = diagnostic;
    const paint = diagnostic.level === 'error' ? colors.red : colors.yellow;
    const rows = [
      `${prefix}${paint(`${diagnostic.level === 'warn' ? 'warning' : diagnostic.level} ${diagnostic.code}`)}: ${diagnostic.message}`,
    ];
    if (plugin !== undefined) {
      const place = thrownAt === undefined ? '' : `, at ${colors.cyan(shownPath(thrownAt))}`;
      rows.push(`  in plugin ${plugin}${hook === undefined ? '' : `, hook ${hook}`}${place}`);
    }
    if (raisedBy !== undefined) {
      rows.push(`  an error because of ${raisedBy === 'severity' ? 'the option severity' : `the plugin ${raisedBy}`}`);
    }
    if (file !== undefined) {
      const shown = shownPath(file);
      const place = line === undefined ? shown : `${shown}:${line}:${column ?? 1}`;
      rows.push(`  ${colors.cyan(place)}${module === undefined || module === '__main__' ? '' : ` (module ${module})`}`);
    }
    if (frame !== undefined) rows.push(...frame.split('\n').map((row) => `    ${row}`));
    if (hint !== undefined) rows.push(`  ${colors.bold('hint')}: ${hint}`);
    if (stack !== undefined && isShown('debug')) rows.push(...stack.split('\n').map((row) => `    ${row}`));
    return rows.join('\n');
  }

  return {
    progress(text) {
      const now = Date.now();
      if (!terminal || !isShown('info') || now - lastProgress < PROGRESS_INTERVAL) return;
      lastProgress = now;
      progressShown = true;
      stream.write(`\r\u001B[K${prefix}${colors.dim(text)}`);
    },
    collect(diagnostic) {
      if (diagnostic.level !== 'error' && settings.shows?.(diagnostic) === false) return;
      // A code may have several levels, and plugins without codes of their own share one.
      const key = [diagnostic.level, diagnostic.code, diagnostic.plugin].join(' ');
      const group = collected.get(key);
      if (group === undefined) collected.set(key, [diagnostic]);
      else group.push(diagnostic);
    },
    flush() {
      for (const group of collected.values()) {
        const { level, code } = group[0];
        if (!isShown(level)) continue;
        const shown = chosen === 'debug' ? group.length : SHOWN;
        for (const diagnostic of group.slice(0, shown)) print(format(diagnostic));
        if (group.length > shown) print(`  ... and ${group.length - shown} more ${code} (all with --log-level debug)`);
      }
      collected.clear();
    },
    error(diagnostic) {
      if (isShown('error')) print(format(diagnostic));
    },
    answer(text) {
      if (isShown('error')) print(text);
    },
    summary(text) {
      if (isShown('info')) print(`${prefix}${colors.green(text)}`);
    },
  };
}
