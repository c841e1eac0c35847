import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './build-example.ts';

/** A command that the guide shows, with everything that it prints. */
export interface ShownCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly output: string;
}

/** The commands of one console block, and the files that the guide shows for them. */
export interface Scenario {
  /** The heading that it stands below, with its number there. */
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly commands: readonly ShownCommand[];
}

/** The text of the guide to plugins. */
export const guide = readFileSync(join(root, 'docs/plugins.md'), 'utf8');

/** A heading, or a block of code with its language. */
const PART = /^#+ (?<heading>[^\n]*)$|^```(?<language>\w+)\n(?<block>.*?)^```$/gms;

function readCommands(block: string): ShownCommand[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((shown) => {
      const end = shown.indexOf('\n');
      const [command, ...args] = shown.slice(0, end).split(' ');
      return { command, args, output: shown.slice(end + 1) };
    });
}

/**
 * What a page shows. The first line of a block is a comment with the name of its file; a file stands for all that
 * follows below the same heading, and those above the first section for the whole page.
 */
export function readScenarios(page: string = guide): Scenario[] {
  const scenarios: Scenario[] = [];
  let shared: Record<string, string> | undefined;
  let files: Record<string, string> = {};
  let section = '';
  for (const { groups } of page.matchAll(PART)) {
    const { heading, language, block = '' } = groups!;
    if (heading !== undefined) {
      if (section !== '') shared ??= files;
      section = heading;
      files = { ...shared };
    } else if (language === 'console') {
      const count = scenarios.filter(({ name }) => name.startsWith(`${section} `)).length;
      scenarios.push({ name: `${section} ${count + 1}`, files: { ...files }, commands: readCommands(block) });
    } else {
      const [, name] = /^(?:#|\/\/) ([\w./-]+)$/m.exec(block.slice(0, block.indexOf('\n')))!;
      if (name === 'cribo.config.ts') delete files['cribo.toml'];
      // The comment has to go where a file cannot begin with it.
      const rest = block.slice(block.indexOf('\n') + 1);
      files[name] = name.endsWith('.json') || rest.startsWith('#!') ? rest : block;
    }
  }
  return scenarios;
}
