import type { Aliases } from './compare.ts';

/**
 * A `sitecustomize.py` under which the unbundled program has one module for all names of a file, in the plainest way there
 * is: each further name is a module that puts the real one into `sys.modules` in place of itself.
 * @param run the name that starts the program; what is found by it first is the program, which has no other names
 */
export function oneModuleFinder(aliases: Aliases, run: string | undefined): string {
  const names = Object.entries(aliases).map(([alias, { name }]) => [alias, name]);
  const files = Object.entries(aliases).flatMap(([alias, { file }]) => (file === undefined ? [] : [[alias, file]]));
  return `\
import sys
import _frozen_importlib as bootstrap
import _frozen_importlib_external as external

aliases = ${JSON.stringify(Object.fromEntries(names))}
files = ${JSON.stringify(Object.fromEntries(files))}
run = ${JSON.stringify(run === undefined ? [] : [run])}


# With the code of the file, which is what \`python -m\` asks for.
class AliasLoader(external.SourceFileLoader):
    def create_module(self, spec):
        bootstrap._gcd_import(aliases[spec.name])

    def exec_module(self, module):
        # Not for importlib.util.module_from_spec, which leaves sys.modules alone.
        if sys.modules.get(module.__name__) is module:
            sys.modules[module.__name__] = sys.modules[aliases[module.__name__]]


def forget(module, name):
    for alias in [alias for alias in aliases if aliases[alias] == name and sys.modules.get(alias) is module]:
        del sys.modules[alias]
        parent, _, child = alias.rpartition('.')
        if getattr(sys.modules.get(parent), '__dict__', {}).get(child) is module:
            delattr(sys.modules[parent], child)


class OneModuleFinder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in aliases and name not in aliases.values():
            return None
        if name in run:
            run.remove(name)
            return None
        spec = external.PathFinder.find_spec(name, path)
        if spec and name in aliases:
            if name in files:
                return external.spec_from_file_location(name, loader=AliasLoader(name, files[name]))
            return bootstrap.ModuleSpec(name, AliasLoader(name, None), is_package=True)
        if spec and spec.loader:
            execute = spec.loader.exec_module

            def exec_module(module):
                is_import = getattr(module.__spec__, '_initializing', False)
                try:
                    execute(module)
                except BaseException:
                    if is_import:
                        forget(module, name)
                    raise

            spec.loader.exec_module = of_import_system(exec_module)
            get_filename = spec.loader.get_filename

            # It is the loader of all its module's names, so it has to know them; code and source are found by this.
            def get_any_filename(asked=None):
                return get_filename(name if aliases.get(asked) == name else asked)

            spec.loader.get_filename = of_import_system(get_any_filename)
        return spec


def of_import_system(function):
    # Tracebacks leave out what is in these files.
    function.__code__ = function.__code__.replace(co_filename=bootstrap._find_and_load.__code__.co_filename)
    return function


for function in (AliasLoader.create_module, AliasLoader.exec_module, OneModuleFinder.find_spec):
    of_import_system(function)
sys.meta_path.insert(0, OneModuleFinder)
`;
}
