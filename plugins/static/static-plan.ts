import type { Module } from '../../core/module.ts';
import type { Range } from '../../core/python/facts.ts';
import { moduleDefinitions } from '../../core/python/module-definitions.ts';
import type { ModuleConstant } from '../../core/python/module-constants.ts';
import type { ModuleFunction } from '../../core/python/module-functions.ts';
import type { StrategyNote } from '../../core/strategy.ts';

/** A function that becomes a static method. */
export interface LiftedFunction extends ModuleFunction {
  /** From the start of the line with `def` to that of the first line which is neither its own nor blank. */
  readonly lines: Range;
}

/** What of a module stands outside its `__cribo_init`. */
export interface StaticPlan {
  readonly functions: readonly LiftedFunction[];
  readonly constants: readonly ModuleConstant[];
  /** Why other functions stay in it. */
  readonly notes: readonly StrategyNote[];
}

// What a class makes of these names is not what a module does; the other two name the decorators of its methods.
const classNames = /^__(?!getattr__$|dir__$)\w+__$|^staticmethod$|^classmethod$/;

/** Why a function cannot be a static method, which is made from its code alone where the module's text has it. */
function obstacle(definition: ModuleFunction, { facts, text }: Module): string | undefined {
  const { start, colon, parameterExtras, returns } = definition;
  if (definition.isDecorated) return 'it has decorators';
  if (definition.isGeneric) return 'it has type parameters';
  if (definition.hasLambda) return 'there is a lambda in its header';
  if (!definition.isOnlyOne) return 'something else has its name as well';
  if (classNames.test(definition.name)) return 'its name means something to classes';
  if (definition.privateName !== undefined) return 'a class would mangle a private name in it';
  if (definition.namesClass) return 'it has the name super or __class__, which a class gives a meaning';
  if (facts.stringLines.some((offset) => offset > start && offset < colon))
    return 'a string in its header has several lines';
  const isEdited = parameterExtras.length > 0 || returns !== undefined;
  if (returns !== undefined && text.slice(returns.start, returns.end).includes('\n')) {
    return 'the annotation of its result has several lines';
  }
  if (isEdited && !/^[ \t\f]*(?:#|\n|$)/.test(text.slice(colon + 1)))
    return 'its body is on the line of its annotations';
  return undefined;
}

/** Lines that belong to a function: comments as deep as its body are its own, blank lines go with it. */
function linesOf({ start, end }: ModuleFunction, text: string): Range {
  const lineEnd = text.indexOf('\n', end);
  const below = lineEnd === -1 ? '' : /^(?:[ \t\f]*\n|[ \t]+#.*(?:\n|$))*/.exec(text.slice(lineEnd + 1))![0];
  return {
    start: text.lastIndexOf('\n', start) + 1,
    end: lineEnd === -1 ? text.length : lineEnd + 1 + below.length,
  };
}

/** Decides what of a module's text becomes static methods and `__cribo_vars`. */
export function planStatic(module: Module): StaticPlan {
  const { text } = module;
  const { functions, constants } = moduleDefinitions(text);
  const lifted: LiftedFunction[] = [];
  const notes: StrategyNote[] = [];
  for (const definition of functions) {
    const problem = obstacle(definition, module);
    if (problem === undefined) lifted.push({ ...definition, lines: linesOf(definition, text) });
    else {
      const { start, colon, name } = definition;
      notes.push({ start, end: colon, text: `${name} stays in __cribo_init: ${problem}` });
    }
  }
  const isOneLine = ({ start, value }: ModuleConstant): boolean => !text.slice(start, value.end).includes('\n');
  return { functions: lifted, constants: constants.filter(isOneLine), notes };
}
