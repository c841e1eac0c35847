import type { Choices } from '../choices.ts';
import { flush } from '../model.ts';
import { knownNames, type Scope } from '../scope.ts';

/** Lines of an expression: the first goes after the assignment, the others stand below it. */
export type ExpressionLines = readonly [string, ...string[]];

/** An expression that is most likely to succeed, sometimes over several lines. */
export function anyExpression(scope: Scope, choices: Choices): ExpressionLines {
  const known = knownNames(scope, 'value', 'function', 'class').map(({ expression }) => expression);
  return choices.from<() => ExpressionLines>([
    () => [String(choices.number(9))],
    () => [`'text of ' + __name__`],
    () => [known.length > 0 ? `[${choices.from(known)}]` : '[]'],
    () => choices.from(stringsOverLines),
    () => choices.from(plainExpressions),
    () => choices.from(plainExpressions),
    () => choices.from(scope.level === 'class' ? plainExpressions : comprehensions),
    () => [known.length > 0 ? `{'key': ${choices.from(known)}}['key']` : '{}'],
    () => choices.from(scope.version[1] >= 12 ? formatsSince312 : plainExpressions),
  ])();
}

const plainExpressions: readonly ExpressionLines[] = [
  [`(1, 'two', 3.0)`],
  [`{'name': __name__, 'size': len(__name__)}`],
  [`[number * 2 for number in range(3)]`],
  [`lambda: 0`],
  [`(lambda first, *rest, key=__name__: (first, rest, key))(1, 2)`],
  [`sorted({'b', 'a'})`],
  ['[', '    1,  # one', '    # none', '    2,', ']'],
  [`'continued ' \\`, `    'below'`],
  [`f"{__name__!r:>20} {{}} {'nested'} {1 + 1:0{2}}"`],
  [`f'{__name__ = }'`],
  [`b'bytes' + rb'\\d'`],
  [`max(1, 2)`],
  ['not None'],
  [`__doc__`],
  [`type('Made', (), {})`],
  [`(lambda __: __)(1)`],
];

const comprehensions: readonly ExpressionLines[] = [
  [`[walrus := number for number in range(3)]`],
  [`[(outer, inner) for outer in range(2) for inner in range(outer + 1) if __name__]`],
  [`list((lambda: number)() for number in range(2))`],
  [`{number: [__name__ for _ in range(number)] for number in range(2)}`],
  [`any((witness := number) > 1 for number in [1, 2, 3]) and witness`],
  [`[[inside := (row, cell) for cell in range(2)] for row in range(2)]`],
  [
    '[',
    '    (twice := 2 *',
    '        number)',
    '    for number in range(3)',
    '    if (',
    '        seen := number',
    '    ) >= 0',
    ']',
  ],
];

const stringsOverLines: readonly ExpressionLines[] = [
  [`'''first`, `${flush}second`, `${flush}    third \\`, `${flush}fourth'''`],
  ['"""', `${flush}  # no comment`, `${flush}"quoted" 'both' ''' `, `${flush}"""`],
  [`f'''{__name__}`, `${flush}  and {`, `${flush}    1 + 1`, `${flush}  } end`, `${flush}'''`],
  [`f"""{{`, `${flush}`, `${flush}{'''inner`, `${flush}string'''!r}`, `${flush}}}"""`],
  [`(r'''raw \\`, `${flush} lines''' '''joined`, `${flush}''' +`, `    'indented')`],
  [`'backslash \\`, `${flush}at the end'`],
  [
    `[f"""a{`,
    `${flush}[number for number in (`,
    `${flush}  1, 2)]`,
    `${flush}:>20}""", '''`,
    `${flush}class __:''', 3]`,
  ],
];

const formatsSince312: readonly ExpressionLines[] = [
  [`f"{__name__ + "same quotes"}"`],
  [`f"{`, `    'field over lines'`, `    # with a comment`, `}"`],
  [`f'{f'{f'{1}'}'}' f"{'\\n'.join(['a', 'b'])}"`],
];
