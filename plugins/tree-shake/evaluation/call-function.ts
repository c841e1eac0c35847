import type { FunctionDefinition, Statement } from '../../../core/python/statement-text/statement-tree.ts';
import type { Arguments } from './call.ts';
import type { Context } from './evaluate.ts';
import { boundNames, execute, type Frame } from './execute.ts';
import { Unknown } from './judgement.ts';
import { LocalScope } from './scope.ts';
import { type DefinedFunction, either, NONE, type Value, whenShared } from './value.ts';

/** What a call of a function of the program gives, whose body is gone through. */
export function callFunction(definition: DefinedFunction, given: Arguments, { judgement }: Context): Value {
  const tree = definition.tree();
  if (tree === undefined || tree.isSuspended || tree.hasTypeParameters) throw new Unknown();
  if (declaresNames(tree.body)) throw new Unknown(`it binds names outside of ${definition.name}`);
  return judgement.inCall(() => {
    const names = bindArguments(tree, definition, given);
    const scope = new LocalScope(definition.scope, false, boundNames(tree.body), names);
    const frame: Frame = {
      scope,
      judgement,
      returned: [],
      owner: definition.owner?.(),
      self: names.values().next().value,
    };
    const comesToItsEnd = execute(tree.body, frame);
    const values = comesToItsEnd ? [...frame.returned, NONE] : frame.returned;
    // It always raises.
    if (values.length === 0) throw new Unknown();
    return values.reduce(either);
  });
}

/** Whether a `global` or `nonlocal` is in it, which holds for the whole function wherever it stands. */
const declaresNames = (statements: readonly Statement[]): boolean =>
  statements.some((each) =>
    each.type === 'if'
      ? declaresNames(each.body) || declaresNames(each.otherwise)
      : each.type === 'other' && /^(?:global|nonlocal)$/.test(each.word),
  );

/** By parameter; fails where the call would. */
function bindArguments(
  { parameters }: FunctionDefinition,
  definition: DefinedFunction,
  { positional, keywords }: Arguments,
): Map<string, Value> {
  const names = new Map<string, Value>();
  const defaults = definition.defaults();
  const left = [...positional];
  const named = new Map(keywords);
  const slash = parameters.findIndex(({ mark }) => mark === '/');
  let areKeywords = false;
  for (const [index, { mark, name }] of parameters.entries()) {
    if (mark === '/') continue;
    if (mark === '*') {
      areKeywords = true;
      if (name !== '') names.set(name, { type: 'tuple', items: left.splice(0), truth: undefined });
    } else if (mark === '**') {
      names.set(name, { type: 'dict', elements: 'str', entries: new Map(named) });
      named.clear();
    } else {
      const value = areKeywords ? undefined : left.shift();
      const byName = index < slash ? undefined : named.get(name);
      const fallback = defaults.get(name);
      const bound = value ?? byName ?? (fallback && whenShared(fallback));
      if (bound === undefined || (value !== undefined && byName !== undefined)) throw new Unknown();
      if (byName !== undefined) named.delete(name);
      names.set(name, bound);
    }
  }
  if (left.length > 0 || named.size > 0) throw new Unknown();
  return names;
}
