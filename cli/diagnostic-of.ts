import { CriboError, type Diagnostic } from '../core/diagnostics.ts';

/** What an error says about a build; anything but a `CriboError` is a fault of cribo. */
export function diagnosticOf(cause: unknown): Diagnostic {
  if (cause instanceof CriboError) return cause.diagnostic;
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return {
    level: 'error',
    code: 'INTERNAL_ERROR',
    message,
    hint: 'This is a fault of cribo; please report it with the program that shows it.',
  };
}
