"""Tests of the runtime: how modules are found, and bundles beside each other."""

import os
import unittest
import zipfile

from make_bundle import make_bundle
from program_test import WASM, ProgramTest


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
