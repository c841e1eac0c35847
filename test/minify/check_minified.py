"""Compares texts without comments, docstrings and blank lines with what they were: reads rows of JSON, writes what is wrong."""

import ast
import io
import json
import sys
import tokenize


def without_docstrings(tree):
    """Take docstrings out of a tree as the text does."""
    for node in ast.walk(tree):
        body = getattr(node, 'body', None)
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        first = body[0]
        shares_line = len(body) > 1 and body[1].lineno == first.end_lineno
        is_last = len(body) == 1 and not isinstance(node, ast.Module)
        if is_last or shares_line or begins_with_string(body[1:2]):
            body[0] = ast.copy_location(ast.Pass(), first)
        else:
            del body[0]
    return tree


def begins_with_string(statements):
    """Return whether the text of a statement begins with a string or a parenthesis."""
    if not statements:
        return False
    return lines[statements[0].lineno - 1].lstrip()[:1] in '(' or string_at(statements[0])


def string_at(statement):
    return (statement.lineno, statement.col_offset) in strings


def shown(const):
    return repr(sorted(map(repr, const)) if type(const) is frozenset else const)


def rows(code, line_of):
    """Describe code, with lines and first columns of its instructions."""
    if hasattr(code, 'co_positions'):
        places = [(line and line_of(line), column) for line, _, column, _ in code.co_positions()]
    elif hasattr(code, 'co_lines'):
        places = [(start, end, line and line_of(line)) for start, end, line in code.co_lines()]
    else:
        import dis

        places = [(start, line_of(line)) for start, line in dis.findlinestarts(code)]
    consts = [rows(const, line_of) if hasattr(const, 'co_code') else (type(const), shown(const)) for const in code.co_consts]
    names = code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars
    number = code.co_firstlineno
    # 3.13: the line of a class is one of its constants as well.
    if not code.co_flags & 1 and code.co_name != '<module>' and sys.version_info >= (3, 13):
        consts = [(int, repr(line_of(number))) if const == (int, repr(number)) else const for const in consts]
    # From 3.10 on a module begins at line 1, whatever is there.
    if code.co_name != '<module>' or sys.version_info < (3, 10):
        number = line_of(number)
    return code.co_name, number, code.co_flags, code.co_code, consts, names, places


def describe(text, line_of, is_original):
    tree = ast.parse(text)
    if is_original:
        tree = without_docstrings(tree)
    return rows(compile(tree, 'm', 'exec', dont_inherit=True), line_of)


def difference(one, other, path=''):
    for name, a, b in zip(('name', 'line', 'flags', 'code', 'consts', 'names', 'places'), one, other):
        if name == 'consts' and len(a) == len(b):
            for x, y in zip(a, b):
                if x != y:
                    deeper = len(x) == len(y) == 7
                    return difference(x, y, '%s.%s' % (path, x[0])) if deeper else '%s: %r, %r' % (path, x, y)
        elif a != b:
            if name == 'places' and len(a) == len(b):
                a, b = next((x, y) for x, y in zip(a, b) if x != y)
            return '%s %s: %r, %r' % (path, name, str(a)[:200], str(b)[:200])
    return '?'


sys.setrecursionlimit(5000)
for row in sys.stdin:
    name, original, minified, gaps = json.loads(row)
    lines = original.split('\n')
    strings = set()
    for token in tokenize.generate_tokens(io.StringIO(original).readline):
        if token.type == tokenize.STRING:
            strings.add((token.start[0], len(lines[token.start[0] - 1][: token.start[1]].encode())))
    try:
        before = describe(original, lambda line: line, True)
    except RecursionError:
        continue
    try:
        after = describe(minified, lambda line: line + sum(n for first, n in gaps if first <= line), False)
    except SyntaxError as error:
        print('%s: no Python: %s' % (name, error))
        continue
    # Of a file with nothing but a docstring nothing stays that could have a line.
    if before != after and ast.parse(minified).body:
        print('%s: %s' % (name, difference(before, after)))
    depth = 0  # comments in fields of f-strings (3.12) stay
    for token in tokenize.generate_tokens(io.StringIO(minified).readline):
        kind = tokenize.tok_name[token.type]
        depth += kind.endswith('STRING_START') - kind.endswith('STRING_END')
        if depth == 0 and kind == 'COMMENT' and not token.string.startswith('#!') and 'coding' not in token.string:
            print('%s: %s' % (name, token))
