import { build, type BuildOptions, type BuildResult, CriboError, type Plugin } from '../../../core/index.ts';
import { writeProject } from '../../project.ts';

/** A program of three modules. */
export const program = {
  'main.py': 'import pkg.mod\nprint(pkg.mod.value)\n',
  'pkg/__init__.py': '',
  'pkg/mod.py': 'value = 1\n',
};

/** Builds the program with plugins, in a folder of its own. */
export const run = (plugins: unknown, options: Partial<BuildOptions> = {}, files: Record<string, string> = program) =>
  build({ entry: 'main.py', cwd: writeProject(files), plugins: plugins as Plugin, ...options });

/** The text of the bundle. */
export const text = ({ outputs }: BuildResult): string => Buffer.from(outputs[0]!.bytes).toString();

/** The diagnostic of a build that has to fail. */
export async function failure(plugins: unknown, options?: Partial<BuildOptions>, files?: Record<string, string>) {
  try {
    await run(plugins, options, files);
  } catch (error) {
    if (error instanceof CriboError) return error.diagnostic;
    throw error;
  }
  throw new Error('the build did not fail');
}
