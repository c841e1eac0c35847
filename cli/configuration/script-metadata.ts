import { readFileSync } from 'node:fs';
import { configurationInvalid, error } from '../../core/diagnostics.ts';
import { optionKeys } from '../../core/option-definitions.ts';
import { scriptBlocks } from '../../core/python/script-block.ts';
import type { OptionValues } from '../arguments.ts';
import { isFile } from './find-configuration.ts';
import { locateIn } from './document.ts';
import { type OptionSource, readOptions, type Warn } from './read-options.ts';

/** The bundled file may say how it is bundled, not run code while it is, nor which file it is. */
const withheld = new Set(['entry', 'plugins', 'name']);
const scriptMetadata: OptionSource = {
  where: "the entry's script metadata",
  keys: optionKeys('file').filter((key) => !withheld.has(key)),
};

/** The TOML of the file's block, at the lines and columns that it has there. */
function metadataText(file: string, text: string): string | undefined {
  const [block, second] = scriptBlocks(text);
  if (second !== undefined) {
    const span = { start: second.start, end: text.indexOf('\n', second.start) };
    error(locateIn(configurationInvalid('the entry has two blocks of script metadata'), file, text, span));
  }
  return block?.toml;
}

function readEntry(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Whatever is wrong with the file is reported when it is loaded.
    return '';
  }
}

/**
 * The options in the `[tool.cribo]` of an entry's script metadata (PEP 723); none where the entry is not a file or has
 * no such block.
 * @throws CriboError `CONFIGURATION_INVALID`, and what `readOptions` throws
 */
export async function readScriptMetadata(file: string, warn: Warn): Promise<OptionValues> {
  if (!isFile(file)) return {};
  const text = readEntry(file).replaceAll('\r\n', '\n');
  const metadata = text.includes('cribo') ? metadataText(file, text) : undefined;
  if (metadata === undefined) return {};
  const { parseToml } = await import('./parse-toml.ts');
  const { value, document } = parseToml(file, metadata, text);
  const table = (value as { tool?: { cribo?: unknown } }).tool?.cribo;
  if (table === undefined) return {};
  return readOptions({ value: table, file, document, path: ['tool', 'cribo'] }, scriptMetadata, warn);
}
