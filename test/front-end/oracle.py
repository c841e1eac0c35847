"""What this Python says about source files, for the tests of the front end.

    oracle.py files EVERY OFFSET [FOLDER...]
                                    every EVERY-th file of this Python's library, or of the folders, as JSON, one line each
    oracle.py texts                 the same for the texts of JSON on standard input, as JSON
    oracle.py mutate COUNT SEED     COUNT texts, made by changing tokens of pieces of the library, as JSON
    oracle.py validity              for each text of JSON on standard input a letter: '.' compiles, 'S' does not, '?' gives up
    oracle.py warnings              for each text of JSON on standard input the warnings of compiling it, as JSON
"""

import ast
import io
import json
import os
import random
import re
import sys
import sysconfig
import tokenize
import warnings

from reference_rows import Walk
from symbol_lines import symbol_lines

warnings.simplefilter('ignore')


def python_files(root):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith('.py'):
                yield os.path.join(folder, name)


def read(path):
    with open(path, 'rb') as file:
        data = file.read()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
        text.encode('utf-8')
    except (SyntaxError, UnicodeError, LookupError):
        return None
    return text.lstrip('\ufeff').replace('\r\n', '\n').replace('\r', '\n')


def verdict(text):
    try:
        compile(text, '<text>', 'exec', dont_inherit=True)
        return '.'
    except (SyntaxError, ValueError):
        return 'S'
    except (RecursionError, MemoryError, OverflowError, SystemError):
        return '?'


def compiler_warnings(text):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        if verdict(text) != '.':
            return None
    return [str(warning.message) for warning in found]


def string_lines(text):
    """1-based numbers of lines that begin inside a string."""
    found = set()
    begun = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        name = tokenize.tok_name[token.type]
        if name in ('FSTRING_START', 'TSTRING_START'):
            begun.append(token.start[0])
        elif name in ('FSTRING_END', 'TSTRING_END'):
            found.update(range(begun.pop() + 1, token.end[0] + 1))
        elif name == 'STRING':
            found.update(range(token.start[0] + 1, token.end[0] + 1))
    return sorted(found)


def describe(path, text):
    if text is None or '\0' in text:
        return None
    result = {'path': path, 'text': text, 'verdict': verdict(text)}
    if result['verdict'] == '.':
        tree = ast.parse(text)
        walk = Walk(text, path, tree)
        result['references'] = walk.results()
        result['scopes'] = walk.scopes
        result['imports'] = walk.imports
        result['symbols'] = symbol_lines(text, path)
        try:
            result['stringLines'] = string_lines(text)
        except (tokenize.TokenError, SyntaxError):
            pass
    return result


def library_files():
    return python_files(sysconfig.get_path('stdlib'))


def pieces(generator):
    """Runs of whole statements of library files, up to some 100 lines."""
    paths = [path for path in library_files() if 'lib2to3' not in path]
    while True:
        text = read(generator.choice(paths))
        if text is None or len(text) > 200000 or verdict(text) != '.':
            continue
        body = ast.parse(text).body
        if not body:
            continue
        lines = text.split('\n')
        first = generator.randrange(len(body))
        start = body[first].lineno
        decorators = getattr(body[first], 'decorator_list', [])
        if decorators:
            start = decorators[0].lineno
        end = start
        for node in body[first:]:
            if node.end_lineno - start > 100:
                break
            end = node.end_lineno
        piece = '\n'.join(lines[start - 1 : end]) + '\n'
        if len(piece) > 40 and verdict(piece) == '.':
            yield piece


def significant_tokens(text):
    skipped = (tokenize.NL, tokenize.COMMENT, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in skipped and token.start[0] == token.end[0] and token.string:
            tokens.append(token)
    return tokens


EXTRA = (
    'async await lambda yield return break continue global nonlocal := * ** = == != : ; , . ... ( ) [ ] { } -> @ match '
    'case type not in is and or if else for from import as None True False pass del raise try except finally with class '
    'def 0 1j 0x 1_ "s" b"s" f"{x}" f"{x!r:>{y}}" r"\\d" "\\x1" _ __debug__ print self'
).split(' ')


def change(text, generator):
    tokens = significant_tokens(text)
    if len(tokens) < 2:
        return None
    lines = text.split('\n')
    kind = generator.randrange(8)
    index = generator.randrange(len(tokens))
    token = tokens[index]
    row, start, end = token.start[0] - 1, token.start[1], token.end[1]
    line = lines[row]
    if kind == 0:
        lines[row] = line[:start] + line[end:]
    elif kind == 1:
        lines[row] = line[:end] + ' ' + line[start:]
    elif kind == 2:
        lines[row] = line[:end] + ' ' + generator.choice(tokens).string + ' ' + line[end:]
    elif kind == 3:
        lines[row] = line[:end] + ' ' + generator.choice(EXTRA) + ' ' + line[end:]
    elif kind == 4:
        other = tokens[index + 1] if index + 1 < len(tokens) else tokens[0]
        if other.start[0] != token.start[0] or other.start < token.end:
            return None
        lines[row] = line[:start] + other.string + line[end : other.start[1]] + token.string + line[other.end[1] :]
    elif kind == 5:
        lines[row] = line[:start] + generator.choice(EXTRA) + line[end:]
    elif kind == 6:
        lines[row] = line[:start] + generator.choice(tokens).string + line[end:]
    else:
        row = generator.randrange(len(lines))
        lines[row] = generator.choice([' ' + lines[row], lines[row][1:], '    ' + lines[row], '\t' + lines[row]])
    return '\n'.join(lines)


def mutate(count, seed):
    generator = random.Random(seed)
    texts = []
    for piece in pieces(generator):
        for _ in range(5):
            try:
                changed = change(piece, generator)
            except (tokenize.TokenError, SyntaxError):
                break
            if changed is not None and changed != piece:
                texts.append(changed)
        if len(texts) >= count:
            return texts[:count]


def main():
    mode, arguments = sys.argv[1], sys.argv[2:]
    output = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8', newline='\n')
    if mode == 'files':
        every, offset = map(int, arguments[:2])
        roots = arguments[2:] or [sysconfig.get_path('stdlib')]
        for index, path in enumerate(path for root in roots for path in python_files(root)):
            if index % every == offset % every:
                result = describe(path, read(path))
                if result is not None:
                    output.write(json.dumps(result) + '\n')
    elif mode == 'texts':
        json.dump([describe('<text>', text) for text in json.loads(sys.stdin.buffer.read().decode())], output)
    elif mode == 'mutate':
        json.dump(mutate(int(arguments[0]), int(arguments[1])), output)
    elif mode == 'validity':
        output.write(''.join(map(verdict, json.loads(sys.stdin.buffer.read().decode()))))
    elif mode == 'warnings':
        json.dump(list(map(compiler_warnings, json.loads(sys.stdin.buffer.read().decode()))), output)
    output.flush()
    # Closing it would close standard output.
    output.detach()


if __name__ == '__main__':
    sys.setrecursionlimit(5000)
    main()
