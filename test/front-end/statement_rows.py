"""statement_rows.py EVERY: for every EVERY-th file of the library that compiles, a line of JSON: the path, the text, and for
each statement at its top the kind, the first and the last line, and whether the syntax tree has anything in it that runs with
the statement and may call code or raise."""
import ast
import json
import sys
import sysconfig
from pathlib import Path

constants = (ast.Constant,)
definitions = (ast.FunctionDef, ast.AsyncFunctionDef)


def is_literal(node):
    if isinstance(node, ast.Tuple):
        return all(is_literal(item) for item in node.elts)
    return isinstance(node, constants)


def is_harmless_operation(node):
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, (ast.USub, ast.UAdd)) and isinstance(node.operand, constants)
    left = node.left.right if isinstance(node.left, ast.BinOp) and is_harmless_operation(node.left) else node.left
    right = node.right.operand if isinstance(node.right, ast.UnaryOp) else node.right
    return isinstance(left, constants) and isinstance(right, constants)


def expression_runs(node):
    if isinstance(node, ast.Lambda):
        arguments = node.args
        return any(expression_runs(value) for value in [*arguments.defaults, *arguments.kw_defaults] if value)
    if isinstance(node, (ast.BinOp, ast.UnaryOp)):
        return not is_harmless_operation(node)
    if isinstance(node, ast.Dict):
        if any(key is None or not is_literal(key) for key in node.keys):
            return True
    if isinstance(node, ast.Set) and not all(map(is_literal, node.elts)):
        return True
    plain = (ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Dict, ast.Set, ast.expr_context)
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(value, ast.FormattedValue) for value in node.values)
    return not isinstance(node, plain) or any(map(expression_runs, ast.iter_child_nodes(node)))


def function_runs(node, future):
    arguments = node.args
    values = [*arguments.defaults, *(value for value in arguments.kw_defaults if value), *node.decorator_list]
    every = [*getattr(arguments, 'posonlyargs', []), *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    if not future:
        values += [argument.annotation for argument in every if argument and argument.annotation]
        values += [node.returns] if node.returns else []
    return bool(node.decorator_list) or any(map(expression_runs, values))


def runs(node, future):
    """Whether there is anything in a definition or an assignment that may call code or raise."""
    if isinstance(node, definitions):
        return function_runs(node, future)
    if isinstance(node, ast.ClassDef):
        return bool(node.decorator_list or node.bases or node.keywords) or any(runs(each, future) for each in node.body)
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        annotated = isinstance(node, ast.AnnAssign) and not future and expression_runs(node.annotation)
        plain = all(isinstance(target, ast.Name) for target in targets)
        return not plain or annotated or bool(node.value and expression_runs(node.value))
    return not (isinstance(node, ast.Pass) or isinstance(node, ast.Expr) and isinstance(node.value, constants))


script_test = ast.dump(ast.parse("__name__ == '__main__'", mode='eval').body)


def is_script_guard(node):
    return isinstance(node, ast.If) and ast.dump(node.test) == script_test and not node.orelse


def kind_of(node):
    if isinstance(node, definitions):
        return 'function'
    if isinstance(node, ast.ClassDef):
        return 'class'
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return 'import'
    return 'script' if is_script_guard(node) else ''


def rows(tree):
    future = any(isinstance(node, ast.ImportFrom) and node.module == '__future__' and any(
        name.name == 'annotations' for name in node.names) for node in tree.body)
    for node in tree.body:
        first = min([node.lineno, *(each.lineno for each in getattr(node, 'decorator_list', []))])
        yield kind_of(node), first, node.end_lineno, runs(node, future)


files = sorted(Path(sysconfig.get_path('stdlib')).rglob('*.py'))
for path in files[:: int(sys.argv[1])]:
    try:
        text = path.read_text('utf-8')
        compile(text, str(path), 'exec')
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        continue
    print(json.dumps([str(path), text, [*rows(tree)]]))
