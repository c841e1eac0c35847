import { parseDefinedValue, pythonConstant } from '../core/defines.ts';
import { contradictoryDefines, error, invalidDefine } from '../core/diagnostics.ts';
import type { DefinedValue } from '../core/options.ts';

/**
 * Makes the option of `NAME=value`, as flags and variables give it.
 * @throws CriboError `INVALID_DEFINE`, `CONTRADICTORY_DEFINES`
 */
export function parseDefines(items: readonly string[]): Readonly<Record<string, DefinedValue>> {
  const defined: Record<string, DefinedValue> = {};
  for (const item of items) {
    const at = item.indexOf('=');
    if (at === -1) error(invalidDefine(item, 'it has no value', `--define ${item}=true gives it one.`));
    const name = item.slice(0, at).trim();
    const value = parseDefinedValue(item.slice(at + 1).trim());
    const other = defined[name];
    if (other !== undefined && other !== value) {
      error(contradictoryDefines(name, pythonConstant(other), pythonConstant(value)));
    }
    defined[name] = value;
  }
  return defined;
}
