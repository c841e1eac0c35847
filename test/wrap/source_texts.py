"""source_texts.py FOLDER: compares the source text that each module of the bundle main.py gives with its file's."""
import importlib.util
import io
import os
import sys

sys.path.insert(0, os.getcwd())
import main

finder = next(finder for finder in sys.meta_path if type(finder).__name__ == 'CriboBundledFinder')
count = 0
for folder, _, files in os.walk(sys.argv[1]):
    for file in files:
        path = os.path.relpath(os.path.join(folder, file), sys.argv[1])
        name = path[: -len('.py')].replace(os.sep, '.')
        if path == 'main.py':
            continue
        if file == '__init__.py':
            name = name[: -len('.__init__')]
        with io.open(os.path.join(folder, file), 'rb') as source:
            wanted = importlib.util.decode_source(source.read())
        spec = finder.find_spec(name, [folder])
        got = spec.loader.get_source(name)
        if got != wanted:
            sys.exit('%s: %r is not %r' % (name, got[:2000] if got else got, wanted[:2000]))
        # And it compiles on its own to what the loader makes of it, as far as names go.
        code = spec.loader.get_code(name)
        plain = compile(wanted, code.co_filename, 'exec', dont_inherit=True)
        if code.co_name != plain.co_name or code.co_filename != spec.origin:
            sys.exit('%s: %r is not %r' % (name, code, plain))
        count += 1
print(count)
