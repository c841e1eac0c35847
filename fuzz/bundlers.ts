import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { build, CriboError } from '../core/index.ts';
import type { Bundler } from './compare.ts';

const execute = promisify(execFile);

/** Bundles with the library, in this process: that is what makes thousands of programs affordable. */
export const bundleWithLibrary: Bundler = async (entry, output) => {
  try {
    await build({ entry, output });
  } catch (error) {
    if (!(error instanceof CriboError)) throw error;
    const { code, message, file, line, frame } = error.diagnostic;
    throw new Error(`${code} ${message} (${file}:${line})\n${frame ?? ''}`, { cause: error });
  }
};

/** Bundles with any command, in which `{entry}` and `{output}` stand for paths. */
export function bundleWithCommand(command: string): Bundler {
  const [program, ...args] = command.split(' ');
  return async (entry, output) => {
    const values = args.map((arg) => arg.replace('{entry}', entry).replace('{output}', output));
    await execute(program, values);
  };
}
