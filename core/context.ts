import type { Diagnostic, Level, Message } from './diagnostics.ts';
import { codeFrame, placeOf, type Span } from './code-frame.ts';
import { error } from './diagnostics.ts';
import type { Module } from './module.ts';
import type { FrozenOptions } from './options.ts';

/** What every hook gets as its last argument. */
export interface Context {
  readonly options: FrozenOptions;
  /** Reports a diagnostic and goes on; `span` holds offsets into the module's text. */
  warn(message: Message, module?: Module, span?: Span): void;
  /** Ends the build with a diagnostic. */
  error(message: Message, module?: Module, span?: Span): never;
}

/** A message with the place that a span of a module's text has. */
export function locate(message: Message, module?: Module, span?: Span): Omit<Diagnostic, 'level'> {
  const file = module?.file;
  if (module === undefined || span === undefined) return { ...message, module: module?.name, file };
  const { text } = module;
  return { ...message, module: module.name, file, ...placeOf(text, span.start), frame: codeFrame(text, span) };
}

/** The context of one build; diagnostics that do not end it go to `report`. */
export function createContext(options: FrozenOptions, report: (diagnostic: Diagnostic) => void): Context {
  const log = (level: Level, diagnostic: Omit<Diagnostic, 'level'>): void => report({ ...diagnostic, level });
  return {
    options,
    warn: (message, module, span) => log('warn', locate(message, module, span)),
    error: (message, module, span) => error(locate(message, module, span)),
  };
}
