"""What CPython's `symtable` says about a text, one line a table: its path, its symbols, their scopes and flags."""

import re
import symtable
import sys

import _symtable

# Bits of a symbol's flags (Include/internal/pycore_symtable.h); `_symtable` does not export all of them.
FLAGS = {
    1: 'g',  # global statement
    2: 'l',  # assigned, or deleted
    4: 'p',  # parameter
    8: 'n',  # nonlocal statement
    16: 'u',  # used
    64: 'c',  # a class has a name of its own that is free in a scope inside
    128: 'i',  # imported
    256: 'a',  # annotated
    512: 't',  # target of a comprehension
    1024: 'y',  # type parameter
    2048: 'k',  # cell of a comprehension that is part of the table
}
SCOPES = {1: 'local', 2: 'global-explicit', 3: 'global-implicit', 4: 'free', 5: 'cell'}
# Those below are one kind of scope each for the front end.
COMPREHENSIONS = re.compile('^<?(listcomp|setcomp|dictcomp)>?$')
TYPES = {'typevar bound': 'type variable', 'type parameter': 'type parameters', 'typealias': 'type alias'}

letters = {}


def symbol_text(flags):
    """`cell ul` for the flags of a symbol."""
    if flags not in letters:
        # Every name in a target is flagged, also the `i` of `for x[i] in ...`, which nobody assigns to; and since 3.12
        # every name that a class shares with a scope inside, also what it only reads itself.
        seen = flags & ~(0 if flags & 2 else 512) & ~(0 if flags & (1 | 2 | 4 | 128 | 1024) else 64)
        found = ''.join(letter for bit, letter in FLAGS.items() if seen & bit and bit < 1 << _symtable.SCOPE_OFF)
        letters[flags] = SCOPES[flags >> _symtable.SCOPE_OFF & _symtable.SCOPE_MASK] + ' ' + ''.join(sorted(found))
    return letters[flags]


def is_in_source(name):
    """Whether the compiler has not added the name for its own use."""
    return name[0] != '.' and name not in ('__classdict__', '__conditional_annotations__')


def table_head(table):
    """`type name@line`, the line 1-based. Until 3.12 those of what may be in an f-string were wrong."""
    kind = table.get_type()
    kind = getattr(kind, 'value', kind).lower()
    kind = TYPES.get(kind, kind)
    name = table.get_name()
    if kind == 'module':
        return kind
    if kind == 'function':
        # A function may be named so as well.
        is_comprehension = '.0' in table._table.symbols
        if is_comprehension:
            name = COMPREHENSIONS.sub('comprehension', name).strip('<>')
        if sys.version_info < (3, 12) and (is_comprehension or name == 'lambda'):
            return '%s %s' % (kind, name)
    return '%s %s@%d' % (kind, name, table.get_lineno())


def symbol_lines(text, path):
    """The lines of all tables, in no order."""
    lines = []

    def add(table, parents):
        where = parents + table_head(table)
        symbols = ['%s=%s' % (name, symbol_text(flags)) for name, flags in table._table.symbols.items() if is_in_source(name)]
        lines.append('%s: %s' % (where, ', '.join(sorted(symbols))))
        for child in table.get_children():
            add(child, where + ' > ')

    add(symtable.symtable(text, path, 'exec'), '')
    return lines
