import { installRequirements } from '../packages/environments.ts';
import type { Python } from '../pythons.ts';

/** The newest versions that run on every Python of the tests. */
const requirements = `coverage==7.6.1
debugpy==1.8.13
ipython==8.12.3
pytest==8.3.5
`;

/** The interpreter of an environment that has the tools, made once for each Python. */
export async function pythonWithTools(python: Python): Promise<Pick<Python, 'path'>> {
  const environment = await installRequirements(python, requirements);
  return { path: environment.python };
}
