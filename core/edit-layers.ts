import { codeFrame, placeOf } from './code-frame.ts';
import { editsBreakSyntax, error } from './diagnostics.ts';
import { joinGaps, lineGaps } from './line-gaps.ts';
import type { EditLayer, Module } from './module.ts';
import { type Facts, facts } from './python/facts.ts';
import { PythonSyntaxError } from './python/syntax-error.ts';
import type { SourceEdit } from './source.ts';
import type { SourceText } from './source-text.ts';

/** Makes the edited text that of the module; every later offset is one of that text. */
export function addEditLayer(module: Module, source: SourceText): void {
  source.seal();
  if (source.changed) addLayer(module, source, source.toString());
}

/**
 * Makes sorted edits in a module's text, and takes its facts again.
 * @param plugin whose edits they are
 * @param withStatements whether the facts of statements are wanted. @default false
 */
export function editModule(
  module: Module,
  edits: readonly Omit<SourceEdit, 'plugin'>[],
  plugin: string,
  withStatements = false,
): void {
  if (edits.length === 0) return;
  const original = module.text;
  const layer = { original, edits: edits.map((edit) => ({ ...edit, plugin })) };
  let text = '';
  let copied = 0;
  for (const edit of edits) {
    text += original.slice(copied, edit.start) + edit.text;
    copied = edit.end;
  }
  addLayer(module, layer, text + original.slice(copied));
  module.facts = factsOfLayer(module, withStatements);
}

function addLayer(module: Module, layer: EditLayer, text: string): void {
  module.layers.push(layer);
  module.gaps = joinGaps(module.gaps, lineGaps(layer.original, layer.edits));
  module.text = text;
  // Edited text is no longer what the bytes say.
  module.bytes = undefined;
}

/**
 * The facts of the module's text, with those of its statements where they are wanted.
 * @throws CriboError `EDITS_BREAK_SYNTAX`; PythonSyntaxError for text nobody broke
 */
export function factsOfLayer(module: Module, withStatements: boolean): Facts {
  try {
    return facts(module.text, withStatements);
  } catch (cause) {
    const layer = module.layers.at(-1);
    if (!(cause instanceof PythonSyntaxError) || layer === undefined || !isPython(layer.original)) throw cause;
    const { start, end, message } = cause;
    const plugins = culprits(layer.edits, start);
    return error({
      ...editsBreakSyntax(plugins, message),
      plugin: plugins[0],
      module: module.name,
      file: module.file,
      ...placeOf(module.text, start),
      frame: codeFrame(module.text, { start, end }),
    });
  }
}

function isPython(text: string): boolean {
  try {
    facts(text);
    return true;
  } catch {
    return false;
  }
}

/** Who made the last edit that begins before an offset of the edited text; everybody where none does. */
function culprits(edits: readonly SourceEdit[], offset: number): string[] {
  let shift = 0;
  let last: SourceEdit | undefined;
  for (const edit of edits) {
    if (edit.start + shift > offset) break;
    last = edit;
    shift += edit.text.length - (edit.end - edit.start);
  }
  return last === undefined ? [...new Set(edits.map(({ plugin }) => plugin))] : [last.plugin];
}
