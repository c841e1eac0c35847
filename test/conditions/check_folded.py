"""Compares texts of which conditions are folded with what they were: reads rows of JSON, writes what is wrong."""

import io
import json
import symtable
import sys
import tokenize

# What folding puts in.
ADDED = {'if', 'elif', 'else', 'while', 'True', 'False', '1', ':', 'pass'}


def tokens(text):
    kinds = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in kinds:
            yield token.start, token.string


def functions(code, line_of):
    """Yield the code of every function, by its name and first line."""
    for const in code.co_consts:
        if type(const) is type(code):
            yield (const.co_name, line_of(const.co_firstlineno)), const
            yield from functions(const, line_of)


def tables(table, line_of):
    for child in table.get_children():
        if child.get_type() == 'function':
            yield (child.get_name(), line_of(child.get_lineno())), child
        yield from tables(child, line_of)


def meaning(symbol):
    return symbol.is_global(), symbol.is_free(), symbol.is_parameter()


def problems(original, folded, gaps):
    def line_of(line):
        return line + sum(count for first, count in gaps if first <= line)

    try:
        code = compile(folded, 'm', 'exec', dont_inherit=True)
    except SyntaxError as error:
        yield 'no Python: %s' % error
        return
    places = dict(tokens(original))
    lines = folded.split('\n')
    for (line, column), string in tokens(folded):
        place = line_of(line), column
        if places.get(place) != string and string not in ADDED and 'if False: ' not in lines[line - 1]:
            yield 'at %s: %r, not %r' % (place, string, places.get(place))
    flags = dict(functions(compile(original, 'm', 'exec', dont_inherit=True), lambda line: line))
    for key, function in functions(code, line_of):
        if key in flags and (function.co_flags ^ flags[key].co_flags) & 0x2A0:  # generators and coroutines
            yield '%s: flags %x, not %x' % (key, function.co_flags, flags[key].co_flags)
    before = {}
    for key, table in tables(symtable.symtable(original, 'm', 'exec'), lambda line: line):
        before.setdefault(key, []).append(table)
    for key, table in tables(symtable.symtable(folded, 'm', 'exec'), line_of):
        if len(before.get(key, ())) != 1 or key[0] in ('lambda', 'listcomp', 'genexpr', 'setcomp', 'dictcomp'):
            continue
        names = {symbol.get_name(): meaning(symbol) for symbol in before[key][0].get_symbols()}
        for symbol in table.get_symbols():
            if names.get(symbol.get_name(), meaning(symbol)) != meaning(symbol):
                yield '%s: %s means something else' % (key, symbol.get_name())


for row in sys.stdin:
    path, original, folded, gaps = json.loads(row)
    for problem in problems(original, folded, gaps):
        print('%s: %s' % (path, problem))
