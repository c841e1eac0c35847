import { type ModuleConstant, moduleConstants } from './module-constants.ts';
import { type ModuleFunction, moduleFunctions } from './module-functions.ts';
import { parse } from './parse.ts';

/** What a text defines at module level and could stand elsewhere, in source order. */
export interface ModuleDefinitions {
  readonly functions: readonly ModuleFunction[];
  readonly constants: readonly ModuleConstant[];
}

/**
 * Finds the functions and constants at module level. This parses the text again, since only few strategies ask.
 *
 * @throws PythonSyntaxError when no version of Python from 3.8 on compiles the text
 */
export function moduleDefinitions(text: string): ModuleDefinitions {
  parse(text);
  return { functions: moduleFunctions(), constants: moduleConstants() };
}
