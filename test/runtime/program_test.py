"""Programs that have to behave the same unbundled and bundled: what the tests of the runtime have in common.

Programs run on this Python, or on the one that CRIBO_TEST_PYTHON names (which may have no processes: CRIBO_TEST_WASM).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from make_bundle import make_bundle

PYTHON = os.environ.get('CRIBO_TEST_PYTHON', sys.executable)
WASM = 'CRIBO_TEST_WASM' in os.environ


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
