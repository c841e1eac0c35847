import { type Random, seededRandom } from '../random.ts';

/*
 * Modules that bind a few names in ways of which each may be taken or not. `flip()` is True or False, `fail()` may raise, and
 * `silent` lets no exception pass.
 */

const binding = [
  (name: string) => `${name} = 1`,
  (name: string) => `${name}: int = 1`,
  (name: string) => `[${name}, *other] = 1, 2`,
  (name: string) => `import os as ${name}`,
  (name: string) => `from os import (path as ${name}, sep)`,
  (name: string) => `def ${name}(): fail()`,
  (name: string) => `class ${name}: fail_ = fail()`,
  (name: string) => `x = flip() and (${name} := 1)`,
  (name: string) => `x = 1; ${name} = 2`,
  (name: string) => `for ${name} in [1][:flip()]: pass`,
  (name: string) => `with silent as ${name}: fail()`,
  (name: string) => `class x:\n    global ${name}\n    if flip(): ${name} = 1`,
  (name: string) => `x = """\nelse:\n    ${name} = 1\n"""`,
  (name: string) => `x = f("""\ntry: ${name} = 1\nexcept: ${name} = 1""")`,
  (name: string) => `x = [1 if flip()\nelse ${name} for ${name} in (1,)]`,
  (name: string) => `while flip(): ${name} = 1`,
] as const;
const others = ['fail()', 'pass', 'x = 1', 'def x(): pass', '"text"', 'raise ValueError', '# nothing'];
const tests = ['flip()', 'not flip()', '"a:b" and flip()', '{1: flip()}[1]', '(lambda: flip())()', '(y := flip())'];
const clauses = ['except ValueError:', 'except (ValueError, KeyError) as error:', 'except:'];

/** The text of a module, the same for the same seed. */
export function randomBindings(seed: number): string {
  const random = seededRandom(seed);
  return `${block(random, 3).join('\n')}\n`;
}

function block(random: Random, depth: number): string[] {
  return Array.from({ length: 1 + random.below(3) }, () => statement(random, depth)).flat();
}

function statement(random: Random, depth: number): string[] {
  if (depth === 0 || random.chance(0.4)) {
    if (random.chance(0.25)) return [random.from(others)];
    return random
      .from(binding)(random.from(['a', 'b', 'c']))
      .split('\n');
  }
  if (random.chance(0.5)) {
    const between = Array.from({ length: random.below(2) }, () => clause(random, `elif ${random.from(tests)}:`, depth));
    const last = random.chance(0.7) ? clause(random, 'else:', depth) : [];
    return [...clause(random, `if ${random.from(tests)}:`, depth), ...between.flat(), ...last];
  }
  if (random.chance(0.2))
    return clause(random, random.from(['with silent:', 'while flip():', 'for x in [1][:flip()]:']), depth);
  const handler = random.chance(0.8) ? clause(random, random.from(clauses), depth) : [];
  const otherwise = handler.length > 0 && random.chance(0.4) ? clause(random, 'else:', depth) : [];
  const last = handler.length === 0 || random.chance(0.3) ? clause(random, 'finally:', depth) : [];
  return [...clause(random, 'try:', depth), ...handler, ...otherwise, ...last];
}

function clause(random: Random, header: string, depth: number): string[] {
  const body = block(random, depth - 1);
  // What is nothing but a comment is no block.
  if (body.every((line) => line.startsWith('#'))) body.push('pass');
  if (body.length === 1 && /^\w+ = 1$/.test(body[0]!) && random.chance(0.5)) return [`${header} ${body[0]}`];
  let isInString = false;
  const lines = body.map((line) => {
    const indented = isInString ? line : `    ${line}`;
    if (line.split('"""').length % 2 === 0) isInString = !isInString;
    return indented;
  });
  return [header, ...lines];
}
