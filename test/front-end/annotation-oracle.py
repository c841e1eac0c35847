"""Prints what PEP 563 makes of expressions, as one JSON list of [source, string] pairs.

annotation-oracle.py KIND STEP ROOT...  of every STEPth file below the roots: KIND is `annotations`, or `expressions`
                                        for every expression that can stand alone
annotation-oracle.py given              of the sources in the JSON list on standard input; those that this version
                                        refuses are left out
"""

import ast
import json
import os
import sys
import unicodedata
import warnings

warnings.simplefilter('ignore')

# What may not stand in an annotation from 3.10 on; the symbol table of 3.14 refuses asynchronous comprehensions.
effects = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)


def spell(nodes):
    """The strings for trees of expressions, which are compiled together."""
    module = ast.parse('from __future__ import annotations')
    for index, node in enumerate(nodes):
        function = ast.parse('def f%d(*p): 0' % index).body[0]
        function.args.vararg.annotation = node
        module.body.append(ast.fix_missing_locations(function))
    namespace = {}
    exec(compile(module, '<annotations>', 'exec'), namespace)
    return [namespace['f%d' % index].__annotations__['p'] for index in range(len(nodes))]


def annotations(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation:
            yield node.annotation
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.returns:
            yield node.returns


def expressions(node):
    for child in ast.iter_child_nodes(node):
        # Positions inside f-strings are right from 3.12 on only.
        if not isinstance(child, ast.JoinedStr):
            yield from expressions(child)
        if not isinstance(child, ast.expr) or isinstance(child, (ast.Starred, ast.Slice)):
            continue
        if isinstance(getattr(child, 'ctx', None), (ast.Store, ast.Del)):
            continue
        if isinstance(child, ast.Tuple) and not stands_alone(child):
            continue
        if not any(isinstance(inner, effects) or getattr(inner, 'is_async', 0) for inner in ast.walk(child)):
            yield child


def stands_alone(node):
    # `x[:, 0]` has a slice in its tuple, `x[*y]` a tuple without a comma.
    if any(isinstance(element, ast.Slice) for element in node.elts):
        return False
    return not (len(node.elts) == 1 and isinstance(node.elts[0], ast.Starred))


def has_unassigned(node):
    # Whether a character is printed or escaped depends on the version of Unicode.
    for inner in ast.walk(node):
        value = getattr(inner, 'value', None)
        if isinstance(value, str) and not value.isascii() and 'Cn' in map(unicodedata.category, value):
            return True
    return False


def files(roots):
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(names):
                if name.endswith(('.py', '.pyi')):
                    yield os.path.join(folder, name)


def read(path):
    try:
        with open(path, encoding='utf-8') as file:
            text = file.read()
        return text, ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None


def source(lines, node):
    first, last = node.lineno - 1, node.end_lineno - 1
    if first == last:
        return lines[first][node.col_offset : node.end_col_offset].decode()
    middle = lines[first + 1 : last]
    return b''.join([lines[first][node.col_offset :], *middle, lines[last][: node.end_col_offset]]).decode()


def of_files(kind, step, roots):
    find = {'annotations': annotations, 'expressions': expressions}[kind]
    pairs = {}
    for index, path in enumerate(files(roots)):
        parsed = read(path) if index % step == 0 else None
        if parsed is None:
            continue
        text, tree = parsed
        lines = [line.encode() + b'\n' for line in text.split('\n')]
        nodes = {}
        for node in find(tree):
            # A tuple in a subscript or after `return` may lack the parentheses that it needs on its own.
            form = '(%s)' if isinstance(node, ast.Tuple) else '%s'
            nodes.setdefault(form % source(lines, node), node)
        nodes = {key: node for key, node in nodes.items() if key not in pairs and not has_unassigned(node)}
        try:
            pairs.update(zip(nodes, spell(list(nodes.values()))))
        except (SyntaxError, ValueError, RecursionError):
            pairs.update(one_by_one(nodes))
    return list(pairs.items())


def one_by_one(nodes):
    for key, node in nodes.items():
        try:
            yield key, spell([node])[0]
        except (SyntaxError, ValueError, RecursionError):
            pass


def of_given(sources):
    nodes = {}
    for text in sources:
        try:
            nodes[text] = ast.parse('def f(*p: %s): 0' % text).body[0].args.vararg.annotation
        except (SyntaxError, ValueError):
            pass
    return list(one_by_one(nodes))


if sys.argv[1] == 'given':
    print(json.dumps(of_given(json.load(sys.stdin))))
else:
    print(json.dumps(of_files(sys.argv[1], int(sys.argv[2]), sys.argv[3:])))
