import runtime from './runtime.py';

/**
 * What a bundle may need beside the runtime's core:
 * - `positions`: files, lines, columns (from Python 3.11, for tracebacks) and a module's first lines (for tracing) as in the
 *   original
 * - `roots`: original files on the disk, which code is said to come from where they are unchanged
 * - `entry`: an entry that runs as a module does, with its own positions
 * - `adapt`: modules of the environment that are told of the bundle
 * - `data`: what a loader's `get_data` gives
 * - `source`: the original text of a module, for tracebacks, `inspect` and doctest
 * - `future`: flags of `__future__` features by module
 * - `static`: modules of the static strategy
 * - `lines`: code whose lines are not those of a module's own file, one after the other
 * - `gaps`: modules of which lines are left out
 * - `star`: star imports
 * - `namespace`: namespace packages
 * - `aliases`: modules with several names
 * - `pkgutil`: listing the modules of a package
 * - `excepthook`: text lines in tracebacks of uncaught exceptions up to Python 3.12
 * - `package`: an entry that belongs to a package, or has to know that it belongs to none
 * - `constants`: constants that no two modules share
 * - `resources`: files beside modules, for `importlib.resources` and loaders
 * - `metadata`: what `importlib.metadata` knows of inlined distributions
 * - `extract`: packages whose files have to be on the disk
 * - `setuptools`: resources and distributions for `pkg_resources`
 * - `workers`: processes of joblib, loky, Spark and Ray, which have to find the bundle's modules
 * - `errors`: modules that are no Python, whose import raises the error of compiling them
 * - `exclude`: modules that cannot be imported
 * - `names`: programs in which a module rebinds a name that rewritten text uses
 */
export const runtimePartNames = [
  'positions',
  'roots',
  'entry',
  'adapt',
  'data',
  'source',
  'future',
  'static',
  'lines',
  'gaps',
  'star',
  'namespace',
  'aliases',
  'pkgutil',
  'excepthook',
  'package',
  'constants',
  'resources',
  'metadata',
  'extract',
  'setuptools',
  'workers',
  'errors',
  'exclude',
  'names',
] as const;

export type RuntimePart = (typeof runtimePartNames)[number];

const marker = /^ *# (part|end): (\w+)$/;

/** The runtime's text: the function `__cribo_install`, ending in a line end, with its core and the parts asked for. */
export function runtimeText(parts: ReadonlySet<RuntimePart>): string {
  const lines: string[] = [];
  let leftOut: string | undefined;
  for (const line of runtime.slice(runtime.indexOf('def __cribo_install')).split('\n')) {
    const match = marker.exec(line);
    if (match === null) {
      if (leftOut === undefined) lines.push(line);
    } else if (match[1] === 'end') {
      if (leftOut === match[2]) leftOut = undefined;
    } else if (!parts.has(match[2] as RuntimePart)) {
      leftOut ??= match[2];
    }
  }
  return lines.join('\n');
}
