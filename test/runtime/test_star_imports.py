"""Tests of the runtime: star imports."""

from program_test import ProgramTest


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
