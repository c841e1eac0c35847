import { readFileSync } from 'node:fs';
import { configurationInvalid, error } from '../../core/diagnostics.ts';
import { optionKeys } from '../../core/option-definitions.ts';
import type { OptionValues } from '../arguments.ts';
import { isFile } from './find-configuration.ts';
import { locateIn } from './document.ts';
import { type OptionSource, readOptions, type Warn } from './read-options.ts';

const START = '# /// script\n';
/** A block as PEP 723 defines it. */
const BLOCK = /^# \/\/\/ script$\n((?:^#(?:| .*)$\n)+)^# \/\/\/$/gm;

/** The bundled file may say how it is bundled, not run code while it is, nor which file it is. */
const withheld = new Set(['entry', 'plugins', 'name']);
const scriptMetadata: OptionSource = {
  where: "the entry's script metadata",
  keys: optionKeys('file').filter((key) => !withheld.has(key)),
};

/** The block's TOML, with blanks for all that stands before it and for `# `, so that offsets are the file's. */
function metadataText(file: string, text: string): string | undefined {
  const [match, second] = text.matchAll(BLOCK);
  if (match === undefined) return undefined;
  if (second !== undefined) {
    const span = { start: second.index, end: second.index + START.length - 1 };
    error(locateIn(configurationInvalid('the entry has two blocks of script metadata'), file, text, span));
  }
  const before = text.slice(0, match.index + START.length);
  return before.replaceAll(/[^\n]/g, ' ') + match[1].replaceAll(/^# ?/gm, (hash) => ' '.repeat(hash.length));
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
