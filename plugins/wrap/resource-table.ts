import { resourceLiteral } from '../resources/resource-literal.ts';
import type { Resources } from '../resources/resources.ts';
import { pythonString } from './python-string.ts';

/**
 * The table of files that are no modules, in parts that are not joined here as they may be large, and the arguments by which
 * the runtime gets it.
 */
export function resourceTable(resources: Resources | undefined): [parts: string[], callArguments: string] {
  if (resources === undefined || resources.isEmpty) return [[], ''];
  const rows = resources.files.map(({ path, bytes }) => `    ${pythonString(path)}: ${resourceLiteral(bytes)},\n`);
  const extracted = [...resources.extracted].map((pair) => pair.map(pythonString).join(': '));
  const extractedArgument = extracted.length === 0 ? '' : `, extracted={${extracted.join(', ')}}`;
  return [['__cribo_resources = {\n', ...rows, '}\n\n\n'], `, resources=__cribo_resources${extractedArgument}`];
}
