import { error, invalidArgument } from './diagnostics.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isOptionalText = (value: unknown): boolean => value === undefined || typeof value === 'string';

function isMessage(message: unknown): boolean {
  if (typeof message === 'string' || message instanceof Error) return true;
  return isObject(message) && typeof message.message === 'string' && isOptionalText(message.code);
}

const isSpan = (span: unknown): boolean =>
  isObject(span) && Number.isInteger(span.start) && Number.isInteger(span.end) && (span.start as number) >= 0;

function shown(value: unknown): string {
  return typeof value === 'object'
    ? `an object with ${Object.keys(value ?? {}).join(', ') || 'nothing'}`
    : String(value);
}

/**
 * Refuses what a plugin cannot say.
 * @param called the function that was called, for the message
 * @throws CriboError `INVALID_ARGUMENT`
 */
export function checkMessageArguments(called: string, message: unknown, subject: unknown, span: unknown): void {
  if (!isMessage(message)) {
    error(invalidArgument(called, 'no message', 'It takes a sentence, an Error, or { code, message, hint }.'));
  }
  if (subject !== undefined && !isObject(subject)) {
    error(invalidArgument(called, `the subject ${shown(subject)}`, 'It takes a module, or { text, file }.'));
  }
  if (span === undefined) return;
  if (!isSpan(span)) {
    const hint = 'It takes { start, end }, offsets into the text of the subject: a node, an import fact.';
    error(invalidArgument(called, `a span that is ${shown(span)}`, hint));
  }
  if (typeof (subject as { text?: unknown } | undefined)?.text !== 'string') {
    error(
      invalidArgument(called, 'a span without a text', 'Give a module, or { text, file }, as the subject before it.'),
    );
  }
}
