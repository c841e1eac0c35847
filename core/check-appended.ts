import type { Section } from './bundle.ts';
import { codeFrame, placeOf } from './code-frame.ts';
import { error, invalidAppendedText } from './diagnostics.ts';
import { bundleTextProblem } from './python/bundle-text.ts';

/**
 * Refuses text that would break the bundle in which a plugin puts it.
 * @throws CriboError `INVALID_APPENDED_TEXT` with a frame of the text
 */
export function checkAppended(section: Section, text: string): void {
  const problem = bundleTextProblem(text, section === 'header');
  if (problem === undefined) return;
  const { line, column } = placeOf(text, problem.start);
  const place = `line ${line}, column ${column} of the text`;
  error({ ...invalidAppendedText(section, problem.message, place), frame: codeFrame(text, problem) });
}
