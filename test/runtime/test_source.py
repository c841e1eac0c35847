"""Tests of the runtime: source texts, tracebacks, and lines of events."""

from make_bundle import make_bundle
from program_test import WASM, ProgramTest


# What indentation, strings and rewriting could spoil.
HARD_TEXTS = {
    'plain.py': '"""Doc\n  string."""\nx = 1\n',
    'no_end.py': 'x = 1',
    'empty.py': '',
    'comments.py': '# a comment\n\n   # another\n',
    'blank_lines.py': '\n\n  \n\t\nx = 1\n    \n\n\n',
    'tabs.py': 'if 1:\n\tx = 1\n\tif x:\n\t        y = """\n\ta\n  b"""\n',
    'feeds.py': '\x0cx = 1\n\x0c\ndef f():\n  \x0c  return """\n\x0c"""\n',
    'strings.py': 'A = """x\n  y\nz"""; B = ("a"\n"b", """\n q""" "r",\n[1,\n2\n])\nC = "abc\\\ndef"\nD = f"""{A}\n  line {\nA\n + B[0]} end\n"""\n',
    'continued.py': 'x = 1 + \\\n2\ny = \\\n  \\\n  5\nif x: z = 1; z += 1\nelse: pass\n',
    'stars.py': 'from plain import *; y = 2\nfrom strings import *\n',
    'future.py': '"""Doc."""\nfrom __future__ import annotations, division as d\ndef f(x: nope) -> "a b": pass\n',
    'latin.py': 'größe = "ü"\nprint  # é\n',
    'def_in_string.py': 'x = """\ndef __cribo_init_0f0f0f_nothing():\n  class __:\n"""\ny = 2\n',
}


class SourceTest(ProgramTest):
    def test_exact_text(self):
        main = 'import importlib\nfor name in %r:\n    module = importlib.import_module(name)\n    print([name, module.__loader__.get_source(name)])\n    print(module.__loader__.get_data(module.__file__))\n'
        files = dict(HARD_TEXTS, **{'main.py': main % sorted(name[:-3] for name in HARD_TEXTS)})
        self.same(files)

    def test_text_where_there_is_none(self):
        main = 'import m\nopen(__file__, "w").close()\nprint(m.__loader__.get_source("m"))\ntry: m.__loader__.get_source("n")\nexcept ImportError as e: print(e)\n'
        self.write('bundled', {'main.py': make_bundle({'main.py': main, 'm.py': 'x = 1\n'})})
        self.assertEqual(self.run_python('bundled', 'main.py')[:2], (0, 'None\nloader for m cannot handle n\n'))

    def test_tools_that_show_source(self):
        m = (
            '"""\n>>> 1 + 1\n2\n>>> f(1)\n0\n"""\nimport warnings\ndef f(a):\n    """Doc.\n\n    >>> f(2)\n    3\n    """\n    return a\n'
            'class C:\n    # comment\n    def g(self):\n        return lambda: [\n            self]\nwarnings.warn("look here")\n'
        )
        main = (
            'import m, inspect, doctest, linecache\n'
            'for thing in (m, m.f, m.C, m.C.g, m.C().g()): print(inspect.getsource(thing), inspect.getsourcelines(thing)[1])\n'
            'print(inspect.getcomments(m.C.g), inspect.getmodule(m.f), inspect.getsourcefile(m.C))\n'
            'print(doctest.testmod(m), linecache.getline(m.__file__, 9))\n'
        )
        self.same({'main.py': main, 'm.py': m})

    def test_tracebacks(self):
        m = (
            'def f(x):\n    return {"key": x}["other"] + [\n        1]\n'
            'class C:\n    def g(self, value="""\n  text"""):\n        return f(value) + undefined\n'
            'x = ("""\n    several\n    lines""" + f(C().g()))\n'
        )
        catch = 'import traceback\ntry: import m\nexcept Exception: print(traceback.format_exc())\n'
        for files in ({'main.py': catch, 'm.py': m}, {'main.py': 'import m\n', 'm.py': m}):
            self.same(files)
        for text in ('value_one = 1\nvalu_one\n', 'import os\nos.pathh\n', 'try: 1/0\nexcept Exception: raise KeyError("k\\nl")\n'):
            self.same({'main.py': 'import m\n', 'm.py': text})

    def test_trace_and_profile(self):
        main = (
            'import sys\nevents = []\n'
            'def trace(frame, event, argument):\n'
            '    if frame.f_globals.get("__name__") in ("m", "n", "o"): events.append((event, frame.f_lineno, frame.f_code.co_name))\n'
            '    return trace\n'
            'sys.%s(trace)\nimport m, n, o\nsys.%s(None)\nprint(*events, sep="\\n")\n'
        )
        # From 3.14 the code of a class makes its annotations last, on line 0; that of a module makes them first.
        m = '\n\n"""Doc."""\nx%s = 1\ndef f():\n    return [i for i in range(2)]\nclass C:\n    y = f()\n' % ('' if WASM else ': int')
        for name in ('settrace', 'setprofile'):
            self.same({'main.py': main % (name, name), 'm.py': m, 'n.py': 'def f():\n    pass\nfor i in range(2):\n    f()\n', 'o.py': ''})
