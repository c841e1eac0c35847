"""statement_trees.py EVERY [FILE...]: for every EVERY-th file of the library that compiles, or of those given, a line of JSON:
the path, the text, and the statements at its top as trees in the form of statement-tree.ts, without the text of literals."""
import ast
import json
import sys
import sysconfig
from pathlib import Path

operators = {
    'Add': '+', 'Sub': '-', 'Mult': '*', 'MatMult': '@', 'Div': '/', 'Mod': '%', 'Pow': '**', 'LShift': '<<', 'RShift': '>>',
    'BitOr': '|', 'BitXor': '^', 'BitAnd': '&', 'FloorDiv': '//', 'UAdd': '+', 'USub': '-', 'Invert': '~', 'Not': 'not',
    'And': 'and', 'Or': 'or', 'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is',
    'IsNot': 'is not', 'In': 'in', 'NotIn': 'not in',
}
comprehensions = {'ListComp': 'list', 'SetComp': 'set', 'GeneratorExp': 'generator', 'DictComp': 'dictionary'}
plain = (ast.Expr, ast.Assign, ast.AnnAssign, ast.Return, ast.Raise, ast.Pass, ast.If, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def of(kind, **fields):
    return {'type': kind, **{name: value for name, value in fields.items() if value is not None}}


def operator(node):
    return operators[type(node).__name__]


def every(nodes):
    return [*map(tree, nodes)]


def tree(node):
    return node and globals()[type(node).__name__](node)


def Constant(node):
    kinds = {int: 'integer', float: 'float', complex: 'complex', str: 'string', bytes: 'bytes', type(...): 'ellipsis'}
    return of('constant', of=kinds.get(type(node.value), 'keyword'))


def fields(values):
    for value in values:
        if not isinstance(value, (ast.FormattedValue, getattr(ast, 'Interpolation', ast.FormattedValue))):
            continue
        spec = value.format_spec
        yield {'value': tree(value.value), **({'spec': [*fields(spec.values)]} if spec else {})}


def JoinedStr(node):
    return of('formatted', isTemplate=False, parts=[*fields(node.values)])


def TemplateStr(node):
    return of('formatted', isTemplate=True, parts=[*fields(node.values)])


def Name(node):
    return of('name', name=node.id)


def Tuple(node):
    return of(type(node).__name__.lower(), elements=every(node.elts))


List = Set = Tuple


def Dict(node):
    items = zip(node.keys, node.values)
    return of('dictionary', items=[{**({'key': tree(key)} if key else {}), 'value': tree(value)} for key, value in items])


def ListComp(node):
    clauses = [
        dict(isAsync=bool(each.is_async), target=tree(each.target), iterable=tree(each.iter), conditions=every(each.ifs))
        for each in node.generators
    ]
    key, element = (node.key, node.value) if isinstance(node, ast.DictComp) else (None, node.elt)
    kind = comprehensions[type(node).__name__]
    return of('comprehension', of=kind, key=tree(key), element=tree(element), clauses=clauses)


SetComp = GeneratorExp = DictComp = ListComp


def parameters(arguments, annotated):
    def one(mark, name, default=None, annotation=None):
        found = {'mark': mark, 'name': name}
        if default:
            found['default'] = tree(default)
        if annotation and annotated:
            found['annotation'] = tree(annotation)
        return found

    def named(mark, argument, default=None):
        return one(mark, argument.arg, default, argument.annotation)

    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    found = [named('', argument, default) for argument, default in zip(positional, defaults)]
    if arguments.posonlyargs:
        found.insert(len(arguments.posonlyargs), one('/', ''))
    if arguments.vararg:
        found.append(named('*', arguments.vararg))
    elif arguments.kwonlyargs:
        found.append(one('*', ''))
    found += [named('', argument, default) for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    return found + ([named('**', arguments.kwarg)] if arguments.kwarg else [])


def Lambda(node):
    return of('lambda', parameters=parameters(node.args, False), body=tree(node.body))


def IfExp(node):
    return of('conditional', body=tree(node.body), test=tree(node.test), otherwise=tree(node.orelse))


def BoolOp(node):
    return of('boolean', operator=operator(node.op), operands=every(node.values))


def Compare(node):
    rest = [dict(operator=operator(each), operand=tree(right)) for each, right in zip(node.ops, node.comparators)]
    return of('comparison', left=tree(node.left), rest=rest)


def BinOp(node):
    return of('binary', operator=operator(node.op), left=tree(node.left), right=tree(node.right))


def UnaryOp(node):
    return of('unary', operator=operator(node.op), operand=tree(node.operand))


def Starred(node):
    return of('starred', value=tree(node.value))


def NamedExpr(node):
    return of('walrus', target=tree(node.target), value=tree(node.value))


def Await(node):
    return of('await', value=tree(node.value))


def Yield(node):
    return of('yield', isFrom=isinstance(node, ast.YieldFrom), value=tree(node.value))


YieldFrom = Yield


def arguments(positional, keywords):
    named = [{**({'name': each.arg} if each.arg else {}), 'value': tree(each.value)} for each in keywords]
    return dict(positional=every(positional), keywords=named)


def Call(node):
    return of('call', callee=tree(node.func), **arguments(node.args, node.keywords))


def Attribute(node):
    return of('attribute', object=tree(node.value), name=node.attr)


def Subscript(node):
    return of('subscript', object=tree(node.value), index=tree(node.slice))


# Until 3.8.
def Index(node):
    return tree(node.value)


def ExtSlice(node):
    return of('tuple', elements=every(node.dims))


def Slice(node):
    return of('slice', lower=tree(node.lower), upper=tree(node.upper), step=tree(node.step))


def statements(nodes):
    return [tree(node) if is_plain(node) else {'type': 'other', 'form': tree(node)} for node in nodes]


def is_plain(node):
    """Whether those who run statements look into it: if it begins with what begins an operand."""
    if not isinstance(node, (ast.Expr, ast.Assign)):
        return isinstance(node, plain)
    return begins_with_operand(node.value if isinstance(node, ast.Expr) else node.targets[0], node)


def begins_with_operand(first, statement):
    if (first.lineno, first.col_offset) != (statement.lineno, statement.col_offset):
        return True  # a parenthesis
    if isinstance(first, ast.Constant):
        return first.value is not True and first.value is not False
    if isinstance(first, (ast.UnaryOp, ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom, ast.Starred)):
        return False
    if isinstance(first, ast.Tuple):
        text = lines[first.lineno - 1].encode()[first.col_offset :]
        return text.startswith(b'(') or begins_with_operand(first.elts[0], statement)
    if isinstance(first, (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.JoinedStr)):
        return True
    inner = first.values if isinstance(first, ast.BoolOp) else [*ast.iter_child_nodes(first)]
    if isinstance(first, ast.IfExp):
        inner = [first.body]
    return not inner or not isinstance(inner[0], ast.expr) or begins_with_operand(inner[0], statement)


def Expr(node):
    return of('expression', value=tree(node.value))


def Assign(node):
    return of('assignment', targets=every(node.targets), value=tree(node.value))


def AnnAssign(node):
    target, annotation = tree(node.target), tree(node.annotation)
    if node.value is None:
        return of('annotation', target=target, annotation=annotation)
    return of('assignment', targets=[target], annotation=annotation, value=tree(node.value))


def AugAssign(node):
    return of('augmented', target=tree(node.target), operator=operator(node.op) + '=', value=tree(node.value))


def Return(node):
    return of('return', value=tree(node.value))


def Raise(node):
    return of('raise', exception=tree(node.exc), cause=tree(node.cause))


def Pass(node):
    return of(type(node).__name__.lower())


Break = Continue = Pass


def Assert(node):
    return of('assert', test=tree(node.test), message=tree(node.msg))


def Delete(node):
    return of('delete', targets=every(node.targets))


def Global(node):
    return of(type(node).__name__.lower(), names=node.names)


Nonlocal = Global


def aliases(names):
    return [{'name': each.name, **({'alias': each.asname} if each.asname else {})} for each in names]


def Import(node):
    return of('import', names=aliases(node.names))


def ImportFrom(node):
    return of('import-from', level=node.level, module=node.module or '', names=aliases(node.names))


def TypeAlias(node):
    return of('type-alias', name=node.name.id, **{'ofTypeParameters': []}, **type_parameters(node), value=tree(node.value))


def If(node):
    return of('if', test=tree(node.test), body=statements(node.body), otherwise=statements(node.orelse))


def For(node):
    return of('for', isAsync=isinstance(node, ast.AsyncFor), target=tree(node.target), iterable=tree(node.iter), **blocks(node))


AsyncFor = For


def blocks(node):
    return dict(body=statements(node.body), otherwise=statements(node.orelse))


def While(node):
    return of('while', test=tree(node.test), **blocks(node))


def Try(node):
    starred = type(node).__name__ == 'TryStar'
    handlers = [
        {'isStarred': starred, **({'exception': tree(each.type)} if each.type else {}), **({'name': each.name} if each.name else {}), 'body': statements(each.body)}
        for each in node.handlers
    ]
    return of('try', body=statements(node.body), handlers=handlers, otherwise=statements(node.orelse), **{'finally': statements(node.finalbody)})


TryStar = Try


def With(node):
    first = node.items[0]
    if sys.version_info < (3, 9) and isinstance(first.context_expr, ast.Tuple) and len(node.items) == 1:
        # Several managers in parentheses are a tuple there.
        if not (first.optional_vars or any(isinstance(each, (ast.Starred, ast.NamedExpr)) for each in first.context_expr.elts)):
            node.items = [ast.withitem(each, None) for each in first.context_expr.elts]
    items = [
        {'manager': tree(each.context_expr), **({'target': tree(each.optional_vars)} if each.optional_vars else {})}
        for each in node.items
    ]
    return of('with', isAsync=isinstance(node, ast.AsyncWith), items=items, body=statements(node.body))


AsyncWith = With


def Match(node):
    cases = [
        {'pattern': tree(each.pattern), **({'guard': tree(each.guard)} if each.guard else {}), 'body': statements(each.body)}
        for each in node.cases
    ]
    return of('match', subject=tree(node.subject), cases=cases)


def MatchValue(node):
    value = Constant(node) if isinstance(node, getattr(ast, 'MatchSingleton', ())) else tree(node.value)
    return of('match-value', value=value)


MatchSingleton = MatchValue


def MatchAs(node):
    return of('match-as', pattern=tree(node.pattern), name=node.name)


def MatchStar(node):
    return of('match-star', name=node.name)


def MatchOr(node):
    return of('match-or' if isinstance(node, ast.MatchOr) else 'match-sequence', patterns=every(node.patterns))


MatchSequence = MatchOr


def MatchMapping(node):
    items = [dict(key=tree(key), pattern=tree(pattern)) for key, pattern in zip(node.keys, node.patterns)]
    return of('match-mapping', items=items, rest=node.rest)


def MatchClass(node):
    keywords = [dict(name=name, pattern=tree(pattern)) for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]
    return of('match-class', **{'class': tree(node.cls)}, positional=every(node.patterns), keywords=keywords)


def type_parameters(node):
    found = []
    for each in getattr(node, 'type_params', []):
        found += [tree(value) for value in (getattr(each, 'bound', None), getattr(each, 'default_value', None)) if value]
    return {'ofTypeParameters': found} if found else {}


def FunctionDef(node):
    is_async = isinstance(node, ast.AsyncFunctionDef)
    yields = any(isinstance(each, (ast.Yield, ast.YieldFrom)) for part in node.body for each in ast.walk(part))
    return of(
        'function', name=node.name, decorators=every(node.decorator_list), parameters=parameters(node.args, True),
        returns=tree(node.returns), isSuspended=is_async or yields, hasTypeParameters=bool(getattr(node, 'type_params', [])),
        **type_parameters(node), body=statements(node.body),
    )


AsyncFunctionDef = FunctionDef


def ClassDef(node):
    return of(
        'class', name=node.name, decorators=every(node.decorator_list), **arguments(node.bases, node.keywords),
        hasTypeParameters=bool(getattr(node, 'type_params', [])), **type_parameters(node), body=statements(node.body),
    )


for path in map(Path, sys.argv[2:]) if len(sys.argv) > 2 else sorted(Path(sysconfig.get_path('stdlib')).rglob('*.py'))[:: int(sys.argv[1])]:
    try:
        text = path.read_text('utf-8')
        compile(text, str(path), 'exec')
        module = ast.parse(text)
        lines = text.split('\n')
        print(json.dumps([str(path), text, statements(module.body)]))
    except (SyntaxError, ValueError, RecursionError):
        continue
