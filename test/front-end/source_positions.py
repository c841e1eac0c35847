"""Offsets into a text, as JavaScript counts them, of what `ast` has as nodes and of names that it has only as strings."""

import bisect
import re

# What stands between names is of no interest, comments least.
WORD = re.compile(r'#[^\n]*|[^\W\d]\w*', re.UNICODE)
GAP = r'(?:\s|\\\n)+'
DEFINITION = re.compile('(?:async' + GAP + ')?(?:def|class)' + GAP)


class Positions:
    def __init__(self, text):
        self.text = text
        self.lines = text.split('\n')
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.astral = [] if text.isascii() else [index for index, letter in enumerate(text) if letter > '\uffff']

    def index(self, line, column):
        """Of a 1-based line and a column in bytes of UTF-8."""
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode())
        return self.starts[line - 1] + column

    def start(self, node):
        return self.index(node.lineno, node.col_offset)

    def end(self, node):
        return self.index(node.end_lineno, node.end_col_offset)

    def utf16(self, index):
        return index + bisect.bisect_left(self.astral, index) if self.astral else index

    def words(self, start, end):
        """Start and end of each word between two indices."""
        found = []
        for match in WORD.finditer(self.text, start, end):
            if match[0][0] != '#':
                found.append(match.span())
        return found

    def defined_name(self, node):
        """The start of a function's or class's name."""
        return DEFINITION.match(self.text, self.start(node)).end()

    def handler_name(self, node):
        """The start of the name after `as` in an `except` clause."""
        return self.words(self.end(node.type), len(self.text) if not node.body else self.start(node.body[0]))[1][0]

    def aliases(self, node):
        """For each alias of an import statement where it starts, where the name that it binds starts, and where it ends."""
        words = self.words(self.start(node), self.end(node))
        spans = []
        index = 1
        if hasattr(node, 'module'):
            # `from a.b import`
            index = 2 + (len(node.module.split('.')) if node.module else 0)
        for alias in node.names:
            if alias.name == '*':
                star = self.end(node) - 1
                spans.append((star, star, star + 1))
                continue
            first = words[index]
            index += len(alias.name.split('.'))
            last = words[index - 1]
            if alias.asname:
                first_bound = last = words[index + 1]
                index += 2
            else:
                first_bound = first
            spans.append((first[0], first_bound[0], last[1]))
        return spans
