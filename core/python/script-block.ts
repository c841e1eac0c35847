/** A block of script metadata (PEP 723) in a file's text. */
export interface ScriptBlock {
  /** Offset of the line that opens it. */
  readonly start: number;
  /** Offset behind the line that closes it, its line end included. */
  readonly end: number;
  /** Its TOML, with blanks for all that stands before it and for `# `, so that lines and columns are the file's. */
  readonly toml: string;
}

const START = '# /// script\n';
/** PEP 723's own expression. */
const BLOCK = /^# \/\/\/ script$\n((?:^#(?:| .*)$\n)+)^# \/\/\/$\n?/gm;

/** The blocks of a text with `\n` as its line ends; more than one is against the specification. */
export function scriptBlocks(text: string): ScriptBlock[] {
  return [...text.matchAll(BLOCK)].map(({ 0: block, 1: content, index: start }) => {
    const before = text.slice(0, start + START.length);
    const toml = before.replaceAll(/[^\n]/g, ' ') + content.replaceAll(/^# ?/gm, (hash) => ' '.repeat(hash.length));
    return { start, end: start + block.length, toml };
  });
}
