# The runtime of a bundle: it lets the import system find the modules that the bundle holds.
#
# Each module stands in the bundle as the body of a class inside a function that is never called. Python compiles the
# body of a class to the same kind of code as a module. The loader takes that code out of the function, mends what
# differs from a module's code, and leaves everything else to the import system.
#
# Lines between `# part: NAME` and `# end: NAME` go into a bundle only where it needs them, these first lines never.


def __cribo_install(modules, module=None, resources=None, extracted=None, excluded=(), roots=(), bundle=None):
    """Let the import system find the modules of this file.

    modules: {name: (function, path, features, originals, unindented, lifted, gaps, sum)}, all but the first optional. Instead of a
    function None stands for a namespace package, for what is no Python a tuple of its SyntaxError's class and arguments,
    and for a module of the static strategy a class, of which lifted are the static methods: {name: (first line, line
    after its last, lines that its header has)}. The path is relative to this file's folder; features are those of
    __future__; originals are {line: text} of rewritten lines, [text] of those that keep their columns, or the columns of what
    was put into quotes; unindented are lines that begin inside a string and hold code; gaps are (line, count) of lines of
    the file that are left out; sum is the CRC-32 of the file's text, where that is not what stands here. The entry is one of
    them, `__main__`, if it has positions of its own: the function that runs it is returned.
    module: what `python -m` calls this file's own code, if it belongs to a package or has to know that it does not.
    resources: {path: content} of files beside modules and of metadata; text as it is, else base85 of zlib in bytes.
    extracted: {package: hash} of packages whose files have to be on disk when they run.
    excluded: patterns of names that are not to be found, in which * stands for anything but a dot.
    roots: folders that may have the modules' own files, relative to the folder of this file.
    bundle: the namespace of that code.
    """
    if bundle is None:
        # Run with globals of its own: what the entry calls `len` is not what this function means by it.
        own = {'__builtins__': __builtins__, '__name__': '_frozen_importlib_external'}
        arguments = modules, module, resources, extracted, excluded, roots, globals()
        return type(__cribo_install)(__cribo_install.__code__, own)(*arguments)
    import sys

    external = sys.modules['_frozen_importlib_external']
    Code, known = type((lambda: 0).__code__), sys.version_info < (3, 15)  # for a newer Python see exec_module
    # POP_TOP and EXTENDED_ARG, which not all code has an instance of; other opcodes are read from the code.
    pop_top, extended_arg = {13: (32, 71), 14: (31, 69)}.get(sys.version_info[1], (1, 144))
    class_ends = '__static_attributes__', '__classdictcell__', '__classcell__'
    for name in [name for name in bundle if name.startswith('__cribo_')]:
        del bundle[name]
    # part: aliases
    # In place of all that may stand the name of a module, of which this is a further name.
    aliases = {name: modules.pop(name) for name, row in [*modules.items()] if type(row) is str}
    # end: aliases
    for name, (function, path, *row) in [(name, row + ('',) * (2 - len(row))) for name, row in modules.items()]:
        modules[name] = (function, path or name.replace('.', '/') + '.py', *row)
    # part: aliases
    modules.update([(alias, modules[name]) for alias, name in aliases.items()])
    # end: aliases
    # part: entry
    entry = modules.pop('__main__')
    # end: entry
    given = bundle.get('__file__') or ''
    from_file = given[:1] not in ('', '<')  # else standard input, and Python looks for modules in the working folder
    file = given if from_file else '-'
    if not (file[0] in external.path_separators or file[1:2] == ':'):
        file = external._path_join(external._os.getcwd(), file)
    identity = file if from_file else sorted(modules)
    folder = file[: len(file) - len(external._path_split(file)[1])]

    # part: positions
    def varint(table, at):
        """Return the number that begins there, and where the next one does."""
        value = shift = 0
        while True:
            value |= (table[at] & 63) << shift
            at, shift = at + 1, shift + 6
            if table[at - 1] < 64:
                return value, at

    def mend_columns(table, line, width, rewritten, unindented):
        """Take the indentation off the columns of a table of positions (3.11, Objects/locations.md).

        On rewritten lines there are no columns, as a statement that is a line of its own shows none.
        """
        table, at = bytearray(table), 0
        while at < len(table):
            form, at = table[at] >> 3 & 15, at + 1
            if form < 13:  # one line; below 10 an early column and a length, in eight bits; else columns in a byte each
                line += max(0, form - 10)
                column = table[at] if form > 9 else form << 3 | table[at] >> 4
                if line in rewritten:
                    table[at - 1] = table[at - 1] & 0x87 | 13 << 3
                    table[at : at + 1 + (form > 9)] = b'\0' if form < 10 else bytes((64 | form - 10 << 1, 0))
                elif column >= width and line not in unindented:
                    if form < 10:
                        table[at - 1] = table[at - 1] & 0x87 | column - width & 0x78
                        table[at] = table[at] & 15 | (column - width & 7) << 4
                    else:
                        table[at], table[at + 1] = column - width, table[at + 1] - width
                at += 1 + (form > 9)
            elif form < 15:  # numbers of any size: the line and, in form 14, the last line and both columns
                value, at = varint(table, at)
                line += -(value >> 1) if value & 1 else value >> 1
                if form == 14:
                    value, at = varint(table, at)
                    for place in (line, line + value):
                        begin = at
                        value, at = varint(table, at)
                        if line in rewritten:
                            value = 0
                        elif value > width and place not in unindented:
                            value -= width
                        for index in range(begin, at):
                            table[index] = value & 63 | (64 if index + 1 < at else 0)
                            value >>= 6
        return bytes(table)

    def without_four(table):
        """Take four columns off a whole table of positions, as `mend_columns` does one after the other.

        The table is one number, of which all entries are changed at once; only their first bytes have the highest bit.
        """
        size = len(table)
        number, ones = int.from_bytes(table, 'little'), int.from_bytes(b'\1' * size, 'little')
        heads, eight, four, two, one = [number >> bit & ones for bit in (7, 6, 5, 4, 3)]  # the bits of the form
        early = (heads & ~(eight & (four | two))) << 8  # the second bytes of these, with the column's last three bits
        high = early & eight
        low = (early ^ high) & (eight | four | two | one) << 8
        single = (heads & eight & (two & ~four | four & ~two & ~one)) << 8
        single &= number >> 2 | number >> 3 | number >> 4 | number >> 5 | number >> 6
        number += (low << 6) - (low >> 5) - (high << 6) - (single << 2) - (single << 10)
        long, large = heads & eight & four & two & ~one, one | two | four
        if long:  # two numbers for lines and two for columns, mostly of a byte each
            plain = long & ~(eight >> 8 | eight >> 16 | eight >> 24 | eight >> 32) & large >> 24 & large >> 32
            number -= (plain << 26) + (plain << 34)
            long ^= plain
        table = bytearray(number.to_bytes(size, 'little'))
        marks = long.to_bytes(size, 'little') if long else b''
        at = marks.find(1)
        while at >= 0:
            after = at
            for is_column in (0, 0, 1, 1):
                after, begin = after + 1, after + 1
                while table[after] > 63:
                    after += 1
                if is_column and after > begin:
                    value = varint(table, begin)[0] - 4
                    for index in range(begin, after + 1):
                        table[index] = value & 63 | (64 if index < after else 0)
                        value >>= 6
                elif is_column and table[begin] > 4:
                    table[begin] -= 4
            at = marks.find(1, at + 1)
        return bytes(table)

    def first_lines(code):
        """Return changes that move what comes before the first statement to the lines that it has in a module."""
        if not class_stores(code):
            return {}
        if hasattr(code, 'co_positions'):  # 3.11: the first instruction on line 0, others on none
            table, at, units = code.co_linetable, 0, 0
            while at < len(table) and (table[at] >= 0xF8 or table[at] < 0x88 and table[at + 1] == 0):
                units += (table[at] & 7) + 1
                at += 1 if table[at] >= 0xF8 else 2
            cells = class_stores(code)[0] // 2 - 2
            lines = b'\xf8' * cells + b'\xf0\3\1\1\1' + (b'\xf8' if table[at:] else b'\x80\0') * (units - cells - 1)
            return {'co_firstlineno': 1, 'co_linetable': lines + table[at:]}
        if hasattr(code, 'co_lines'):  # 3.10: the first statement's line, counted from 1
            table, at = code.co_linetable, 2
            while at < len(table) and table[at] == 0:
                at += 2
            if at < len(table):
                table = table[2:at] + bytes((table[0], table[at + 1] - 1, table[at], 0)) + table[at + 2 :]
            return {'co_firstlineno': 1, 'co_linetable': table}
        table, at, line = bytearray(code.co_lnotab), 0, 0  # up to 3.9: a module begins at its first statement
        while at < len(table) and (at == 0 or table[at] == 0):
            line, table[at + 1], at = line + table[at + 1], 0, at + 2
        return {'co_firstlineno': line or 1, 'co_lnotab': bytes(table)}

    # part: future
    def with_features(code, features):
        """Return the code compiled, as far as it can tell, with just these features of __future__."""
        future = __import__('__future__')
        every = asked = 0
        for name in future.all_feature_names:
            every |= getattr(future, name).compiler_flag
        for name in features:
            asked |= getattr(future, name).compiler_flag

        def visit(code):
            consts = tuple(visit(const) if type(const) is Code else const for const in code.co_consts)
            return code.replace(co_consts=consts, co_flags=code.co_flags & ~every | asked)

        return visit(code)

    # end: future
    # end: positions
    # part: constants
    def own_constant(const, owned):
        """Return an equal constant that is this module's own: Python shares equal ones within a file."""
        if id(const) not in owned:
            if type(const) in (str, bytes):
                own = (const + const[:0].ljust(1))[:-1]
            elif type(const) in (int, float):
                own = const + 0 if type(const) is int else const * 1.0
            elif type(const) is complex:
                own = complex(const.real, const.imag)
            elif type(const) is tuple:
                own = tuple([own_constant(item, owned) for item in const])
            else:
                own = const
            owned[id(const)] = own
        return owned[id(const)]

    # end: constants
    def class_stores(code):
        """Return where the code of a class stores __module__, __qualname__ and, from 3.13, __firstlineno__."""
        names, code = code.co_names, code.co_code
        if known and names[:3] == ('__name__', '__module__', '__qualname__'):
            for at in range(0, len(code) - 8, 2):
                if (code[at + 1], code[at + 3], code[at + 7]) == (0, 1, 2) and code[at + 2] == code[at + 6]:
                    return range(at + 2, at + (12 if names[3:4] == ('__firstlineno__',) else 8), 4)
        return range(0)

    # part: static
    def taken_apart(function):
        """Return of a module's class its __cribo_init, static methods and __cribo_vars; of a function itself."""
        if type(function) is not type:
            return function, {}, {}
        members, private = vars(function), '_%s__cribo_' % function.__name__.lstrip('_')
        methods = {name: value.__func__ for name, value in members.items() if type(value) is staticmethod}
        return members[private + 'init'].__func__, methods, members.get(private + 'vars')

    # end: static
    # part: lines
    def moved_lines(code, origin):
        """Return changes that give the code the lines that `origin` says, in tables as the compiler writes them."""
        if not known:
            return {}
        line = origin(code.co_firstlineno)
        if not hasattr(code, 'co_lines'):  # up to 3.9: steps of bytes and lines, by Objects/lnotab_notes.txt
            old, table = code.co_lnotab, bytearray()
            before, step = code.co_firstlineno, 0
            for at in range(0, len(old), 2):
                before, step = before + old[at + 1] - (old[at + 1] > 127) * 256, step + old[at]
                if at + 2 < len(old) and old[at + 2] == 0:
                    continue
                delta, line = origin(before) - line, origin(before)
                while step > 255:
                    table, step = table + b'\xff\0', step - 255
                while not -128 <= delta <= 127:
                    part = max(-128, min(127, delta))
                    table, step, delta = table + bytes((step, part & 255)), 0, delta - part
                table, step = table + bytes((step, delta & 255)) * bool(step or delta), 0
            return {'co_lnotab': bytes(table)}
        table = bytearray()
        if not hasattr(code, 'co_positions'):  # 3.10: lines and steps of bytes
            for start, end, now in code.co_lines():
                nowhere = now is None
                delta, line = (-128, line) if nowhere else (origin(now) - line, origin(now))
                while not nowhere and not -127 <= delta <= 127:
                    part = max(-127, min(127, delta))
                    table, delta = table + bytes((0, part & 255)), delta - part
                while end - start > 254:
                    table, start, delta = table + bytes((254, delta & 255)), start + 254, nowhere * -128
                table += bytes((end - start, delta & 255))
            return {'co_linetable': bytes(table)}

        def numbers(*values):
            """Write numbers of any size; the first may be negative."""
            values = -values[0] * 2 + 1 if values[0] < 0 else values[0] * 2, *values[1:]
            for value in values:
                while value > 63:
                    yield value & 63 | 64
                    value >>= 6
                yield value

        positions, units = [*code.co_positions(), ()], 0  # 3.11: Objects/locations.md
        for at, position in enumerate(positions[:-1]):
            units += 1
            if position == positions[at + 1] and units < 8:
                continue
            now, last, column, end = position
            if now is None:
                entry = (15,)
            else:
                delta, line, more = origin(now) - line, origin(now), origin(last) - origin(now)
                if column is None or end is None:
                    entry = (13, *numbers(delta))
                elif delta == more == 0 and column < 80 and 0 <= end - column < 16:
                    entry = (column >> 3, (column & 7) << 4 | end - column)
                elif more == 0 and 0 <= delta < 3 and column < 128 and end < 128:
                    entry = (10 + delta, column, end)
                else:
                    entry = (14, *numbers(delta, more, column + 1, end + 1))
            table += bytes((128 | entry[0] << 3 | units - 1, *entry[1:]))
            units = 0
        return {'co_linetable': bytes(table)}

    # end: lines
    def module_code(path, function, place, features=(), originals=(), unindented=(), lifted=(), gaps=(), *_):
        """Return the code of the class body in a function as that of a module."""
        # part: static
        holder = function
        function, methods, constants = taken_apart(function)
        # end: static
        body = next(const for const in function.__code__.co_consts if type(const) is Code)
        prefix = '%s.<locals>.%s.' % (function.__name__, body.co_name)
        # part: constants
        owned = {}
        # end: constants
        # part: positions
        width = 0
        if known and hasattr(body, 'co_positions'):
            width = 2 * max(column or 0 for _, _, column, _ in function.__code__.co_positions())
            rewritten = [line for line in originals if type(originals[line]) is not list]
            special = max([0, *rewritten, *unindented])  # the last line whose columns are another matter
        # end: positions
        # part: future
        # CO_FUTURE_ANNOTATIONS: no other feature leaves a trace in code. `compile` inherits it.
        annotations = 0x1000000
        asked = annotations if 'annotations' in features else 0
        # end: future

        # part: static
        outer = '' if holder is function else holder.__name__ + '.'
        # part: lines
        origins, heads, unit, shift = {}, (), width // 4, 0
        if outer:
            width = 3 * unit
            at, line, origins[body.co_firstlineno] = body.co_firstlineno + 1, 1, 0
            for name, (first, after, height) in dict(lifted).items():
                head, kept = methods[name].__code__.co_firstlineno, first + height - line
                origins.update(zip(range(at, at + kept), range(line, first + height)))
                origins.update(zip(range(head, head + 1 + after - first), (first, *range(first, after))))
                at, line = at + kept, after
            heads, shift = [method.__code__.co_firstlineno for method in methods.values()], line - at
        # end: lines
        # end: static
        # part: lines
        def origin(number):
            """Return the line in the module's own file of a line of this one."""
            line = number - body.co_firstlineno
            # part: static
            if outer:
                line = origins.get(number, number + shift)
            # end: static
            # part: gaps
            line += sum([count for first, count in gaps if first <= line])
            # end: gaps
            return line

        # end: lines
        # part: gaps
        def has_gap(code):
            """Return whether lines are left out among those of the code."""
            first = last = code.co_firstlineno
            if hasattr(code, 'co_lines'):
                last = max([line or first for _, _, line in code.co_lines()], default=first)
            else:
                last += sum([step for step in code.co_lnotab[1::2] if step < 128])
            return origin(last) - origin(first) != last - first

        # end: gaps
        def mend(code, cleared=0, inner=0x8000010):
            """Return the code with names, lines, columns and flags as in the module's own file."""
            # Only as they stand here are functions of a module nested (0x10) and methods (3.14), and not in functions.
            inner = 0 if code.co_flags & 2 else inner
            consts = []
            for const in code.co_consts:
                # part: static
                if code is body and type(const) is Code and const.co_name in methods:
                    const = methods[const.co_name].__code__
                elif code is body and type(const) is str and const.startswith('__cribo_vars.'):
                    const = constants[const[13:]]
                # end: static
                if type(const) is Code:
                    const = mend(const, inner, inner & 0x10)
                # part: static
                elif outer and type(const) is str and const.startswith(outer):
                    const = const[len(outer) + len(prefix) * const.startswith(prefix, len(outer)) :]
                # end: static
                elif type(const) is str and const.startswith(prefix):
                    const = const[len(prefix) :]
                # part: names
                elif type(const) is str and const == marker:
                    const = names
                # end: names
                # part: constants
                else:
                    const = own_constant(const, owned)
                # end: constants
                consts.append(const)
            changes = {'co_flags': code.co_flags & ~cleared}
            # part: positions
            line = code.co_firstlineno - body.co_firstlineno
            # part: lines
            line = origin(code.co_firstlineno)
            # end: lines
            changes.update({'co_filename': path, 'co_firstlineno': line})
            # part: lines
            is_moved = False
            # part: static
            is_moved = heads and (code is body or code.co_firstlineno in heads)
            # end: static
            # part: gaps
            is_moved = is_moved or gaps and has_gap(code)
            # end: gaps
            if is_moved:
                changes.update(moved_lines(code, origin))
            # end: lines
            # end: positions
            # part: future
            changes['co_flags'] = changes['co_flags'] & ~annotations | asked
            # end: future
            if hasattr(code, 'co_qualname'):
                changes['co_qualname'] = code.co_qualname[len(prefix) * code.co_qualname.startswith(prefix) :]
                # part: static
                if outer and code.co_qualname.startswith(outer):
                    name = code.co_qualname[len(outer) :]
                    changes['co_qualname'] = name[len(prefix) * name.startswith(prefix) :]
                # end: static
                # part: positions
                if width:
                    table, indent = changes.get('co_linetable', code.co_linetable), width
                    # part: static
                    if outer and code.co_firstlineno < body.co_firstlineno:
                        indent = unit
                    # end: static
                    if indent == 4 and line > special:
                        changes['co_linetable'] = without_four(table)
                    else:
                        changes['co_linetable'] = mend_columns(table, line, indent, rewritten, unindented)
                # end: positions
            # part: positions
            stores = class_stores(code)
            if len(stores) == 3:
                bytecode, load = bytearray(code.co_code), stores[2] - 2
                if bytecode[load] != bytecode[stores[1] - 2] and line < 256:  # 3.14: the number itself
                    bytecode[load + 1] = line
                elif len(consts) < 256:
                    consts.append(line)
                    bytecode[load : load + 2] = bytecode[stores[1] - 2], len(consts) - 1
                changes['co_code'] = bytes(bytecode)
            # end: positions
            return code.replace(co_consts=tuple(consts), **changes)

        code = mend(body)
        changes = {'co_name': '<module>', 'co_code': without_class(code)}
        changes['co_names'] = tuple(name.replace('__annotate_func__', '__annotate__') for name in code.co_names)
        changes.update({'co_qualname': '<module>'} if hasattr(code, 'co_qualname') else {})
        # part: positions
        changes.update(first_lines(code))
        # end: positions
        return code.replace(**changes)

    def without_class(code):
        """Return the bytecode of a class body without what it stores for the class statement."""
        bytecode, stores = bytearray(code.co_code), class_stores(code)
        for at in stores:
            store, bytecode[at] = bytecode[at], pop_top
        for index, name in enumerate(code.co_names if stores else ()):
            if name in class_ends:
                instruction = bytes((store, index & 255))
                while index > 255:
                    index >>= 8
                    instruction = bytes((extended_arg, index & 255)) + instruction
                at = -1
                while (at := bytecode.find(instruction, at + 1)) >= 0:
                    if not at & 1 and bytecode[at - 2] != extended_arg:
                        bytecode[at + len(instruction) - 2] = pop_top
        return bytes(bytecode)

    # part: source
    # A reload of this file under a name that is in the table gives it another; runpy, in a spawned child, gives it none.
    file_loader = bundle.get('__loader__') or external.SourceFileLoader(bundle['__name__'], file)

    def own_lines():
        """Return the lines of this file, or none where they cannot be read."""
        for path in (file, given):  # up to 3.8 an archive knows its files by relative paths
            try:
                return external.decode_source(file_loader.get_data(path)).split('\n')
            except Exception:
                pass
        return []

    def original_text(function, place, features=(), originals=None, unindented=(), lifted=(), gaps=(), *_):
        """Return the text of a module, as the bundle's own text has it, or None where that cannot be read."""
        # part: errors
        if type(function) is tuple:
            return None
        # end: errors
        holder = function
        # part: static
        function, methods, _ = taken_apart(function)
        # end: static
        code = function.__code__
        begin, head = code.co_firstlineno - 1, 0
        # part: static
        if holder is not function:  # its methods stand above what runs
            begin = min(each.__code__.co_firstlineno for each in (function, *methods.values())) - 1
            head = code.co_firstlineno - begin
        # end: static
        lines = own_lines()
        above, lines = lines[:begin], lines[begin:]
        if not lines[head:] or not lines[head].strip().startswith('def %s(' % code.co_name):
            return None
        import tokenize

        source = (line + '\n' for line in lines)
        inside, begun, depth = set(), [], 0  # lines that begin inside a string are not indented
        for token in tokenize.generate_tokens(lambda: next(source, '')):
            kind = tokenize.tok_name[token.type]
            if kind.endswith('STRING_START'):
                begun.append(token.start[0])
            elif kind.endswith('STRING') or kind.endswith('STRING_END'):
                inside.update(range(token.start[0] if kind == 'STRING' else begun.pop(), token.end[0]))
            depth += (kind == 'INDENT') - (kind == 'DEDENT')
            if kind == 'DEDENT' and not depth:
                break
        unit = lines[head + 1][: lines[head + 1].index('class')]

        def unindented_lines(begin, end, indent):
            """Return lines as they are without an indentation."""
            text = lines[begin:end]
            for index, line in enumerate(text):
                if begin + index not in inside:
                    first = len(line) - len(line.lstrip(' \t\f'))
                    at = line.rfind('\f', 0, first) + 1
                    if first < len(line) and line.startswith(indent, at):
                        text[index] = line[:at] + line[at + len(indent) :]
            return text

        indent = 2 * unit
        # part: static
        if holder is not function:
            indent = unit + unit[len(unit) // 2 :]
        # end: static
        text = unindented_lines(head + 2, token.start[0] - 2, indent)
        # part: static
        if holder is not function:
            above = above[above.index('class %s:' % holder.__name__) :]
            constants = dict(line.strip()[:-1].partition(': ')[::2] for line in above)
            for index, line in enumerate(text):
                at = line.find("'__cribo_vars.")
                if at >= 0:
                    end = line.index("'", at + 1)
                    text[index] = line[:at] + constants["'" + line[at + 14 : end + 1]] + line[end + 1 :]
            for name, (first, after, height) in dict(lifted).items():
                start = methods[name].__code__.co_firstlineno - begin
                own = unindented_lines(start, start + after - first, unit[len(unit) // 2 :])
                for index in range(height):
                    header = text[first - 1 + index]
                    header = header[: len(header) - 4 * (index == height - 1)]  # in place of the body stands ` ...`
                    if not own[index].startswith(header):
                        own[index] = header
                text[first - 1 : first - 1 + height] = own
        # end: static
        # part: gaps
        for at, count in reversed(gaps):
            text[at - 1 : at - 1] = [''] * count
        # end: gaps
        for index in range(len(text)):
            original = (originals or {}).get(index + 1, ())
            if type(original) is list:
                original = original[0]
            if type(original) is str:
                text[index] = original
            else:
                for at in reversed(original):  # what was put into quotes
                    end = text[index].index("'", at + 1)
                    text[index] = text[index][:at] + text[index][at + 1 : end] + text[index][end + 1 :]
        return '\n'.join(text)

    # part: roots
    own, roots = [], [*roots]
    if roots or external._os.environ.keys() & {'CRIBO_SOURCE_ROOT', b'CRIBO_SOURCE_ROOT'}:
        import os

        named = [os.path.abspath(root) for root in os.environ.get('CRIBO_SOURCE_ROOT', '').split(os.pathsep) if root]
        roots = named + [os.path.normpath(os.path.join(folder, root)) for root in roots]
        own = own_lines()

    def original_path(path, function, place, *row):
        """Return where the module's own file is, if it is there and has the text that was bundled, else the path given."""
        for root in roots:
            original = os.path.join(root, *place.split('/'))
            try:
                text = external.decode_source(external.SourceFileLoader('', original).get_data(original))
            except (OSError, SyntaxError, UnicodeDecodeError):
                continue
            if has_text(text, function, place, *row):
                return original
        return path

    def has_text(text, function, place, features=(), originals=None, unindented=(), lifted=(), gaps=(), sum=None):
        """Return whether a text is what a module was made from: it has that sum, or stands here, indented."""
        if sum is not None:
            import binascii

            return binascii.crc32(text.encode()) == sum
        import re

        header, *lines = own[function.__code__.co_firstlineno :] or ['']
        indent = 2 * header[: max(0, header.find('class'))]
        # Comments and strings as they are; at the start of other lines the indentation, behind form feeds.
        parts = r'#[^\n]*|(\'{3}|"{3})(?:[^\\]|\\.)*?\1|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
        parts += r'|\n(?:[ \t]*\f)*(?=[ \t]*[^ \t\f\n])'
        wanted = re.sub(parts, lambda part: part[0] + indent * (part[0][0] == '\n'), '\n' + text, flags=re.S)
        plain, wanted = text.split('\n'), wanted.split('\n')[1:]
        for number, original in (originals or {}).items():
            if plain[number - 1 : number] == [original] and number <= len(lines):
                wanted[number - 1] = lines[number - 1]
        after = next(filter(str.strip, lines[len(wanted) :]), '')
        is_same = lines[: len(wanted)] == wanted and after.startswith(('def ', 'class '))
        # Newer f-strings may have strings in strings, and what stands here may have quotes more.
        return is_same or original_text(function, place, features, originals, unindented, lifted, gaps) == text

    # end: roots
    loaded = []

    def fill_linecache(keys=loaded):
        """Tell linecache, which warnings ask without naming a module, whose lines to get from where."""
        for name, path in keys:
            namespace = {'__name__': name, '__loader__': source_file_loader(name, path)}
            sys.modules['linecache'].lazycache(path, namespace)

    # end: source
    # part: adapt
    adapted = {}  # modules to be told something once they are there
    # part: source
    adapted['linecache'] = lambda module: fill_linecache()
    # end: source

    def adapted_spec(fullname, spec):
        """Have a module told once it is there, by a loader that may be that of a whole archive."""
        loader = spec and spec.loader
        method = 'exec_module' if hasattr(loader, 'exec_module') else 'load_module'  # of archives up to 3.9
        execute = getattr(loader, method, None)

        def load(module):
            result = execute(module)
            if module == fullname or getattr(module, '__spec__', None) is spec:
                adapted[fullname](sys.modules[fullname] if module == fullname else module)
            return result

        if execute:
            setattr(loader, method, load)
        return spec

    # end: adapt

    # part: pkgutil
    names_of = {}  # what the table calls a module that a finder of a folder gave another name

    # end: pkgutil
    # part: workers
    def take_modules(name=external._path_split(file)[1]):
        """Run this file up to its modules, in a worker to which cloudpickle brings this function.

        On another machine the file is where it was uploaded to, if it was.
        """
        import importlib.util
        import os
        import sys

        taken = {str(getattr(finder, 'cribo_bundle', '')) for finder in sys.meta_path}
        for path in map(os.path.abspath, (file, *(os.path.join(str(folder), name) for folder in sys.path))):
            if path in taken:
                return
            if os.path.isfile(path):
                spec = importlib.util.spec_from_file_location('__cribo_worker__', path)
                try:
                    spec.loader.exec_module(importlib.util.module_from_spec(spec))
                except ImportError as error:
                    if error.name != '__cribo_worker__':
                        raise
                return

    class Modules:
        def __reduce__(self):
            return take_modules, ()

    class WithModules:
        """What is unpickled as a value, and before that takes the modules of this file."""

        def __init__(self, value):
            self.value = value

        def __reduce__(self):
            import operator

            return operator.getitem, ((Modules(), self.value), 1)

    def adapt_executor(module):
        """Have loky's workers take the modules before anything else: they know of no main program."""
        ordinary = module.ProcessPoolExecutor.__init__

        def __init__(self, *args, **kwargs):
            ordinary(self, *args, **kwargs)
            self._initializer = WithModules(self._initializer or bool)

        module.ProcessPoolExecutor.__init__ = __init__

    def adapt_spark(module):
        """Have Spark's workers take the modules with the function they run; data is for the JVM too and stays as it is."""

        class CloudPickleSerializer(module.CloudPickleSerializer):
            def dumps(self, obj):
                return super().dumps(WithModules(obj))

        module.CloudPickleSerializer = CloudPickleSerializer

    def adapt_ray(module):
        """Have Ray's workers take the modules with the function or class of an actor that they run."""
        ordinary = getattr(module, 'pickle_dumps', None)
        if ordinary:
            module.pickle_dumps = lambda obj, *args, **kwargs: ordinary(WithModules(obj), *args, **kwargs)

    def adapt_starts(module):
        """Have the processes that loky starts find loky, which is one of the modules of this file."""

        def starting(start, place):
            def start_with_modules(*args, **more):
                return start(*args[:place], with_modules(args[place]), *args[place + 1 :], **more)

            return start_with_modules

        for name, place in (('fork_exec', 0), ('spawnv_passfds', 1)):
            if name in vars(module):
                setattr(module, name, starting(vars(module)[name], place))

    def with_modules(command):
        """Return a Python's command line, with `-c` or `-m`, so that it takes the modules of this file first."""
        at = next(at for at, word in enumerate(command) if word in ('-c', '-m'))
        text = command[at + 1]
        if command[at] == '-m':
            text = 'import runpy\nrunpy.run_module(%r, None, "__main__", True)' % text
        lines = (
            'from importlib.util import module_from_spec, spec_from_file_location',
            'spec = spec_from_file_location("__cribo_worker__", %r)' % file,
            'try: spec.loader.exec_module(module_from_spec(spec))',
            'except ImportError as error:',
            ' if error.name != "__cribo_worker__": raise',
            text,
        )
        return [*command[:at], '-c', '\n'.join(lines), *command[at + 2 :]]

    if from_file:
        for adapt, *names in (
            (adapt_executor, 'loky.process_executor', 'joblib.externals.loky.process_executor'),
            (adapt_spark, 'pyspark.rdd', 'pyspark.core.rdd'),
            (adapt_ray, 'ray.remote_function', 'ray._private.function_manager'),
        ):
            for name in names:
                package = name.rpartition('.')[0]
                if adapt is adapt_executor and name in modules:
                    adapted[package + '.backend.fork_exec'] = adapted[package + '.backend.resource_tracker'] = adapt_starts
                    continue
                adapted[name] = adapt
                if name in sys.modules:
                    adapt(sys.modules[name])

    # end: workers
    def get_code(key, fullname):
        # part: source
        loaded.append(key)
        fill_linecache(loaded[-1:] if 'linecache' in sys.modules else ())
        # end: source
        # part: aliases
        fullname = asked_name(key, fullname)
        # end: aliases
        # part: pkgutil
        key, fullname = (names_of.get(key, key[0]), key[1]), names_of.get(key, fullname)
        # end: pkgutil
        # part: errors
        if type(modules[fullname][0]) is tuple:
            kind, message, *details = modules[fullname][0]
            error = kind(message, (key[1], *details))
            # As if it came from the compiler, with no frame of a loader.
            raising = sys.modules['codecs'].lookup_error('strict')
            external._bootstrap._call_with_frames_removed(raising, error)
        # end: errors
        path = external.SourceFileLoader(*key).get_filename(fullname)
        # part: roots
        path = original_path(path, *modules[fullname])
        # end: roots
        return module_code(path, *modules[fullname])

    def exec_module(key, module):
        external.SourceFileLoader.exec_module(source_file_loader(*key), module)
        for name in ('__module__', '__qualname__', '__firstlineno__', *class_ends):
            vars(module).pop(name, None)

    # For the Pythons that are known the import system's own exec_module does, and leaves no frame.
    methods = [get_code] if known else [get_code, exec_module]
    # part: source

    def get_source(key, fullname):
        # part: aliases
        fullname = asked_name(key, fullname)
        # end: aliases
        external.SourceFileLoader(*key).get_filename(fullname)  # checks the name
        # part: pkgutil
        fullname = names_of.get(key, fullname)
        # end: pkgutil
        return original_text(*modules[fullname])

    methods.append(get_source)
    # end: source
    # part: data

    def get_data(key, path):
        source = None
        # part: source
        source = get_source(key, key[0]) if path == key[1] else None
        # end: source
        # part: resources
        if source is None and content(inner_path(path)) is not None:
            return content(inner_path(path))
        # end: resources
        return external.SourceFileLoader(*key).get_data(path) if source is None else source.encode()

    methods.append(get_data)
    # end: data
    # part: resources
    resources = resources or {}
    held, tree, path_class = {}, {}, []  # modules by path, names by folder, and the class that needs pathlib
    for name, (function, path, *_) in modules.items():
        if function:
            held[path] = name
    for path in [*held, *resources]:
        while path:
            path, _, name = path.rpartition('/')
            tree.setdefault(path, set()).add(name)

    def inner_path(path):
        """Return the path that the tables have, of one below the folder of this file."""
        path = str(path)
        if not path.startswith(folder):
            return None
        for separator in external.path_separators:
            path = path.replace(separator, '/')
        return path[len(folder) :].rstrip('/')

    def content(path):
        """Return the bytes of a file that this bundle holds, or None."""
        data = resources.get(path)
        # part: source
        if path in held:
            data = original_text(*modules[held[path]])
        # end: source
        if type(data) is not bytes:
            return None if data is None else data.encode()
        import base64
        import zlib

        return zlib.decompress(base64.b85decode(data.replace(b'\n', b'')))

    def bundled_path(path):
        """Return what stands for a path of this bundle in importlib.resources and importlib.metadata."""
        if not path_class:
            import errno
            import io
            import os
            from pathlib import Path, PurePath

            class BundledPath(type(PurePath())):
                """A file or folder of this bundle, or else of the disk."""

                __slots__ = ()

                def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
                    data = None if set(mode) - set('rbt') else content(inner_path(self))
                    if data is None and inner_path(self) in tree and not os.path.exists(self):
                        code = errno.EACCES if sys.platform == 'win32' else errno.EISDIR
                        raise OSError(code, os.strerror(code), str(self))
                    inside = any(path in held or path in resources for path in map(inner_path, self.parents))
                    if data is None and inside and sys.platform != 'win32':
                        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self))
                    if data is None:
                        return Path(self).open(mode, buffering, encoding, errors, newline)
                    return io.BytesIO(data) if 'b' in mode else io.TextIOWrapper(io.BytesIO(data), encoding, errors, newline)

                def read_bytes(self):
                    with self.open('rb') as stream:
                        return stream.read()

                def read_text(self, encoding=None, errors=None, newline=None):
                    with self.open('r', -1, encoding, errors, newline) as stream:
                        return stream.read()

                def is_file(self):
                    path = inner_path(self)
                    return path in held or path in resources or Path(self).is_file()

                def is_dir(self):
                    return inner_path(self) in tree or Path(self).is_dir()

                def exists(self):
                    return self.is_file() or self.is_dir()

                def iterdir(self):
                    names = tree.get(inner_path(self), set())
                    if not names or Path(self).is_dir():
                        names = names.union(path.name for path in Path(self).iterdir())
                    return map(self.joinpath, sorted(names))

                def rglob(self, pattern):
                    for path in self.iterdir():
                        if path.match(pattern):
                            yield path
                        if path.is_dir():
                            yield from path.rglob(pattern)

                def glob(self, pattern):
                    depth = len(self.parts) + len(PurePath(pattern).parts)
                    return (path for path in self.rglob(pattern) if '**' in pattern or len(path.parts) == depth)

            path_class.append(BundledPath)
        return path_class[0](path)

    class CriboResources:
        """What importlib.resources reads the files of a package with."""

        def __init__(self, path):
            self.path = path

        def files(self):
            return bundled_path(self.path)

        def open_resource(self, resource):
            return self.files().joinpath(resource).open('rb')

        def resource_path(self, resource):
            raise FileNotFoundError(resource)  # it is to make a file

        def is_resource(self, name):
            return self.files().joinpath(name).is_file()

        def contents(self):
            return [path.name for path in self.files().iterdir()]

    def get_resource_reader(key, fullname):
        # part: extract
        if not key[1].startswith(folder):
            return external.SourceFileLoader(*key).get_resource_reader(fullname)
        # end: extract
        return CriboResources(external._path_split(key[1])[0])

    methods.append(get_resource_reader)

    def adapt_files(module):
        """Let importlib.resources.files ask the loader, as it does from 3.10 on."""
        ordinary = module.fallback_resources

        def fallback_resources(spec):
            reader = getattr(spec.loader, 'get_resource_reader', None)
            is_own = getattr(reader, '__func__', None) is get_resource_reader
            return reader(spec.name).files() if is_own else ordinary(spec)

        module.fallback_resources = fallback_resources

    # part: namespace
    def adapt_readers(module):
        """Let importlib.resources find the portions of a namespace package that are in this file."""
        joined, reader = module.MultiplexedPath, module.NamespaceReader
        ordinary, ordinary_reader, ordinary_path = joined.__init__, reader.__init__, reader.resource_path

        def join(self, *paths):
            if not any(inner_path(path) in tree for path in paths):
                return ordinary(self, *paths)
            self._paths = list(map(bundled_path, dict.fromkeys(paths)))
            if not all(path.is_dir() for path in self._paths):
                raise NotADirectoryError('MultiplexedPath only supports directories')

        def read(self, portions):
            if any(inner_path(path) in tree for path in portions):
                self.path = joined(*portions)
            else:
                ordinary_reader(self, portions)

        def resource_path(self, resource):
            if content(inner_path(self.path.joinpath(resource))) is not None:
                raise FileNotFoundError(resource)  # it is to make a file
            return ordinary_path(self, resource)

        joined.__init__, reader.__init__, reader.resource_path = join, read, resource_path

    # From 3.11 on the first of these only hands on what is in the second.
    for name in ('importlib%s.readers' % ('.resources' * (sys.version_info > (3, 11))), 'importlib_resources.readers'):
        adapted[name] = adapt_readers
        if name in sys.modules:
            adapt_readers(sys.modules[name])
    # end: namespace
    # part: setuptools
    def adapt_pkg_resources(module):
        """Let pkg_resources find this file's resources and distributions where it looks for them on the disk."""

        def get_resource_filename(self, manager, name):
            path = self._fn(self.module_path, name)
            data = content(inner_path(path))
            if data is not None:
                path = manager.get_cache_path('cribo', inner_path(path).split('/'))
                with open(path, 'wb') as stream:
                    stream.write(data)
            return path

        provider = module.DefaultProvider
        provider._has = lambda self, path: bundled_path(path).exists()
        provider._isdir = lambda self, path: bundled_path(path).is_dir()
        provider._listdir = lambda self, path: [item.name for item in bundled_path(path).iterdir()]
        provider._get = lambda self, path: bundled_path(path).read_bytes()
        provider.get_resource_filename = get_resource_filename
        provider.get_resource_stream = lambda self, manager, name: bundled_path(self._fn(self.module_path, name)).open('rb')
        # Who listens would activate them, which puts the folder of this file on sys.path.
        working_set = module.working_set
        listeners, working_set.callbacks = working_set.callbacks, []
        for name in sorted(tree['']):
            if name in tree and name.endswith(('.dist-info', '.egg-info')):
                metadata = module.PathMetadata(folder[:-1], folder + name)
                distribution = module.Distribution.from_location(folder[:-1], name, metadata)
                # As one of the first folder of sys.path: that of this file may not be there.
                working_set.add(distribution, next(iter(working_set.entries), None), False, True)
        working_set.callbacks = listeners

    adapted['pkg_resources'] = adapt_pkg_resources
    if 'pkg_resources' in sys.modules:
        adapt_pkg_resources(sys.modules['pkg_resources'])

    # end: setuptools
    if sys.version_info[:2] == (3, 9):
        adapted['importlib._common'] = adapt_files
        if 'importlib._common' in sys.modules:
            adapt_files(sys.modules['importlib._common'])
    # end: resources
    # part: star

    def import_star(module):
        """Return an iterator of what `from module import *` binds (Python/ceval.c, import_all_from)."""
        owners, names = [], []

        def exported():
            every, public, index = getattr(module, '__all__', modules), False, 0
            if every is modules:
                every, public = getattr(module, '__dict__', None), True
                if every is None:
                    raise ImportError('from-import-* object has no __dict__ and no __all__')
                every = list(every.keys())
            elif type(every) is dict:
                raise TypeError('dict is not a sequence')
            elif not hasattr(type(every), '__getitem__'):
                raise TypeError("'%s' object does not support indexing" % type(every).__name__)
            while True:
                try:
                    name = every[index]
                except IndexError:
                    return
                if not isinstance(name, str):
                    where = 'Key in %s.__dict__' if public else 'Item in %s.__all__'
                    raise TypeError((where + ' must be str, not %s') % (module.__name__, type(name).__name__))
                if not public or name[:1] != '_':
                    owners.append(module)
                    names.append(name)
                    yield name
                index += 1

        # No frame of this file stands between the module and an attribute that fails.
        return zip(exported(), map(getattr, owners, names))

    # end: star
    # part: aliases
    def asked_name(key, fullname):
        """Return the name by which a loader knows what it is asked for: all names of a module have one loader."""
        return key[0] if aliases.get(fullname) == key[0] else fullname

    def get_filename(key, fullname=None):
        return external.SourceFileLoader(*key).get_filename(asked_name(key, fullname))

    specs = {}  # of the modules with several names: the import system gives a module the spec of the name it imports

    def create_alias(key, spec):
        """Return the module that has another name, imported by that."""
        name = aliases[key[0]]
        module = sys.modules.get(name)
        if module is None:
            module = external._bootstrap._gcd_import(name)
        specs.setdefault(name, getattr(module, '__spec__', None))
        # What a module has put into sys.modules for itself, or what sees its __spec__ being set, exec_alias puts in place of
        # a module.
        return module if type(module) is type(sys) else None

    def exec_alias(key, module):
        alias, name = key[0], aliases[key[0]]
        imported = sys.modules.get(alias) is module
        module.__spec__ = specs[name]
        external._bootstrap._lock_unlock_module(name)  # another thread may be running it
        if imported:  # by its own name the module may be None, where its package's import has put that
            sys.modules[alias] = sys.modules[name] if name in sys.modules else external._bootstrap._gcd_import(name)

    def exec_named(key, module):
        """Run a module with several names, which loses all of them when it fails."""
        spec, names = module.__spec__, []
        if sys.modules.get(key[0]) is module:
            specs[key[0]] = spec
        if getattr(spec, '_initializing', False):  # else a reload: what fails then stays
            names = [alias for alias, name in aliases.items() if name == key[0]]
        try:
            if known:
                external.SourceFileLoader.exec_module(source_file_loader(*key), module)
            else:
                exec_module(key, module)
        except:
            for alias in names:
                if sys.modules.get(alias) is module:
                    del sys.modules[alias]
                    parent, _, child = alias.rpartition('.')
                    attributes = getattr(sys.modules.get(parent), '__dict__', {})
                    if attributes.get(child) is module:
                        del attributes[child]
            raise

    for function in (create_alias, exec_alias, exec_named, get_filename):  # trimmed and skipped as find_spec is
        function.__code__ = function.__code__.replace(co_filename=external.SourceFileLoader.get_code.__code__.co_filename)
    # end: aliases
    keys = {}

    def source_file_loader(*key):
        """Return a loader of the import system's own class, which some programs look for, that reads from this file."""
        loader = external.SourceFileLoader(*key)
        for function in methods:
            # Methods of the same object are equal, and so are loaders that have them.
            setattr(loader, function.__name__, type(loader.get_code)(function, keys.setdefault(key, key)))
        # part: aliases
        if key[0] in aliases:
            loader.create_module = type(loader.get_code)(create_alias, keys[key])
            loader.exec_module = type(loader.get_code)(exec_alias, keys[key])
        elif key[0] in aliases.values():
            loader.exec_module = type(loader.get_code)(exec_named, keys[key])
            loader.get_filename = type(loader.get_code)(get_filename, keys[key])
        # end: aliases
        # part: star
        loader.import_star = import_star
        # end: star
        return loader

    # part: names
    class Names:
        """What a module finds in place of a constant where globals, __import__ or __loader__ may mean something else."""

        namespace = property(lambda self: sys._getframe(1).f_globals)
        __import__ = property(lambda self: sys.modules['builtins'].__import__)

    # part: star
    Names.import_star = staticmethod(import_star)
    # end: star
    names, marker = Names(), '_'.join(('', '', 'cribo', 'runtime', '', ''))  # which is no constant of this file
    # end: names

    class CriboBundledFinder:
        cribo_bundle = identity
        # part: metadata
        __module__ = 'cribo'  # the backport of importlib.metadata takes find_distributions away from CPython's own
        # end: metadata

        def find_spec(self, fullname, path=None, target=None):
            # part: adapt
            if fullname in adapted and fullname not in modules:
                return adapted_spec(fullname, external.PathFinder.find_spec(fullname, path))
            # end: adapt
            if fullname not in modules:
                return None
            place = folder + modules[fullname][1].replace('/', external.path_sep)
            # part: extract
            place = extracted_place(fullname, place)
            # end: extract
            # part: namespace
            parent = modules.get(fullname.rpartition('.')[0])
            try:
                outside = parent and parent[0] is None and folder + parent[1].replace('/', external.path_sep) not in path
            except KeyError:  # the parent is gone, which is PathFinder's to say
                outside = True
            if outside:
                return None  # a package outside has that name
            # part: aliases
            if modules[fullname][0] is None and fullname in aliases:
                return external._bootstrap.ModuleSpec(fullname, source_file_loader(fullname, place), is_package=True)
            # end: aliases
            if modules[fullname][0] is None:
                return namespace_spec(fullname, path, place)
            # end: namespace
            # part: adapt
            if fullname in adapted and fullname != 'linecache':
                loader = source_file_loader(fullname, place)
                return adapted_spec(fullname, external.spec_from_file_location(fullname, place, loader=loader))
            # end: adapt
            return external.spec_from_file_location(fullname, place, loader=source_file_loader(fullname, place))

        # part: metadata
        def find_distributions(self, context):
            """Yield the inlined distributions of which importlib.metadata wants to know."""
            metadata = sys.modules[type(context).__module__]  # or its backport
            wanted = metadata.Prepared(context.name)
            if folder[:-1] in vars(context).get('path', (folder[:-1],)):
                for name in sorted(tree['']):
                    is_metadata = name in tree and name.endswith(('.dist-info', '.egg-info'))
                    found = metadata.Prepared(name.rpartition('.')[0].partition('-')[0])
                    if is_metadata and (not wanted.name or found.normalized == wanted.normalized):
                        yield metadata.PathDistribution(bundled_path(folder + name))

        # end: metadata
    # part: extract
    places, extracted = {}, extracted or {}

    def extracted_place(fullname, place):
        """Return the path of a module in the folder that its package's files were put into, or else as it is."""
        package = fullname.partition('.')[0]
        if package in extracted and package not in places:
            import os

            cache = os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache')
            if sys.platform == 'win32':
                cache = os.environ.get('LOCALAPPDATA') or cache
            elif sys.platform == 'darwin':
                cache = os.path.expanduser('~/Library/Caches')
            try:
                places[package] = extract(package, os.path.join(cache, 'cribo', extracted[package], ''))
            except OSError:  # no home, a read-only or a full one
                import atexit
                import shutil
                import tempfile

                temporary = tempfile.mkdtemp(prefix='cribo-')
                atexit.register(shutil.rmtree, temporary, True)
                places[package] = extract(package, os.path.join(temporary, ''))
            # part: pkgutil
            list_folders(places[package], package + '.')
            # end: pkgutil
        return places.get(package, folder) + place[len(folder) :]

    def extract(package, target):
        """Put a package's files below a folder, each at once, as other processes may do the same."""
        import os

        for path in resources:
            place = os.path.join(target, *path.split('/'))
            if path.startswith(package + '/') and not os.path.isfile(place):
                os.makedirs(os.path.dirname(place), 0o700, True)
                beside = '%s.%d' % (place, os.getpid())
                with open(beside, 'wb') as stream:
                    stream.write(content(path))
                os.replace(beside, place)
        return target

    # end: extract
    # part: namespace
    def namespace_spec(fullname, path, place):
        def find(fullname, path):
            """Find the portions, again whenever the parent's path changes."""
            spec = external.PathFinder.find_spec(fullname, path)
            if spec is None or spec.loader is None:
                portions = [] if spec is None else spec.submodule_search_locations
                spec = external._bootstrap.ModuleSpec(fullname, None, is_package=True)
                spec.submodule_search_locations = [place, *(portion for portion in portions if portion != place)]
            return spec

        spec = find(fullname, path)
        if spec.loader is None:
            portions = external._NamespacePath(fullname, spec.submodule_search_locations, find)
            spec.submodule_search_locations = portions
        return spec

    # end: namespace
    # part: pkgutil
    folders = {}

    def list_folders(home, package=''):
        for name, (function, place, *_) in modules.items():
            is_package = place.endswith('/__init__.py') or function is None
            # part: aliases
            is_package = is_package and name not in aliases
            # end: aliases
            if is_package and (name + '.').startswith(package):
                place = home + place.replace('/__init__.py', '').replace('/', external.path_sep)
                folders[place] = name
                sys.path_importer_cache.pop(place, None)

    list_folders(folder)

    class CriboBundledFolder:
        """What pkgutil asks for the modules of a package."""

        cribo_bundle = identity

        def __init__(self, path):
            if path not in folders:
                raise ImportError('no folder of this bundle', path=path)
            self.package = folders[path]
            self.finder = None
            for hook in sys.path_hooks:
                if hook is not CriboBundledFolder and self.finder is None:
                    try:
                        self.finder = hook(path)
                    except ImportError:
                        pass

        def find_spec(self, fullname, target=None):
            """Find a module by its last name, whatever is before it, as the finder of a folder does."""
            name = self.package + '.' + fullname.rpartition('.')[2]
            if not modules.get(name, (None,))[0]:
                return self.finder and self.finder.find_spec(fullname, target)
            place = folder + modules[name][1].replace('/', external.path_sep)
            # part: extract
            place = extracted_place(name, place)
            # end: extract
            names_of[fullname, place] = name
            return external.spec_from_file_location(fullname, place, loader=source_file_loader(fullname, place))

        if sys.version_info < (3, 12):

            def find_module(self, fullname):
                spec = self.find_spec(fullname)
                return spec and spec.loader

        def iter_modules(self, prefix=''):
            found = {}
            if self.finder:
                for name, is_package in sys.modules['pkgutil'].iter_importer_modules(self.finder, prefix):
                    found[name] = is_package
            for name, (function, place, *_) in modules.items():
                parent, _, child = name.rpartition('.')
                if parent == self.package and function:
                    found[prefix + child] = place.endswith('/__init__.py')
            return sorted(found.items(), key=lambda item: item[0] if item[1] else item[0] + '.py')

    hooks = [hook for hook in sys.path_hooks if getattr(hook, 'cribo_bundle', None) != identity]
    sys.path_hooks[:] = [CriboBundledFolder, *hooks]
    # end: pkgutil
    # Frames of the import system are trimmed from tracebacks, and skipped by tools and warnings.
    for function in (CriboBundledFinder.find_spec, get_code):
        function.__code__ = function.__code__.replace(co_filename=external.SourceFileLoader.get_code.__code__.co_filename)
    # A finder of this file, imported before under this or another name, makes place.
    others = [finder for finder in sys.meta_path if getattr(finder, 'cribo_bundle', None) != identity]
    others.insert([*others, external.PathFinder].index(external.PathFinder), CriboBundledFinder())
    sys.meta_path[:] = others
    # part: exclude
    def matches(name, pattern):
        """Return whether a name fits a pattern."""
        start, star, rest = pattern.partition('*')
        if not star or not name.startswith(start):
            return name == pattern
        ends = range(len(start), len(name[len(start) :].partition('.')[0]) + len(start) + 1)
        return any(matches(name[end:], rest) for end in ends)

    def imported_here():
        """Return whether a module of this bundle asks, as one that imports the bundle may have what it wants."""
        frame = sys._getframe(2)
        while frame and frame.f_globals.get('__name__', '').startswith(('importlib', '_frozen_importlib')):
            frame = frame.f_back
        return frame and (frame.f_globals is bundle or frame.f_globals.get('__name__') in modules)

    def find_spec(name, path, target=None):
        """Find no excluded module, for the statement as for everybody else who asks the import system."""
        if any(matches(name, pattern) for pattern in excluded) and (is_program or imported_here()):
            return None
        return find_any(name, path, target)

    is_program = bundle.get('__name__') in ('__main__', '__mp_main__')
    find_any = external._bootstrap._find_spec
    if getattr(find_any, 'cribo_bundle', None) == identity:  # of this file, imported before
        find_any = find_any.cribo_before
    find_spec.cribo_bundle, find_spec.cribo_before = identity, find_any
    external._bootstrap._find_spec = find_spec
    if 'importlib.util' in sys.modules:  # which took its own reference
        sys.modules['importlib.util']._find_spec = find_spec
    # end: exclude
    # part: entry
    place = folder + entry[1].replace('/', external.path_sep)
    loader = external.SourceFileLoader(bundle['__name__'], place)
    loader.get_source = lambda fullname: original_text(*entry)
    bundle['__loader__'] = loader  # whoever shows a line of a file that is not there asks it
    code = module_code(original_path(place, *entry), *entry)
    if code.co_filename == place and external._path_isfile(place):  # this file, or another that linecache would read

        def fill_entry(linecache):
            fill_linecache()
            lines = [line + '\n' for line in (original_text(*entry) or '').split('\n')]
            linecache.cache[place] = (0, None, lines, place)

        adapted['linecache'] = fill_entry
        if 'linecache' in sys.modules:
            fill_entry(sys.modules['linecache'])

    def entry_trace(trace):
        """Return a traceback without the frame that runs the entry."""
        before, at = [], trace
        while at and at.tb_frame.f_code is not code:
            before.append(at)
            at = at.tb_next
        if not at:
            return trace
        if before[1:]:
            before[-2].tb_next = at
        return before[0] if before[1:] else at

    if sys.version_info >= (3, 13) and sys.excepthook is sys.__excepthook__:

        def excepthook(kind, value, trace):
            value.__traceback__ = entry_trace(trace)
            sys.__excepthook__(kind, value, value.__traceback__)

        sys.excepthook = excepthook
    # end: entry
    # part: source
    def printed(hook, *arguments):
        """Return what a hook of the interpreter's own prints in this thread."""
        import _thread
        import io

        class Captured(io.StringIO):
            thread, others = _thread.get_ident(), sys.stderr

            def write(self, text):
                return super().write(text) if _thread.get_ident() == self.thread else self.others.write(text)

        sys.stderr = Captured()
        try:
            hook(*arguments)
            return sys.stderr.getvalue()
        finally:
            sys.stderr = Captured.others

    if sys.unraisablehook is sys.__unraisablehook__:

        def unraisablehook(unraisable):
            """Show the lines of bundled modules, which the interpreter looks for on disk only."""
            trace = unraisable.exc_traceback
            if trace is None or sys.stderr is None or sys.is_finalizing():
                return sys.__unraisablehook__(unraisable)
            import traceback

            before, begin, after = printed(sys.__unraisablehook__, unraisable).partition('Traceback (most recent call last):\n')
            *_, (frame, line) = traceback.walk_tb(trace)
            after = after.rpartition('  File "%s", line %d, ' % (frame.f_code.co_filename, line))[2]
            message = after.partition('\n')[2]
            while message.startswith('  '):
                message = message.partition('\n')[2]
            frames = traceback.extract_tb(trace)
            if sys.version_info >= (3, 13):  # whose printer has no carets
                frames = [(frame.filename, frame.lineno, frame.name, frame.line) for frame in frames]
            print(before, begin, *traceback.format_list(frames), message, sep='', end='', file=sys.stderr)

        sys.unraisablehook = unraisablehook
    # end: source
    # part: excepthook
    def shown(kind, value, trace, plain):
        """Return what the interpreter has printed, with the lines of bundled modules."""
        import traceback

        last = plain.rstrip('\n').rpartition('\n')[2]  # from 3.10 with a suggestion
        suggest = getattr(traceback, '_compute_suggestion_error', None)
        if suggest:  # 3.12 would import a module once more for what it suggests about an ImportError

            def suggestion(error, *more):
                return None if isinstance(error, ImportError) else suggest(error, *more)

            traceback._compute_suggestion_error = suggestion
        try:
            text = ''.join(traceback.format_exception(kind, value, trace)).rstrip('\n')
        finally:
            if suggest:
                traceback._compute_suggestion_error = suggest
        return text.rpartition('\n')[0] + '\n' + last

    def adapt_threading(module):
        """Have uncaught exceptions of threads shown with the lines of bundled modules, if nobody has a hook for them."""
        ordinary, make_invoke = module.excepthook, module._make_invoke_excepthook

        def make_invoke_excepthook():
            invoke = make_invoke()

            def invoke_excepthook(thread):
                if module.excepthook is not ordinary or sys.stderr is None:
                    return invoke(thread)
                plain = printed(invoke, thread)
                if plain:
                    text = shown(*sys.exc_info(), plain)
                    print(plain[: plain.index(':\n') + 2] + text, file=sys.stderr)

            return invoke_excepthook

        if sys.version_info < (3, 13) and ordinary is getattr(sys.modules['_thread'], '_excepthook', None):
            module._make_invoke_excepthook = make_invoke_excepthook  # the hook itself stays the interpreter's

    adapted['threading'] = adapt_threading
    if 'threading' in sys.modules:
        adapt_threading(sys.modules['threading'])
    if sys.version_info < (3, 13) and sys.excepthook is sys.__excepthook__:
        interrupted = []

        def excepthook(kind, value, trace):
            """Show the lines of bundled modules, which the interpreter looks for on disk only."""
            import os

            class Interrupted:
                """Ends the process by the signal, when all else has gone, as Python does.

                It forgets to if a string was evaluated in the meantime (Python/pythonrun.c, run_eval_code_obj), as modules
                that are imported here do.
                """

                def __del__(self, kill=os.kill, number=os.getpid(), signal=-0x3FFFFEC6 if sys.platform == 'win32' else 2):
                    kill(number, signal)

            try:
                sys._getframe(1)
            except ValueError:  # the interpreter asks, as nobody has caught it
                if kind is KeyboardInterrupt and not sys.flags.interactive:
                    interrupted.append(Interrupted())
            # part: entry
            trace = value.__traceback__ = entry_trace(trace)
            # end: entry
            print(shown(kind, value, trace, printed(sys.__excepthook__, kind, value, trace)), file=sys.stderr)

        sys.excepthook = excepthook
    # end: excepthook
    # part: package
    if module is not None:
        bundle['__package__'] = module.rpartition('.')[0]
    parts = module.split('.') if module else ()
    for index in range(1, len(parts)):  # as runpy does, which tries again where the error is about the package itself
        package, wanted = '.'.join(parts[:index]), '.'.join(parts[: index + 1])
        try:
            __import__(package)
            if index < len(parts) - 1:
                continue
        except ImportError as error:
            if error.name is None or not (package + '.').startswith(error.name + '.'):
                raise
        try:
            if wanted not in sys.modules:
                __import__(package)  # which may have taken itself out of sys.modules
        except (ImportError, AttributeError, TypeError, ValueError) as error:
            text = '%s: Error while finding module specification for %r (%s: %s)'
            text %= sys.executable, wanted, type(error).__name__, error
            if package in sys.modules and parts[-1] == '__main__':
                text += '; %r is a package and cannot be directly executed' % package
            sys.exit(text)
    # end: package
    # part: workers
    if bundle['__name__'] == '__cribo_worker__':
        raise ImportError('the rest is the main program', name='__cribo_worker__')
    # end: workers
    # part: entry
    return type(entry_trace)(code, bundle)
    # end: entry
