import { validRange } from '@renovatebot/pep440';
import { isTable } from '../../core/check-option.ts';
import { namePatternProblem, namePatternsTest } from '../../core/name-pattern.ts';
import { type Rule, ruleKeys } from './rule.ts';

const isStrings = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');

const accepts = {
  string: (value: unknown) => typeof value === 'string',
  boolean: (value: unknown) => typeof value === 'boolean',
  strings: isStrings,
  table: (value: unknown) => isTable(value) && Object.values(value).every(isStrings),
};

const expectations = {
  string: 'a string',
  boolean: 'true or false',
  strings: 'a list of strings',
  table: 'a table of lists',
};

/** What is wrong with something that should be a rule, as the end of a sentence; nothing where all is well. */
export function ruleProblem(value: unknown): string | undefined {
  if (!isTable(value)) return 'is no table';
  for (const [key, item] of Object.entries(value)) {
    if (!Object.hasOwn(ruleKeys, key))
      return `has an unknown key "${key}"; there are ${Object.keys(ruleKeys).join(', ')}`;
    const { kind } = ruleKeys[key as keyof Rule];
    if (!accepts[kind](item)) return `has a "${key}" that is not ${expectations[kind]}`;
  }
  const rule = value as unknown as Rule;
  if (rule.package === undefined) return 'has no "package"';
  const [contradiction] = contradictions(rule);
  const contradicts = contradiction === undefined ? undefined : `contradicts itself: ${contradiction}`;
  return namesProblem(rule) ?? rangeProblem(rule) ?? contradicts;
}

function namesProblem(rule: Rule): string | undefined {
  const { package: packageName, imports = {}, exclude = [] } = rule;
  const patterns = [packageName, ...Object.keys(imports), ...Object.values(imports).flat(), ...exclude];
  const problem = patterns.map(namePatternProblem).find((each) => each !== undefined);
  if (problem !== undefined) return `is wrong: ${problem}`;
  const isInside = (name: string): boolean => name === packageName || name.startsWith(`${packageName}.`);
  const outside = Object.keys(imports).find((name) => !isInside(name));
  return outside === undefined ? undefined : `is for "${packageName}" and says what "${outside}" imports`;
}

function rangeProblem({ versions }: Rule): string | undefined {
  if (versions === undefined || validRange(versions)) return undefined;
  return `has "versions" that are no range of PEP 440: ${versions}`;
}

/** Names that a rule both brings in and leaves out; what is not bundled brings nothing in. */
function contradictions({ imports = {}, exclude = [], external, resources, extract }: Rule): string[] {
  const included = Object.values(imports).flat();
  const isExcluded = namePatternsTest(exclude);
  const isUseless = external !== undefined && (included.length > 0 || resources !== undefined || extract === true);
  return [...included.filter(isExcluded), ...(isUseless ? ['what is external brings nothing in'] : [])];
}
