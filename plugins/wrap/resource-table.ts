import type { Bundle } from '../../core/bundle.ts';
import { resourceLiteral } from '../resources/resource-literal.ts';
import type { Resources } from '../resources/resources.ts';
import { pythonString } from './python-string.ts';

/** Puts the table of files that are no modules into the bundle, each by itself as they may be large. */
export function appendResources(bundle: Bundle, resources: Resources | undefined): void {
  if (resources === undefined || resources.isEmpty) return;
  bundle.append('after-modules', '__cribo_resources = {\n');
  for (const { path, bytes, file } of resources.files) {
    const row = `    ${pythonString(path)}: ${resourceLiteral(bytes)},\n`;
    bundle.append('after-modules', row, { file, bytes: bytes.length });
  }
  bundle.append('after-modules', '}\n\n\n');
}

/** The arguments by which the runtime gets the table. */
export function resourceArguments(resources: Resources | undefined): string {
  if (resources === undefined || resources.isEmpty) return '';
  const extracted = [...resources.extracted].map((pair) => pair.map(pythonString).join(': '));
  const extractedArgument = extracted.length === 0 ? '' : `, extracted={${extracted.join(', ')}}`;
  return `, resources=__cribo_resources${extractedArgument}`;
}
