"""compare_text.py FOLDER BUNDLE: what wrapping adds to the text, and what it does to the time of compiling."""
import io
import pathlib
import re
import sys
import time
import tokenize

folder, bundle = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
text = bundle.read_text()
rows = re.findall(r"^    '([^']+)': \(__cribo_init_\w+,(?: '([^']*)')?", text, re.M)
paths = [path or name.replace('.', '/') + '.py' for name, path in rows]
sources = [(folder / path).read_text() for path in paths]
own, runtime = (folder / 'main.py').read_text(), re.search(r'^def __cribo_install.*?(?=^__cribo_modules)', text, re.M | re.S)


def indented(source):
    """Lines that get four columns: not blank, not begun inside a string."""
    inside, begin = set(), []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = tokenize.tok_name[token.type]
        if name == 'STRING':
            inside.update(range(token.start[0] + 1, token.end[0] + 1))
        elif name == 'FSTRING_START':
            begin.append(token.start[0])
        elif name == 'FSTRING_END':
            inside.update(range(begin.pop() + 1, token.end[0] + 1))
    return sum(bool(line.strip()) and number not in inside for number, line in enumerate(source.split('\n'), 1))


def seconds(compiled):
    best = 9e9
    for _ in range(3):
        start = time.perf_counter()
        for source in compiled:
            compile(source, 'x.py', 'exec', dont_inherit=True)
        best = min(best, time.perf_counter() - start)
    return best


plain = sum(len(source.encode()) for source in sources)
added = len(text.encode()) - plain - len(own.encode()) - len(runtime.group().encode()) - 4 * sum(map(indented, sources))
print(f'  wrapped: {added / len(paths):.0f} bytes a module beside runtime ({len(runtime.group())} bytes) and indentation, {len(paths)} modules')
# A future statement may only stand at the top of a file.
concatenated = re.sub(r'^from __future__.*$', '', '\n'.join(sources), flags=re.M)
alone, joined, together = seconds(sources), seconds([concatenated]), seconds([text])
print(f'  compiling: bundle {together:.2f} s, modules concatenated {joined:.2f} s (ratio {together / joined:.2f}), each alone {alone:.2f} s')
