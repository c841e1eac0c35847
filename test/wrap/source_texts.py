"""source_texts.py FOLDER: compares the source text that each module of the bundle main.py gives with its file's."""
import dis
import importlib.util
import io
import os
import sys

sys.path.insert(0, os.getcwd())
import main



def lines_of(code):
    """The lines of a code in their order; a module's own code says something before its first statement as well."""
    lines = [line for _, line in dis.findlinestarts(code) if line]
    return [line for index, line in enumerate(lines) if index == 0 or line != lines[index - 1]]


def compare_lines(code, plain, name):
    """Compare the lines of every function and class."""
    if lines_of(code) != lines_of(plain) or code.co_name != plain.co_name:
        sys.exit('%s, %s: lines %r are not %r' % (name, code.co_name, lines_of(code)[:9], lines_of(plain)[:9]))
    codes = [[const for const in each.co_consts if isinstance(const, type(code))] for each in (code, plain)]
    if len(codes[0]) != len(codes[1]):
        sys.exit('%s, %s: %r are not %r' % (name, code.co_name, codes[0], codes[1]))
    for inner, plain_inner in zip(*codes):
        compare_lines(inner, plain_inner, name)


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
        place = os.path.join(folder, file) if 'CRIBO_SOURCE_ROOT' in os.environ else spec.origin
        if code.co_name != plain.co_name or code.co_filename != place:
            sys.exit('%s: %r is not %r' % (name, code, plain))
        if name.startswith('own_'):  # of which nothing is rewritten but the odd star import
            compare_lines(code, plain, name)
        count += 1
print(count)
