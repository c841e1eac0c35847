/** How a function names what it imports. */
type NamingForm =
  /** By `name`, relative to `package` where it has leading dots. */
  | 'name'
  /** By what an import statement compiles to. */
  | 'statement'
  /** By a dotted name that may go on with attributes. */
  | 'object'
  /** By a module, or a package whose `__main__` it runs. */
  | 'program'
  /** By the submodules that `package_name` has as attributes, once they are asked for. */
  | 'attributes'
  /** By a stub beside the module. */
  | 'stub'
  /** By a package, of which it lists what is directly below. */
  | 'contents'
  /** By the folder of a package, of which it lists what is directly below. */
  | 'folder'
  /** The same of all that is below. */
  | 'folders';

/** A function that imports, finds or lists modules which its arguments name. */
export interface ImportFunction {
  readonly form: NamingForm;
  readonly parameters: readonly string[];
  /** What it returns, as far as that says more about names. */
  readonly gives?: 'module' | 'name' | 'list';
  /** Whether it only looks: what it is asked for without being known need not be there. */
  readonly isLookup?: boolean;
  /** Whether it takes arguments by other names as well. */
  readonly takesOptions?: boolean;
}

/** Functions that read files of a package, which they import, by its name or its module. */
export const readerNames = ['files', 'path', 'read_text', 'read_binary', 'open_text', 'open_binary', 'is_resource'];
const readerOf = (name: string): [string, ImportFunction] => [
  name,
  { form: 'name', parameters: ['package', 'resource', 'encoding', 'errors'], isLookup: true },
];

/** Functions of Lib/unittest/mock.py, which take more arguments than these by name. */
const patcherOf = (name: string, ...parameters: string[]): [string, ImportFunction] => [
  name,
  { form: 'object', parameters, isLookup: true, takesOptions: true },
];

const statement = ['name', 'globals', 'locals', 'fromlist', 'level'];

/** The functions by their dotted names. */
export const importFunctions: ReadonlyMap<string, ImportFunction> = new Map<string, ImportFunction>([
  ['importlib.import_module', { form: 'name', parameters: ['name', 'package'], gives: 'module' }],
  ['importlib.__import__', { form: 'statement', parameters: statement }],
  ['builtins.__import__', { form: 'statement', parameters: statement }],
  ['importlib.util.find_spec', { form: 'name', parameters: ['name', 'package'], isLookup: true }],
  ['importlib.util.resolve_name', { form: 'name', parameters: ['name', 'package'], gives: 'name', isLookup: true }],
  ['importlib.find_loader', { form: 'name', parameters: ['name', 'path'], isLookup: true }],
  ['pkgutil.find_loader', { form: 'name', parameters: ['fullname'], isLookup: true }],
  ['pkgutil.get_loader', { form: 'name', parameters: ['module_or_name'], isLookup: true }],
  ['pkgutil.resolve_name', { form: 'object', parameters: ['name'] }],
  ['pkgutil.iter_modules', { form: 'folder', parameters: ['path', 'prefix'], gives: 'list' }],
  ['pkgutil.walk_packages', { form: 'folders', parameters: ['path', 'prefix', 'onerror'], gives: 'list' }],
  ['importlib.resources.contents', { form: 'contents', parameters: ['package'], isLookup: true }],
  readerOf('pkgutil.get_data'),
  ...readerNames.flatMap((name) => [readerOf(`importlib.resources.${name}`), readerOf(`importlib_resources.${name}`)]),
  // What is patched by its name is imported, too.
  patcherOf('unittest.mock.patch', 'target', 'new', 'spec', 'create', 'spec_set', 'autospec', 'new_callable'),
  patcherOf('unittest.mock.patch.multiple', 'target', 'spec', 'create', 'spec_set', 'autospec', 'new_callable'),
  patcherOf('unittest.mock.patch.dict', 'in_dict', 'values', 'clear'),
  ['runpy.run_module', { form: 'program', parameters: ['mod_name', 'init_globals', 'run_name', 'alter_sys'] }],
  ['lazy_loader.attach', { form: 'attributes', parameters: ['package_name', 'submodules', 'submod_attrs'] }],
  ['lazy_loader.attach_stub', { form: 'stub', parameters: ['package_name', 'filename'] }],
  [
    'lazy_loader.load',
    { form: 'name', parameters: ['fullname', 'require', 'error_on_import', 'suppress_warning'], gives: 'module' },
  ],
]);

/** The modules that have such functions; text that mentions none of them, nor `__import__`, calls none. */
export const importingModules: readonly string[] = [
  'importlib',
  'importlib_resources',
  'pkgutil',
  'runpy',
  'lazy_loader',
  'unittest',
];
