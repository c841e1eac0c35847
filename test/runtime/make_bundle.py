"""A small bundler for the tests of the runtime: the form of text that the wrap strategy makes, by means of ast."""

import ast
import io
import os
import re
import tokenize

RUNTIME = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'plugins', 'wrap', 'runtime.py')
PARTS = {
    'positions',
    'roots',
    'adapt',
    'data',
    'source',
    'future',
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
    'names',
}


def runtime_text(parts=PARTS):
    """Cut the runtime down to its core and these parts, as runtimeText does."""
    with open(RUNTIME, encoding='utf-8') as file:
        lines = file.read().split('\n')
    kept, left_out = [], None
    for line in lines[lines.index(next(line for line in lines if line.startswith('def '))) :]:
        marker = re.match(r' *# (part|end): (\w+)$', line)
        if not marker:
            if left_out is None:
                kept.append(line)
        elif marker.group(1) == 'end':
            left_out = None if left_out == marker.group(2) else left_out
        elif marker.group(2) not in parts:
            left_out = left_out or marker.group(2)
    return '\n'.join(kept)


def string_lines(text):
    """Return the lines (from 1) that begin inside a string."""
    lines, begun = set(), []
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        kind = tokenize.tok_name[token.type]
        if kind.endswith('STRING_START'):
            begun.append(token.start[0])
        elif kind == 'STRING' or kind.endswith('STRING_END'):
            start = token.start[0] if kind == 'STRING' else begun.pop()
            lines.update(range(start + 1, token.end[0] + 1))
    return lines


def is_future(node):
    return isinstance(node, ast.ImportFrom) and node.module == '__future__' and not node.level


def edits(tree):
    """Return what a class body cannot hold, with its replacement."""
    for node in ast.walk(tree):
        if is_future(node):
            yield node, '; '.join('%s = __import__("__future__").%s' % (name.asname or name.name, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.names[0].name == '*':
            call = '__import__(%r, globals(), None, ("*",), %d)' % (node.module or '', node.level)
            yield node, 'globals().update(__loader__.import_star(%s))' % call


def wrap_module(text, function):
    """Return a module as a function around a class body, and its row's end: features, originals, unindented lines."""
    tree = ast.parse(text)
    lines, originals = [line.encode() for line in text.split('\n')], {}
    for node, new in sorted(edits(tree), key=lambda edit: (-edit[0].lineno, -edit[0].col_offset)):
        first, last = node.lineno - 1, node.end_lineno - 1
        for index in range(first, last + 1):
            originals.setdefault(index + 1, text.split('\n')[index])
        rest = [b''] * (last - first)
        lines[first : last + 1] = [lines[first][: node.col_offset] + new.encode() + lines[last][node.end_col_offset :]] + rest
    lines = [line.decode() for line in lines]
    unindented = string_lines('\n'.join(lines))
    tabs = re.search(r'(?m)^ +\t|^\t+ ', text)
    indent = '\t\t' if tabs else '    '

    def indented(line):
        at = len(re.match(r'([ \t]*\f)*', line).group())
        return line[:at] + indent + line[at:]

    body = [
        indented(line) if line.strip() and number not in unindented else line for number, line in enumerate(lines, 1)
    ]
    name = '__'
    while re.search(r'\b%s\b' % name, text):
        name += '_'
    header = 'def %s():\n%sclass %s:%s\n' % (function, indent[: len(indent) // 2], name, '' if tree.body else ' pass')
    features = tuple(sorted({name.name for node in tree.body if is_future(node) for name in node.names}))
    return header + '\n'.join(body) + '\n\n', (features, originals, tuple(sorted(unindented)))


def make_bundle(files, entry='main.py', module='', parts=PARTS):
    """Bundle {path: text}."""
    functions, rows, folders = [], {}, set()
    for path in sorted(files):
        if path == entry or not path.endswith('.py'):
            continue
        name = re.sub(r'(^|\.)__init__$', '', path[:-3].replace('/', '.'))
        function = '__cribo_init_0f0f0f_' + name.replace('.', '_')
        text, rest = wrap_module(files[path], function)
        functions.append(text)
        rows[name] = '(%s, %r, %s)' % (function, path, ', '.join(map(repr, rest)))
        parents = path.split('/')[:-1]
        folders.update('/'.join(parents[: index + 1]) for index in range(len(parents)))
    for folder in folders:
        rows.setdefault(folder.replace('/', '.'), '(None, %r)' % folder)
    main = files[entry]
    tree = ast.parse(main)
    top = [node.end_lineno for node in tree.body if is_future(node)]
    if ast.get_docstring(tree) is not None:
        top.append(tree.body[0].end_lineno if hasattr(tree.body[0], 'end_lineno') else 1)
    lines = main.split('\n')
    prologue = ''.join(line + '\n' for line in lines[: max(top, default=0)])
    if any('annotations' in row for row in rows.values()) and 'annotations' not in prologue:
        prologue += 'from __future__ import annotations; del annotations\n'
    table = ''.join('    %r: %s,\n' % row for row in sorted(rows.items()))
    install = '\n\n__cribo_modules = {\n%s}\n__cribo_install(__cribo_modules%s)\n' % (table, ', %r' % module if module else '')
    return prologue + '\n\n' + ''.join(functions) + runtime_text(parts) + install + '\n'.join(lines[max(top, default=0) :])
