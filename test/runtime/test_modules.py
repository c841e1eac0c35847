"""Tests of the runtime: what modules see of themselves."""

import os

from make_bundle import make_bundle
from program_test import ProgramTest


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


class FutureTest(ProgramTest):
    def test_flags_by_module(self):
        body = 'print(f.__annotations__, f.__code__.co_flags, (lambda: [(lambda: 0)])()[0].__code__.co_flags)\nexec("def g(x: int): pass")\nprint(g.__annotations__)\nprint(eval("lambda: 0").__code__.co_flags)\n'
        asks = '"""Doc."""\nfrom __future__ import annotations as a, generator_stop\nx: nope = 1\ndef f(p: nope) -> "q": pass\nprint(a, __annotations__)\n'
        self.same({'main.py': 'import m, n\n', 'm.py': asks + body, 'n.py': 'def f(): pass\n' + body})
