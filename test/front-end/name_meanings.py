"""Which scope a name of a scope means, by Python's own tables (`symtable`)."""

import _symtable
from symbol_lines import table_head

LOCAL, GLOBAL_EXPLICIT, GLOBAL_IMPLICIT, FREE, CELL = 1, 2, 3, 4, 5
DEF_GLOBAL, DEF_NONLOCAL, DEF_COMP_ITER, DEF_TYPE_PARAM = 1, 8, 512, 1024
DEF_BOUND = 2 | 4 | 128 | DEF_TYPE_PARAM
#: A meaning that the tables do not tell, most often because nothing is ever evaluated there.
UNKNOWN = '?'
#: Scopes that see the names of the class that they stand in (PEP 695, PEP 649).
SEEING_CLASSES = ('type parameters', 'type variable', 'type alias', 'annotation')


class Table:
    """The symbols of one of Python's tables, and its children, to be taken one by one."""

    def __init__(self, table):
        self.symbols = table._table.symbols
        self.children = {}
        for child in table.get_children():
            self.children.setdefault(table_head(child), []).append(child)

    def take(self, head):
        found = self.children.get(head)
        return Table(found.pop(0)) if found else None


class Scope:
    """A scope of the language. `table` is None where no table is made of it; `parent` is None for the module."""

    def __init__(self, kind, index, parent, table):
        self.kind = kind
        self.index = index
        self.parent = parent
        self.table = table
        #: A comprehension that is part of its parent (PEP 709).
        self.is_inlined = False
        #: The names that a comprehension's `for` binds.
        self.targets = set()

    def flags(self, name):
        return self.table.symbols.get(name, 0) if self.table else 0

    def owns(self, name):
        """Whether the table has the name, if it has, from elsewhere than a comprehension that is part of it."""
        return not self.flags(name) & DEF_COMP_ITER or name in self.targets

    def kind_of(self, name):
        return self.flags(name) >> _symtable.SCOPE_OFF & _symtable.SCOPE_MASK

    def meaning(self, name):
        """How many scopes outwards the binding is, `global`, or None for a name that is global if anything."""
        scope = self
        hops = 0
        while scope.is_inlined:
            if name in scope.targets:
                return hops
            hops += 1
            scope = scope.parent
            if scope.kind == 'class':
                # The table is the class's, whose names the comprehension does not see. Before 3.12 it saw `__class__`.
                return UNKNOWN if name == '__class__' else scope.meaning_around(name, hops)
        if scope.table is None:
            return UNKNOWN
        if not scope.owns(name):
            # The table has it from a comprehension beside the reference.
            return scope.meaning_around(name, hops)
        flags, kind = scope.flags(name), scope.kind_of(name)
        if not kind or scope.kind == 'annotation' and name == '__class__':
            # No table has the `x` of `(x): int`, nor in 3.14 what annotates a function's variables. An annotation of a
            # class's own variables sees its cell there.
            return UNKNOWN
        if kind == GLOBAL_EXPLICIT:
            # The module has what scopes inside only declare, too, and a comprehension that is part of a table declares nothing.
            return None if hops or scope.parent is None and not flags & DEF_BOUND else 'global'
        if kind in (LOCAL, CELL):
            return 'global' if scope.parent is None else hops
        if kind == GLOBAL_IMPLICIT:
            return scope.meaning_in_class(name, hops)
        assert kind == FREE, (name, scope.kind)
        return scope.meaning_around(name, hops)

    def meaning_around(self, name, hops):
        """The meaning of a name that the scope does not bind."""
        scope = self
        while scope.parent is not None:
            hops += scope.kind != 'annotation'
            scope = scope.parent
            if scope.is_inlined:
                if name in scope.targets:
                    return hops
            elif scope.kind == 'class':
                if name == '__class__':
                    return hops
            elif scope.parent is not None and scope.owns(name):
                if scope.kind_of(name) in (LOCAL, CELL):
                    return hops
                if scope.flags(name) & DEF_GLOBAL:
                    return None
        return None

    def meaning_in_class(self, name, hops):
        """The meaning of a name that no function around binds, but perhaps a class does."""
        scope = self
        if scope.kind == 'annotation' and scope.parent.flags(name) & DEF_TYPE_PARAM:
            # In 3.14 the class comes before the type parameters of its method.
            return UNKNOWN
        while scope.kind in SEEING_CLASSES:
            hops += scope.kind != 'annotation'
            scope = scope.parent
            flags = scope.flags(name)
            is_own = flags & DEF_BOUND and not flags & (DEF_NONLOCAL | DEF_GLOBAL) and scope.owns(name)
            if scope.kind == 'class' and is_own:
                return hops
        return None
