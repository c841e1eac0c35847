"""Tests of the runtime: small programs, unbundled and bundled, have to behave the same.

Programs run on this Python, or on the one that CRIBO_TEST_PYTHON names (which may have no processes: CRIBO_TEST_WASM).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from make_bundle import make_bundle  # noqa: E402

PYTHON = os.environ.get('CRIBO_TEST_PYTHON', sys.executable)
WASM = 'CRIBO_TEST_WASM' in os.environ

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


def normal(text, *folders):
    """Take out the folder, addresses, and line numbers of the entry, whose text stands lower in a bundle."""
    for folder in folders:
        text = text.replace(folder, '<folder>')
    return re.sub(r'0x[0-9a-fA-F]+', '0x', re.sub(r'(main\.py", line |main\.py:)\d+', r'\1N', text))


class ProgramTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = os.path.realpath(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, folder, files):
        for path, text in files.items():
            path = os.path.join(self.folder, folder, path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, 'w', encoding='utf-8', newline='\n') as file:
                file.write(text)
        return os.path.join(self.folder, folder)

    def run_python(self, folder, *words, **options):
        cwd = os.path.join(self.folder, folder)
        environment = dict(os.environ, PYTHONHASHSEED='0', PYTHONIOENCODING='utf-8', **options.get('environment', {}))
        done = subprocess.run(
            [PYTHON, *words],
            cwd=cwd,
            env=environment,
            input=options.get('input', '').encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=120,
        )
        out, err = (normal(text.decode(), cwd).replace('\r\n', '\n') for text in (done.stdout, done.stderr))
        return done.returncode, out, err

    def same(self, files, *words, **options):
        """Check that a program and its bundle print the same and end the same; return what they do."""
        self.write('original', files)
        kept = {path: text for path, text in files.items() if not path.endswith('.py')}
        module = options.get('module', '')
        bundle = make_bundle(files, options.get('entry', 'main.py'), module)
        self.write('bundled', dict(kept, **{'main.py': bundle}))
        original = self.run_python('original', *(options.get('original') or words or ('main.py',)), **options)
        bundled = self.run_python('bundled', *(words or ('main.py',)), **options)
        self.assertEqual(original, bundled)
        return bundled


class ModuleTest(ProgramTest):
    def test_what_a_module_sees(self):
        seen = (
            'import sys\n'
            'print(sorted(globals()), __name__, __package__, __file__, __cached__, __doc__)\n'
            'print(__spec__, type(__loader__), sys.modules[__name__], __loader__.is_package(__name__))\n'
            'print(__loader__.get_filename(), locals() is globals(), type(__builtins__))\n'
            'frame = sys._getframe()\n'
            'print(frame.f_code.co_name, frame.f_code.co_flags, frame.f_code.co_firstlineno, frame.f_lineno)\n'
            'while frame: print(frame.f_code.co_name); frame = frame.f_back\n'
        )
        main = 'import sys; before = sorted(sys.modules)\nimport m, pkg.sub\nprint(before, pkg.__path__, sorted(globals()))\n'
        files = {'main.py': main, 'm.py': '"""Doc."""\n' + seen, 'pkg/__init__.py': seen, 'pkg/sub.py': seen}
        for words in (['main.py'], ['-m', 'main'], ['-c', 'import main']):
            with self.subTest(words=words):
                self.same(files, *words)

    def test_no_byte_code_is_written(self):
        self.same({'main.py': 'import m\n', 'm.py': 'print(__cached__)\n'})
        self.assertEqual(os.listdir(os.path.join(self.folder, 'bundled')), ['main.py'])

    def test_standard_input(self):
        bundle = make_bundle({'main.py': 'import m; print(m.__file__, m.__loader__.get_source("m"))', 'm.py': 'x = 1\n'})
        self.write('bundled', {})
        os.makedirs(os.path.join(self.folder, 'bundled'))
        self.assertEqual(self.run_python('bundled', '-', input=bundle), (0, '<folder>/m.py None\n', ''))

    def test_names_and_constants_beyond_one_byte(self):
        names = ''.join('name_%d = %d + 0.5\n' % (index, index) for index in range(700))
        m = 'class Early:\n    value = 3\n' + names + (
            'class Late:\n'
            + ''.join('    name_%d = "text %d"\n' % (index, index) for index in range(300))
            + '    value = 5\n'
            'def function(): return [lambda: 0, Late]\n'
            'print(len([name for name in globals()]), sorted(set(globals()) - {"name_%d" % i for i in range(700)}))\n'
            'print([n for n in vars(Late) if n[:2] == "__"], getattr(Early, "__firstlineno__", 0), Early.value)\n'
            'print(sum(value for name, value in globals().items() if name.startswith("name_")))\n'
            'if name_1 > 2: last = [1]\n'
            'else: last = [q for q in "ab"]\n'
        )
        self.same({'main.py': 'import m; print(m.last, m.__name__)', 'm.py': m})

    def test_super_and_class_cells(self):
        m = 'class A:\n    def f(self): return super().__repr__() and __class__.__name__\ndef g(): return __class__\nprint(A().f(), sorted(globals()))\n'
        self.same({'main.py': 'import m', 'm.py': m})

    def test_reload_and_new_modules(self):
        main = (
            'import m, importlib, importlib.util, sys\n'
            'print(m.x); m.extra = 1; importlib.reload(m); print(m.x, m.extra)\n'
            'del sys.modules["m"]; import m as again; print(again is m, again.x)\n'
            'spec = importlib.util.find_spec("m"); new = importlib.util.module_from_spec(spec)\n'
            'spec.loader.exec_module(new); print(new.x, new is again)\n'
        )
        self.same({'main.py': main, 'm.py': 'try: x += 1\nexcept NameError: x = 0\n'})

    def test_entry_in_a_package(self):
        files = {
            'pkg/__init__.py': 'print("init", __name__)\n',
            'pkg/m.py': 'print("m", __name__)\n',
            'pkg/__main__.py': 'from pkg import m\nprint(__package__)\nexec("from . import m as n")\nprint(n is m)\n',
        }
        self.same(files, entry='pkg/__main__.py', original=['-m', 'pkg'], module='pkg.__main__')


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


class FinderTest(ProgramTest):
    def test_pkgutil(self):
        main = (
            'import pkgutil, pkg, sys\nprint([(m.name, m.ispkg) for m in pkgutil.iter_modules(pkg.__path__, "p-")])\n'
            'print([(m.name, m.ispkg) for m in pkgutil.walk_packages(pkg.__path__, "pkg.")])\n'
            'print(pkgutil.get_data("pkg", "data.txt"))\n'
        )
        files = {'main.py': main, 'pkg/__init__.py': '', 'pkg/b.py': '', 'pkg/a/__init__.py': '', 'pkg/a/c.py': '', 'pkg/n/x.py': '', 'pkg/data.txt': 'text'}
        self.same(files)

    def test_namespace_packages(self):
        main = (
            'import sys, os, ns.a, ns.inner.b\nprint(ns.__path__, ns.__file__ if hasattr(ns, "__file__") else 0, ns.__spec__.origin, type(ns.__path__))\n'
            'print(ns, sorted(vars(ns)), ns.inner.__path__)\n'
            'os.makedirs("late/ns"); open("late/ns/c.py", "w").close(); sys.path.append("late")\n'
            'import ns.c\nprint(ns.__path__, ns.c)\ntry: import ns.missing\nexcept ImportError as e: print(e)\n'
        )
        self.same({'main.py': main, 'ns/a.py': '', 'ns/inner/b.py': ''})

    def test_portions_and_packages_outside(self):
        main = 'import sys; sys.path.append("more")\nimport ns.a, ns.outside, other.m\nprint(ns.__path__, ns.outside, other)\n'
        files = {'main.py': main, 'ns/a.py': '', 'other/m.py': ''}
        beside = {'more/ns/outside.py': '', 'more/other/__init__.py': '', 'more/other/m.py': 'print("regular wins")'}
        self.write('original', dict(files, **beside))
        self.write('bundled', dict(beside, **{'main.py': make_bundle(files)}))
        self.assertEqual(self.run_python('original', 'main.py'), self.run_python('bundled', 'main.py'))

    def test_bundle_again(self):
        main = (
            'import sys, m\nname = "CriboBundledFinder"\n'
            'count = lambda: (sum(type(finder).__name__ == name for finder in sys.meta_path), len(sys.path_hooks))\n'
            'if __name__ == "__main__":\n    before = count()\n    import main, importlib\n    importlib.reload(main)\n    print(before == count(), before[0], main.m is m)\n'
            '    import pkg.sub\n    print(importlib.reload(pkg.sub) is pkg.sub)\n'
        )
        files = {'main.py': main, 'm.py': 'print("once")\n', 'pkg/__init__.py': '', 'pkg/sub.py': ''}
        self.write('bundled', {'main.py': make_bundle(files)})
        self.assertEqual(self.run_python('bundled', 'main.py'), (0, 'once\nTrue 1 True\nTrue\n', ''))

    def test_two_bundles(self):
        one = make_bundle({'main.py': 'import a; print(a.__loader__.get_source("a"))', 'a.py': 'x = 1\n'})
        two = make_bundle({'main.py': 'import b; print(b.__loader__.get_source("b"))', 'b.py': 'from c import *\n', 'c.py': 'y = 2\n'})
        self.write('bundled', {'one.py': one, 'two.py': two})
        program = 'import one, two, a, b, importlib; importlib.reload(a); importlib.reload(b); print(b.y)'
        self.assertEqual(self.run_python('bundled', '-c', program), (0, 'x = 1\n\nfrom c import *\n\n2\n', ''))

    def test_zip(self):
        files = {'main.py': 'import m, pkg.sub\nprint(m.__loader__.get_source("m"), m.__file__)\n', 'm.py': 'x = 1\n', 'pkg/__init__.py': '', 'pkg/sub.py': ''}
        self.write('bundled', {'x': ''})
        with zipfile.ZipFile(os.path.join(self.folder, 'bundled', 'app.zip'), 'w') as archive:
            archive.writestr('__main__.py', make_bundle(files))
        code, out, err = self.run_python('bundled', 'app.zip')
        self.assertEqual((code, out.replace('<folder>/', ''), err), (0, 'x = 1\n app.zip/m.py\n', ''))

    @unittest.skipIf(WASM, 'WebAssembly has no processes')
    def test_multiprocessing(self):
        main = (
            'import multiprocessing, m\nif __name__ == "__main__":\n    for how in multiprocessing.get_all_start_methods():\n'
            '        with multiprocessing.get_context(how).Pool(1) as pool: print(how, pool.map(m.double, [1, 2]), pool.apply(m.who))\n'
        )
        self.same({'main.py': main, 'm.py': 'import sys\ndef double(x): return x * 2\ndef who(): return __name__, sys.modules["__main__"].__name__\n'})

    def test_newer_python(self):
        """On a Python that is not known, code stays as it is, and what a class adds is taken out afterwards."""
        bundle = make_bundle({'main.py': 'import m', 'm.py': 'x: "int" = 1\ndef f(): return super\nclass C: pass\nprint(f.__qualname__, C, __name__, sorted(n for n in globals() if "a" not in n[2:4]))\nraise ValueError'})
        patched = 'import sys; known = sys.version_info; sys.version_info = (3, 99)\n' + bundle.replace('\nimport m', '\nsys.version_info = known; import m\n')
        main = 'import traceback, sys\ntry: import bundle\nexcept ValueError: traceback.print_exc()\nassert not [n for n in sys.modules if n == "m"]\n'
        self.write('bundled', {'bundle.py': patched, 'main.py': main})
        code, out, err = self.run_python('bundled', 'main.py')
        self.assertEqual(code, 0, err)
        self.assertIn("f <class 'm.C'> m", out)
        self.assertIn('m.py", line 5, in <module>', err)


class StarTest(ProgramTest):
    def test_what_is_imported(self):
        files = {
            's1.py': '__all__ = ["x", "__y", "missing"]\nx = __y = 1\n',
            's2.py': '__all__ = ["a", 1]\na = 1\n',
            's3.py': '__all__ = 7\n',
            's4.py': 'import sys\nsys.modules[__name__] = 5\n',
            's5.py': 'globals()[3] = 4\n_a = 1; __b = 2; c = 3; __d__ = 4\n',
            's6/__init__.py': '__all__ = ("sub", "z")\nz = 1\n',
            's6/sub.py': '',
            's7.py': 'def __getattr__(n):\n    if n == "__all__": return ("dyn", "é")\n    if n == "__path__": raise AttributeError\n    return n\n',
            's8.py': '__all__ = {0: "k", 1: "j"}\nk = 1; j = 2\n',
            's9/__init__.py': '__all__ = ["nosub"]\n',
            's10.py': '__all__ = {"set"}\n',
            's11.py': '__all__ = "ab"\na = b = 1\n',
            's12.py': 'class L(list):\n    def __getitem__(self, i): return ["q", "r"][i]\n__all__ = L(["x"])\nq = r = x = 1\n',
            's13.py': '_private = 1\npublic = 2\n',
            's14.py': 'import sys\nclass M:\n    __slots__ = ()\n    def __getattr__(self, n):\n        if n[:2] == "__" and n != "__all__": raise AttributeError(n)\n        return n\n    __all__ = ["v"]\nsys.modules[__name__] = M()\n',
            's15.py': 'import m15\nhalf = 1\n',
            's16.py': '__all__ = [name for name in "b"] + []\nb = 1\n1/0\n',
        }
        names = range(1, 17)
        files.update({'m%d.py' % number: 'a0 = 1\nfrom s%d import *\nafter = 1\n' % number for number in names})
        hidden = "('__builtins__', '__name__', '__doc__', '__package__', '__loader__', '__spec__', '__file__', '__cached__')"
        main = 'import sys, traceback\nfor n in range(1, 17):\n    try: __import__("m%d" % n)\n    except BaseException: print(n, *[line for line in traceback.format_exc().split("\\n") if ", in exported" not in line][-2:])\n'
        main += '    module = sys.modules.get("m%d" % n)\n    print(n, sorted(k for k in vars(module) if k not in ' + hidden + ') if module else None)\n'
        self.same(dict(files, **{'main.py': main}))

    def test_traceback(self):
        main = 'import traceback\nfor name in ("m", "n"):\n    try: __import__(name)\n    except Exception: print(traceback.format_exc())\n'
        files = {'main.py': main, 'm.py': 'x = 1\nfrom bad import *\n', 'bad.py': '1/0\n', 'n.py': 'from none import *\n', 'none.py': '__all__ = ["q"]\n'}
        self.same(files)


class FutureTest(ProgramTest):
    def test_flags_by_module(self):
        body = 'print(f.__annotations__, f.__code__.co_flags, (lambda: [(lambda: 0)])()[0].__code__.co_flags)\nexec("def g(x: int): pass")\nprint(g.__annotations__)\nprint(eval("lambda: 0").__code__.co_flags)\n'
        asks = '"""Doc."""\nfrom __future__ import annotations as a, generator_stop\nx: nope = 1\ndef f(p: nope) -> "q": pass\nprint(a, __annotations__)\n'
        self.same({'main.py': 'import m, n\n', 'm.py': asks + body, 'n.py': 'def f(): pass\n' + body})


if __name__ == '__main__':
    unittest.main()
