import { flush } from '../model.ts';
import { type Construct, knownNames, type Scope, show } from '../scope.ts';

/** Exceptions, and the places that tracebacks name. */
export const tracebacks: readonly Construct[] = [
  {
    name: 'traceback of a call',
    weight: 5,
    write(scope, choices) {
      const callables = knownNames(scope, 'function', 'class').map(({ expression }) => expression);
      const line = choices.from(['missing_name', '[][', ...callables.map((expression) => `${expression}(`)]);
      const call = line.endsWith('(')
        ? [`    ${line}`, '        1, 2,', '        unknown=3,', '    )']
        : line.endsWith('[')
          ? [`    ${line}`, '        0', '    ]']
          : [`    ${line}`];
      return { lines: ['try:', ...call, ...printFrames(scope)] };
    },
  },
  {
    name: 'traceback through functions',
    weight: 5,
    write(scope, choices) {
      const name = scope.fresh('fails');
      const raising = choices.from([
        'raise ValueError(__name__)',
        'return 1 / 0',
        "return {}['key']",
        'return [number / 0',
        "assert not __name__, f'asserted'",
      ]);
      const rest = raising.startsWith('return [') ? ['            for number in range(2)', '        ]'] : [];
      return {
        lines: [
          'def NAME():',
          "    '''Docstring",
          `${flush}over lines.`,
          "    '''",
          '    def inner():',
          `        ${raising}`,
          ...rest,
          '    return inner()',
          'try:',
          '    NAME(',
          '    )',
          ...printFrames(scope),
        ].map((line) => line.replace('NAME', name)),
      };
    },
  },
  {
    name: 'traceback of a class body',
    weight: 2,
    write(scope) {
      const name = scope.fresh('Broken');
      return {
        lines: [
          'try:',
          `    class ${name}:`,
          '        def method(self): pass',
          '        first = (',
          '            lambda: missing)()',
          ...printFrames(scope),
        ],
      };
    },
  },
  {
    name: 'traceback of an import',
    weight: 4,
    write(scope, choices) {
      const targets = scope.modules.filter((module) => module !== scope.module);
      const target = choices.from(targets);
      const line = choices.from([
        `import ${target.name}`,
        `from ${target.name} import missing_name`,
        `from ${target.name} import (`,
        `import ${target.name}.missing`,
      ]);
      return {
        lines: [
          'try:',
          `    ${line}`,
          ...(line.endsWith('(') ? ['        __name__,', '        missing_name)'] : []),
          ...printFrames(scope),
        ],
      };
    },
  },
  {
    name: 'raise',
    weight: 1,
    levels: ['module'],
    write(scope, choices) {
      // The end of most programs that meet it.
      if (scope.depth > 0 || !choices.chance(2)) return undefined;
      return {
        lines: [
          choices.from([
            'raise ValueError(__name__)',
            "raise ImportError(f'from {__name__}')",
            'raise SystemExit(__name__)',
            'raise SystemExit(3)',
            '1 / 0',
            'raise KeyError("a\\nb")',
            'raise type("Made", (Exception,), {})(__name__)',
            'raise StopIteration',
            '__nowhere',
            'lenn',
            'raise ExceptionGroup("group", [ValueError()])',
            "assert __name__ == '', [1]",
            'raise AttributeError',
          ]),
        ],
      };
    },
  },
  {
    name: 'chained exceptions',
    weight: 2,
    write: () => ({
      lines: [
        'try:',
        '    try: 1 / 0',
        '    except ZeroDivisionError: raise KeyError(__name__)',
        'except KeyError as error:',
        `    ${show('chained', 'repr(error)', 'repr(error.__context__)', 'error.__context__.__traceback__.tb_frame.f_code.co_name')}`,
      ],
    }),
  },
  {
    name: 'warning',
    weight: 1,
    write: (scope) => ({
      lines: [
        'import warnings',
        'with warnings.catch_warnings(record=True) as caught:',
        "    warnings.simplefilter('always')",
        `    warnings.warn('about ' + __name__)`,
        show(
          'warned',
          `[(str(each.message), each.category.__name__${scope.module.kind === 'entry' ? '' : ', each.filename, each.lineno'}) for each in caught]`,
        ),
      ],
    }),
  },
  {
    name: 'logging',
    weight: 1,
    write: (scope) => {
      const line = scope.module.kind === 'entry' ? '' : ' %(lineno)d';
      return {
        lines: [
          'import logging, sys',
          'handler = logging.StreamHandler(sys.stdout)',
          `handler.setFormatter(logging.Formatter('%(name)s %(module)s %(funcName)s${line} %(message)s'))`,
          'logger = logging.getLogger(__name__)',
          'logger.propagate = False',
          'logger.addHandler(handler)',
          "logger.warning('logged')",
          'logger.removeHandler(handler)',
        ],
      };
    },
  },
];

/** Prints the frames of the caught exception, but for those of the entry, whose lines are the bundle's. */
function printFrames(scope: Scope): string[] {
  // Text that came through standard input cannot be read again.
  const source = scope.form === 'stdin' ? '' : ', frame.line';
  // What gives the unbundled program one module for several names is a finder with frames of its own.
  const frozen = scope.isOneModule ? " and not frame.filename.startswith('<frozen')" : '';
  return [
    'except Exception as error:',
    '    import traceback',
    `    ${show('caught', 'repr(error)')}`,
    '    for frame in traceback.extract_tb(error.__traceback__):',
    `        if not frame.filename.endswith(('main.py', '__main__.py', '<stdin>'))${frozen}: print('   ', frame.filename, frame.name, frame.lineno${source})`,
  ];
}
