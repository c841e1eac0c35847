import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neededExtension } from '../../plugins/inline/needed-extension.ts';
import { survivesFailure } from '../../plugins/inline/survives-failure.ts';
import { writeProject } from '../project.ts';

/** The extension that keeps a distribution of these files external. */
function neededIn(files: Readonly<Record<string, string>>): string | undefined {
  const folder = writeProject(files);
  const installed = new Map(Object.keys(files).map((path) => [path, join(folder, path)]));
  return neededExtension(installed);
}

const so = '.cpython-313-x86_64-linux-gnu.so';

// Each row is how a distribution on PyPI goes about it.
const optional: Record<string, Readonly<Record<string, string>>> = {
  'an import that may fail (markupsafe)': {
    'm/__init__.py': 'try:\n    from ._speedups import escape\nexcept ImportError:\n    from ._native import escape\n',
    'm/_native.py': 'escape = str\n',
    [`m/_speedups${so}`]: '',
  },
  'an import that may fail in a function (simplejson)': {
    'm/__init__.py':
      'def load():\n    try:\n        from . import _speedups\n        return _speedups\n    except ImportError: return None\n',
    [`m/_speedups${so}`]: '',
  },
  'an import in a function that is called where that may fail (SQLAlchemy 2.0)': {
    'm/__init__.py':
      'def load():\n    from . import fast\n    return fast\n\ntry:\n    load()\nexcept ImportError:\n    pass\n',
    [`m/fast${so}`]: '',
  },
  'a module that is imported where that may fail (PyYAML)': {
    'yaml/__init__.py': 'try:\n    from .cyaml import *\nexcept ImportError:\n    pass\n',
    'yaml/cyaml.py': 'from yaml._yaml import CParser\n',
    [`yaml/_yaml${so}`]: '',
    '_yaml/__init__.py': 'import yaml\nif yaml.works:\n    from yaml._yaml import *\n',
  },
  'an import that may fail, and others that are executed after it has not (SQLAlchemy)': {
    'm/__init__.py':
      'try:\n    from .fast import rows\n    HAS = True\nexcept ImportError as error:\n    HAS = False\n',
    'm/rows.py': 'from . import HAS\nif HAS:\n    from .fast.rows import Row\nelse:\n    from .slow import Row\n',
    'm/slow.py': 'class Row: pass\n',
    'm/fast/__init__.py': '',
    [`m/fast/rows${so}`]: '',
  },
  'compiled copies of modules (mypyc)': {
    'm/__init__.py': 'from .md import f\n',
    'm/md.py': 'def f(): pass\n',
    [`m/md${so}`]: '',
    [`m/md__mypyc${so}`]: '',
    [`81d243bd2c585b0f4821__mypyc${so}`]: '',
  },
  'compiled copies of modules that know Cython (SQLAlchemy)': {
    'm/__init__.py': 'from ._cy import f\n',
    'm/_cy.py': 'if cython.compiled:\n    from cython.cimports.cpython import x\ndef f(): pass\n',
    [`m/_cy${so}`]: '',
  },
  'modules for tests': {
    'm/__init__.py': '',
    [`m/_testcapi${so}`]: '',
    [`m/tests/helper${so}`]: '',
    'm/tests/test_it.py': 'from . import helper\nimport m._testcapi\n',
  },
  'libraries beside it': { 'm/__init__.py': '', 'm.libs/libpq-1.so': '' },
};

const needed: Record<string, Readonly<Record<string, string>>> = {
  'an import that is always executed (regex)': {
    'm/__init__.py': 'from .main import *\n',
    'm/main.py': 'from . import _regex\n',
    [`m/_regex${so}`]: '',
  },
  'an import for one system (psutil)': {
    'm/__init__.py': 'import sys\nif sys.platform == "linux":\n    from . import _linux as platform\n',
    'm/_linux.py': 'from . import _native\n',
    [`m/_native${so}`]: '',
  },
  'a public module (lxml)': {
    'm/__init__.py': 'def get_include(): pass\n',
    'm/html.py': 'from . import etree\n',
    [`m/etree${so}`]: '',
  },
  'a public module that nothing else imports': { 'm/__init__.py': '', [`m/fast${so}`]: '' },
  'nothing but an extension module (ujson)': { [`ujson${so}`]: '' },
  'an import whose failure is explained and raised again (Pillow)': {
    'PIL/__init__.py': '',
    'PIL/Image.py':
      'try:\n    from . import _imaging as core\nexcept ImportError as v:\n    if "x" in str(v):\n        print(v)\n    # Fail here.\n    raise\n',
    [`PIL/_imaging${so}`]: '',
  },
  'a private module that is loaded by a string (pycryptodome)': {
    'm/__init__.py': 'lib = load_raw_library("m._raw", "int f();")\n',
    [`m/_raw${so}`]: '',
  },
  'a source that only Cython understands (pyzmq)': {
    'm/__init__.py': 'from ._zmq import f\n',
    'm/_zmq.py': 'from cython.cimports.libc import x\ndef f(): pass\n',
    'm/_zmq.abi3.so': '',
  },
};

describe('a distribution does without', () => {
  test.each(Object.entries(optional))('%s', (_, files) => expect(neededIn(files)).toBeUndefined());
});

describe('a distribution needs', () => {
  test.each(Object.entries(needed))('%s', (_, files) => {
    expect(neededIn(files)).toBe(Object.keys(files).find((path) => path.endsWith('.so')));
  });
});

test('a try goes on when one of its clauses does not raise', () => {
  const survives = (text: string): boolean => survivesFailure(text, text.indexOf('import it'));
  expect(survives('try:\n  import it\nexcept E:\n  pass\n')).toBe(true);
  expect(survives('try:\n  import it\nexcept E: raise\n')).toBe(false);
  expect(survives('try:\n  import it\nexcept A:\n  raise B\nexcept C:\n  x = 1\n')).toBe(true);
  expect(survives('try:\n  if a:\n    import it\n  try:\n    x\n  except D:\n    pass\nexcept A:\n  raise B\n')).toBe(
    false,
  );
  expect(
    survives(
      'def f():\n\n    try: # why\n        import it\n    # so\n    except A as b:\n\n        raise B(\n            1)\n    return 2\n',
    ),
  ).toBe(false);
});
