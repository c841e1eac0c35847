import type { Choices } from '../choices.ts';
import type { Statement } from '../model.ts';
import { type Construct, type Scope, show } from '../scope.ts';

/** A block around other statements: the header, what Python takes it for, and what follows it. */
interface Block {
  readonly name: string;
  readonly weight: number;
  readonly since?: number | undefined;
  readonly level?: 'function' | 'class';
  /** The lines before and after the body, given a name that nothing else has. */
  around(name: string): readonly [lines: string[], tail: string[]];
}

const blocks: readonly Block[] = [
  {
    name: 'in a function',
    weight: 6,
    level: 'function',
    around: (name) => [[`def ${name}(argument=__name__):`], [`${name}()`]],
  },
  {
    name: 'in a function called twice',
    weight: 2,
    level: 'function',
    around: (name) => [[`def ${name}():`], [`${name}()`, `${name}()`]],
  },
  { name: 'in a method', weight: 2, level: 'function', around: (name) => [[`def ${name}(self):`], [`${name}(None)`]] },
  {
    name: 'in a generator',
    weight: 1,
    level: 'function',
    around: (name) => [[`def ${name}():`, '    yield 0'], [`print(list(${name}()))`]],
  },
  {
    name: 'in an async function',
    weight: 1,
    level: 'function',
    around: (name) => [[`async def ${name}():`], [`try: ${name}().send(None)`, 'except StopIteration: pass']],
  },
  {
    name: 'in a class',
    weight: 3,
    level: 'class',
    around: (name) => [
      [`class ${name}:`],
      [show('class', `${name}.__qualname__`, `sorted(key for key in vars(${name}) if key[:2] != '__')`)],
    ],
  },
  {
    name: 'in try/except',
    weight: 3,
    around: () => [['try:'], ['except ImportError as error:', `    ${show('ImportError', 'error')}`]],
  },
  { name: 'in try/finally', weight: 2, around: () => [['try:'], ['finally:', `    ${show('finally')}`]] },
  { name: 'in if', weight: 2, around: () => [['if __name__:'], ['else:', `    ${show('never')}`]] },
  {
    name: 'in if main',
    weight: 1,
    around: () => [["if __name__ == '__main__':"], ['else:', `    ${show('not main')}`]],
  },
  {
    name: 'in TYPE_CHECKING',
    weight: 1,
    around: () => [
      ['TYPE_CHECKING = False', 'if TYPE_CHECKING:'],
      ['else:', `    ${show('not checking')}`],
    ],
  },
  {
    name: 'in a for loop',
    weight: 2,
    around: (name) => [[`for ${name} in range(2):`], ['else:', `    ${show('loop ended', name)}`]],
  },
  { name: 'in a while loop', weight: 1, around: (name) => [[`${name} = 2`, `while ${name}:`, `    ${name} -= 1`], []] },
  {
    name: 'in with',
    weight: 1,
    around: (name) => [
      ['import contextlib', `with contextlib.suppress(ImportError) as ${name}:`],
      [show('with', name)],
    ],
  },
  {
    name: 'in a parenthesised with',
    weight: 1,
    since: 9,
    around: (name) => [
      [
        'import contextlib',
        'with (',
        '    contextlib.suppress(NameError),',
        `    contextlib.suppress(ImportError) as ${name},`,
        '):',
      ],
      [],
    ],
  },
  {
    name: 'in match',
    weight: 1,
    since: 10,
    around: (name) => [['match __name__, 1:', `    case (str(${name}), int() as number) if number:`], []],
  },
  {
    name: 'in except*',
    weight: 1,
    since: 11,
    around: () => [['try: raise ExceptionGroup(__name__, [ValueError(1)])', 'except* ValueError as group:'], []],
  },
];

/** Blocks whose body is made of other statements. */
export function blocksAround(writeBody: (scope: Scope, choices: Choices) => Statement[]): readonly Construct[] {
  return blocks.map((block) => ({
    name: block.name,
    weight: block.weight,
    since: block.since,
    write(scope, choices) {
      if (scope.depth >= 3) return undefined;
      const [lines, tail] = block.around(scope.fresh('block'));
      const level = block.level ?? scope.level;
      // What a function or a class binds is not seen outside.
      const known = block.level === undefined ? scope.known : [...scope.known];
      const body = writeBody({ ...scope, level, known, depth: scope.depth + 1 }, choices);
      return { lines, body, tail };
    },
  }));
}
