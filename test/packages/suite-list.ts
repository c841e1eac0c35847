/** A distribution's own tests, which its source distribution has. */
export interface Suite {
  readonly name: string;
  readonly version: string;
  /** What the tests need besides the distribution, pinned. */
  readonly needs: readonly string[];
  /** Files and folders of the source distribution that the tests are made of. */
  readonly files: readonly string[];
  /** Modules that the tests import: patterns for `--include`. */
  readonly include: readonly string[];
  /** Parts of the names of tests that cannot be the same, each with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

const pytest = 'pytest==8.4.2';
const child = 'it starts a Python of its own, in which nothing is installed';

export const suites: readonly Suite[] = [
  {
    name: 'click',
    version: '8.1.8',
    needs: [pytest],
    files: ['tests', 'pyproject.toml'],
    include: ['click.**'],
    leftOut: { test_light_imports: child },
  },
  {
    name: 'itsdangerous',
    version: '2.2.0',
    needs: [pytest, 'freezegun==1.5.5'],
    files: ['tests', 'pyproject.toml'],
    include: ['itsdangerous.**'],
  },
  {
    name: 'jinja2',
    version: '3.1.6',
    needs: [pytest, 'trio==0.31.0'],
    files: ['tests', 'pyproject.toml'],
    include: ['jinja2.**'],
  },
  {
    name: 'marshmallow',
    version: '4.0.1',
    needs: [pytest, 'simplejson==3.20.2'],
    files: ['tests', 'pyproject.toml'],
    include: ['marshmallow.**'],
    leftOut: { test_invalid_datetime_deserialization: 'it is named by the time of day' },
  },
  {
    name: 'more-itertools',
    version: '10.8.0',
    needs: [pytest],
    files: ['tests'],
    include: ['more_itertools.**'],
  },
  {
    name: 'sqlparse',
    version: '0.5.5',
    needs: [pytest],
    files: ['tests', 'pyproject.toml'],
    include: ['sqlparse.**'],
    leftOut: { 'test_cli::test_script': child },
  },
];
