import { seededRandom } from '../random.ts';

/** A module whose every statement says which line it is on, below conditions of all kinds. */
export function conditionalModule(seed: number): string {
  const { from: pick, chance, below } = seededRandom(seed);
  const lines = [
    'import sys, os, typing as t',
    'from sys import platform, version_info as version',
    chance(0.5) ? 'from typing import TYPE_CHECKING' : 'TYPE_CHECKING = False',
    'import settings',
    'def flag(value):',
    "    print('flag', value)",
    '    return value',
  ];
  let count = 0;
  const name = (): string => pick(['a', 'b', 'c', 'd']);

  const atom = (): string =>
    pick([
      'TYPE_CHECKING',
      't.TYPE_CHECKING',
      'sys.version_info >= (3, 8)',
      'version < (3,)',
      'sys.version_info[0] == 2',
      'sys.version_info[:2] >= (3, 11)',
      "platform == 'linux'",
      "sys.platform.startswith(('win', 'cygwin'))",
      "sys.platform in ('darwin', 'linux')",
      "os.name != 'nt'",
      'DEBUG',
      'settings.LEVEL > 2',
      'flag(True)',
      'flag(False)',
      'None is None',
    ]);

  function condition(depth = 2): string {
    if (depth === 0 || chance(0.5)) return atom();
    if (chance(0.3)) return `not ${condition(0)}`;
    return `(${condition(depth - 1)} ${pick(['and', 'or'])} ${condition(depth - 1)})`;
  }

  function say(): string {
    return `print(sys._getframe().f_lineno, ${count++})`;
  }

  function simple(inFunction: boolean): string {
    const options = [say, () => `${name()} = ${count++}`, () => `${name()}: int = ${count++}`];
    options.push(
      () => `${name()} = 'yes' if ${condition()} else 'no'`,
      () => `assert ${condition()}, ${say()}`,
    );
    options.push(
      () => `import ${pick(['one', 'two'])}`,
      () => 'pass',
      say,
    );
    // Other names: Python 3.12 and later mix up variables of inlined comprehensions and names around them (PEP 709).
    options.push(() => `print([${name()} for ${pick(['i', 'j'])} in (${condition(1)}, 2)])`);
    if (inFunction)
      options.push(
        () => 'yield',
        () => `print(${name()})`,
        () => `return ${count++}`,
      );
    return pick(options)();
  }

  function block(indent: string, depth: number, inFunction: boolean): void {
    const size = 1 + below(3);
    for (let index = 0; index < size; index++) statement(indent, depth, inFunction);
  }

  function statement(indent: string, depth: number, inFunction: boolean): void {
    const inner = `${indent}    `;
    if (depth === 0 || chance(0.3)) lines.push(indent + simple(inFunction));
    else if (chance(0.65)) conditional(indent, depth, inFunction);
    else if (below(10) < 3) {
      lines.push(`${indent}while ${condition()}:`);
      block(inner, depth - 1, inFunction);
      lines.push(`${inner}break`);
      if (chance(0.4)) {
        lines.push(`${indent}else:`);
        block(inner, depth - 1, inFunction);
      }
    } else if (chance(0.5)) {
      lines.push(`${indent}class C:`);
      block(inner, depth - 1, false);
    } else {
      lines.push(`${indent}def f(${chance(0.5) ? `a=${count++}` : ''}):`);
      if (inFunction && chance(0.3)) lines.push(`${inner}nonlocal_is_not_tried = ${name()}`);
      block(inner, depth - 1, true);
      lines.push(`${inner}print(sorted(locals()))`);
      lines.push(`${indent}call(f)`);
    }
  }

  function conditional(indent: string, depth: number, inFunction: boolean): void {
    const inner = `${indent}    `;
    const clauses = 1 + below(3);
    for (let index = 0; index <= clauses; index++) {
      if (index === clauses && chance(0.5)) break;
      const head = index === clauses ? 'else' : `${index === 0 ? 'if' : 'elif'} ${condition()}`;
      if (chance(0.2)) lines.push(`${indent}${head}: ${simple(inFunction)}  # on one line`);
      else {
        lines.push(`${indent}${head}:${chance(0.2) ? '  # why' : ''}`);
        block(inner, depth - 1, inFunction);
      }
      if (chance(0.1)) lines.push('', `${indent}# between clauses`);
    }
  }

  lines.push('def call(f):', '    try: print(f.__name__, list(f() or ()))');
  lines.push('    except (NameError, TypeError, AssertionError) as error: print(type(error).__name__, error)');
  // At the top of a module the names are there, so that it runs to its end.
  lines.push('a = b = c = d = 0', 'def run():', '    a = b = 1', '    def g():');
  block('        ', 4, true);
  lines.push('        print(sorted(locals()))', '    call(g)', '    print(a, b)');
  for (let index = 0; index < 3; index++) conditional('', 4, false);
  lines.push("print(sorted(n for n in globals() if n[:2] != '__'), '__annotations__' in globals())", 'call(run)', '');
  return lines.join('\n');
}
