"""Every reference to a name and every import of a text, from `ast`, and what each name means, from `symtable`.

The walk over the tree follows the order of Python/symtable.c, so that the tables of scopes on one line are told apart.
"""

import ast
import symtable
import sys

from name_meanings import DEF_GLOBAL, UNKNOWN, Scope, Table
from source_positions import Positions

VERSION = sys.version_info[:2]
NOT_BINDING = {'Load', 'Global', 'Nonlocal', 'BareAnnotation'}


class Walk:
    def __init__(self, text, path, tree):
        self.positions = Positions(text)
        self.rows = []
        self.imports = []
        self.scopes = []
        self.class_name = None
        #: In the head of a generic class the only private names are those of its type parameters.
        self.private_parameters = None
        self.field_range = None
        self.has_string_annotations = VERSION >= (3, 10) and any(
            isinstance(node, ast.ImportFrom)
            and node.module == '__future__'
            and any(alias.name == 'annotations' for alias in node.names)
            for node in tree.body
        )
        module = self.new_scope('module', None, Table(symtable.symtable(text, path, 'exec')))
        self.module = module
        for node in tree.body:
            self.visit(node, module)

    # What is found

    def start(self, node):
        """Until 3.12 the fields of f-strings had no positions worth the name."""
        return -1 if self.field_range else self.positions.start(node)

    def mangled(self, name):
        if self.class_name is None or not name.startswith('__') or name.endswith('__'):
            return name
        if VERSION >= (3, 13) and self.private_parameters is not None and name not in self.private_parameters:
            return name
        stripped = self.class_name.lstrip('_')
        return '_%s%s' % (stripped, name) if stripped else name

    def add(self, index, role, name, scope):
        name = self.mangled(name)
        self.rows.append((index, self.field_range, role, name, scope))
        if role == 'Store' and scope.kind in ('comprehension', 'genexpr'):
            scope.targets.add(name)

    def results(self):
        """Rows `offset role name scope meaning`; an f-string's range is its names' offset where Python knows no better."""
        meanings = [scope.meaning(name) for _, _, _, name, scope in self.rows]
        bound = {row[3] for row, meaning in zip(self.rows, meanings) if self.binds_global(row, meaning)}
        utf16 = self.positions.utf16
        lines = []
        for (index, field_range, role, name, scope), meaning in zip(self.rows, meanings):
            if meaning is None:
                meaning = 'global' if name in bound else 'builtin'
            place = '%d-%d' % tuple(map(utf16, field_range)) if field_range else utf16(index)
            while scope.kind == 'annotation':
                scope = scope.parent
            lines.append('%s %s %s %d %s' % (place, role, name, scope.index, meaning))
        return lines

    def new_scope(self, kind, parent, table):
        scope = Scope(kind, len(self.scopes), parent, table)
        while parent is not None and parent.kind == 'annotation':
            parent = parent.parent
        self.scopes.append([kind, parent.index if parent else -1])
        return scope

    def binds_global(self, row, meaning):
        _, _, role, name, _ = row
        if meaning == UNKNOWN:
            # A comprehension in an annotation that is a string: the module's table has the target nevertheless.
            return role == 'Walrus' and self.module.flags(name) & DEF_GLOBAL
        return meaning in ('global', None) and role not in NOT_BINDING

    # Nodes

    def visit(self, node, scope):
        method = METHODS.get(type(node).__name__)
        if method is not None:
            method(self, node, scope)
        else:
            for child in ast.iter_child_nodes(node):
                self.visit(child, scope)

    def visit_all(self, nodes, scope):
        for node in nodes:
            if node is not None:
                self.visit(node, scope)

    def name(self, node, scope, role=None):
        role = role or {'Load': 'Load', 'Store': 'Store', 'Del': 'Delete'}[type(node.ctx).__name__]
        self.add(self.start(node), role, node.id, scope)

    def target(self, node, scope, role):
        if isinstance(node, ast.Name):
            self.name(node, scope, role)
        else:
            self.visit(node, scope)

    def augmented_assignment(self, node, scope):
        self.target(node.target, scope, 'Augmented')
        self.visit(node.value, scope)

    def annotated_assignment(self, node, scope):
        role = 'AnnotatedStore' if node.value else 'Annotated'
        if not node.simple:
            role = 'Store' if node.value else 'BareAnnotation'
        self.target(node.target, scope, role)
        self.annotations([node.annotation], scope, None)
        self.visit_all([node.value], scope)

    def named_expression(self, node, scope):
        self.target(node.target, scope, 'Walrus')
        self.visit(node.value, scope)

    def declaration(self, node, scope):
        words = self.positions.words(self.positions.start(node), self.positions.end(node))
        for (start, _), name in zip(words[1:], node.names):
            self.add(start, type(node).__name__, name, scope)

    def import_statement(self, node, scope):
        spans = self.positions.aliases(node)
        names = []
        for alias, (start, bound, end) in zip(node.names, spans):
            if VERSION >= (3, 10):
                assert (start, end) == (self.positions.start(alias), self.positions.end(alias)), ast.dump(alias)
            if alias.name != '*':
                self.add(bound, 'Import', alias.asname or alias.name.split('.')[0], scope)
            names.append([alias.name, alias.asname, self.positions.utf16(start), self.positions.utf16(end)])
        level, source = (node.level, node.module or '') if isinstance(node, ast.ImportFrom) else (0, None)
        place = [self.positions.utf16(self.positions.start(node)), self.positions.utf16(self.positions.end(node))]
        self.imports.append([place, level, source, names, scope.index])

    def function(self, node, scope):
        self.add(self.positions.defined_name(node), 'Definition', node.name, scope)
        self.visit_all(node.args.defaults, scope)
        self.visit_all(node.args.kw_defaults, scope)
        self.visit_all(node.decorator_list, scope)
        outer = self.type_parameters(node, node.name, scope)
        self.annotations(self.signature(node), outer, node)
        inner = self.scope('function', 'function %s@%d' % (node.name, node.lineno), outer)
        self.parameters(node.args, inner)
        self.visit_all(node.body, inner)

    def signature(self, node):
        """Annotations of parameters and result, in the order in which tables of scopes in them are made."""
        args = node.args
        found = [*args.posonlyargs, *args.args, args.vararg, args.kwarg, *args.kwonlyargs]
        return [arg.annotation for arg in found if arg and arg.annotation] + ([node.returns] if node.returns else [])

    def lambda_expression(self, node, scope):
        self.visit_all(node.args.defaults, scope)
        self.visit_all(node.args.kw_defaults, scope)
        inner = self.scope('lambda', self.nameless('lambda', node), scope)
        self.parameters(node.args, inner)
        self.visit(node.body, inner)

    def parameters(self, args, scope):
        for arg in [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]:
            if arg:
                self.add(self.start(arg), 'Parameter', arg.arg, scope)

    def class_definition(self, node, scope):
        self.add(self.positions.defined_name(node), 'Definition', node.name, scope)
        self.visit_all(node.decorator_list, scope)
        outer_class = self.class_name
        outer = self.type_parameters(node, node.name, scope, node.name)
        self.visit_all(node.bases, outer)
        self.visit_all(node.keywords, outer)
        self.class_name = node.name
        self.private_parameters = None
        inner = self.scope('class', 'class %s@%d' % (node.name, node.lineno), outer)
        self.visit_all(node.body, inner)
        self.class_name = outer_class

    def type_alias(self, node, scope):
        self.visit(node.name, scope)
        outer = self.type_parameters(node, node.name.id, scope)
        self.visit(node.value, self.scope('type alias', 'type alias %s@%d' % (node.name.id, node.lineno), outer))

    def type_parameters(self, node, name, scope, class_name=None):
        if not getattr(node, 'type_params', None):
            return scope
        inner = self.scope('type parameters', 'type parameters %s@%d' % (name, node.lineno), scope)
        if class_name:
            self.class_name = class_name
            self.private_parameters = set()
        for parameter in node.type_params:
            start = self.positions.words(self.positions.start(parameter), self.positions.end(parameter))[0][0]
            if class_name:
                self.private_parameters.add(parameter.name)
            self.add(start, 'TypeParameter', parameter.name, inner)
            for value in (getattr(parameter, 'bound', None), getattr(parameter, 'default_value', None)):
                if value:
                    head = 'type variable %s@%d' % (parameter.name, value.lineno)
                    self.visit(value, self.scope('type variable', head, inner))
        return inner

    def annotations(self, nodes, scope, function):
        """Annotations of a function (its parameters and result) or of a variable."""
        if self.has_string_annotations:
            return self.visit_all(nodes, self.new_scope('annotation', scope, None))
        if VERSION < (3, 14):
            return self.visit_all(nodes, scope)
        if function is not None:
            inner = self.scope('annotation', 'annotation __annotate__@%d' % function.lineno, scope)
            return self.visit_all(nodes, inner)
        if not hasattr(scope, 'annotation'):
            scope.annotation = self.scope('annotation', 'annotation __annotate__@%d' % nodes[0].lineno, scope)
        self.visit_all(nodes, scope.annotation)

    def comprehension(self, node, scope):
        first = node.generators[0]
        self.visit(first.iter, scope)
        kind = 'genexpr' if isinstance(node, ast.GeneratorExp) else 'comprehension'
        inner = self.scope(kind, self.nameless(kind, node), scope)
        self.visit(first.target, inner)
        self.visit_all(first.ifs, inner)
        for generator in node.generators[1:]:
            self.visit(generator.target, inner)
            self.visit(generator.iter, inner)
            self.visit_all(generator.ifs, inner)
        if isinstance(node, ast.DictComp):
            self.visit_all([node.value, node.key], inner)
        else:
            self.visit(node.elt, inner)

    def nameless(self, kind, node):
        return 'function ' + (kind if VERSION < (3, 12) else '%s@%d' % (kind, node.lineno))

    def scope(self, kind, head, parent):
        owner = parent
        while owner.is_inlined:
            owner = owner.parent
        table = owner.table.take(head) if owner.table else None
        inner = self.new_scope(kind, parent, table)
        if table is None and owner.table is not None:
            assert kind == 'comprehension' and VERSION >= (3, 12), 'no table: ' + head
            inner.is_inlined = True
        return inner

    def handler(self, node, scope):
        self.visit_all([node.type], scope)
        if node.name:
            self.add(self.positions.handler_name(node), 'Store', node.name, scope)
        self.visit_all(node.body, scope)

    def capture(self, node, scope):
        """`case name`, `case ... as name`, `case [*name]` and `case {**name}`."""
        for child in ast.iter_child_nodes(node):
            self.visit(child, scope)
        name = node.rest if type(node).__name__ == 'MatchMapping' else node.name
        if name:
            words = self.positions.words(self.positions.start(node), self.positions.end(node))
            self.add(words[-1][0], 'Store', name, scope)

    def formatted_string(self, node, scope):
        if VERSION >= (3, 12) or self.field_range:
            return self.visit_all(node.values, scope)
        self.field_range = (self.positions.start(node), self.positions.end(node))
        self.visit_all(node.values, scope)
        self.field_range = None


METHODS = {
    'Name': Walk.name,
    'AugAssign': Walk.augmented_assignment,
    'AnnAssign': Walk.annotated_assignment,
    'NamedExpr': Walk.named_expression,
    'Global': Walk.declaration,
    'Nonlocal': Walk.declaration,
    'Import': Walk.import_statement,
    'ImportFrom': Walk.import_statement,
    'FunctionDef': Walk.function,
    'AsyncFunctionDef': Walk.function,
    'Lambda': Walk.lambda_expression,
    'ClassDef': Walk.class_definition,
    'TypeAlias': Walk.type_alias,
    'ListComp': Walk.comprehension,
    'SetComp': Walk.comprehension,
    'DictComp': Walk.comprehension,
    'GeneratorExp': Walk.comprehension,
    'ExceptHandler': Walk.handler,
    'MatchAs': Walk.capture,
    'MatchStar': Walk.capture,
    'MatchMapping': Walk.capture,
    'JoinedStr': Walk.formatted_string,
}
