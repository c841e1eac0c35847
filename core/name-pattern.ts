/** A dotted name in which `*` stands for anything but a dot; `.**` at the end for the name itself and all below it. */
export const isNamePattern = (name: string): boolean => name.includes('*');

/** What is wrong with a name or pattern that an option or a plugin gives; nothing where all is well. */
export function namePatternProblem(pattern: string): string | undefined {
  const parts = pattern.split('.');
  if (parts.includes('')) return `"${pattern}" is not a dotted name`;
  if (parts.slice(0, -1).some((part) => part.includes('**')) || /(?!^\*\*$)^.*\*\*/.test(parts.at(-1)!)) {
    return `in "${pattern}", ** can only be the last part`;
  }
  return isNamePattern(parts[0]) ? `"${pattern}" has to begin with the name of a package` : undefined;
}

/** The test that a name or pattern stands for. */
export function namePatternTest(pattern: string): (name: string) => boolean {
  if (!isNamePattern(pattern)) return (name) => name === pattern;
  const isDeep = pattern.endsWith('.**');
  const base = isDeep ? pattern.slice(0, -'.**'.length) : pattern;
  const source = base.split('*').map(escaped).join('[^.]*');
  const expression = new RegExp(`^${source}${isDeep ? '(?:\\..*)?' : ''}$`, 's');
  return (name) => expression.test(name);
}

/** Whether any of several names and patterns takes a name. */
export function namePatternsTest(patterns: readonly string[]): (name: string) => boolean {
  const tests = patterns.map(namePatternTest);
  return (name) => tests.some((test) => test(name));
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
