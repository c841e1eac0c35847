# Prints as JSON what an interpreter looks for modules in, besides its own library, and what it finds under names: for
# each the file, a list of folders (a namespace package), or nothing. Names come from standard input, a line each.
import importlib.util
import json
import os
import subprocess
import sys

own = subprocess.check_output([sys.executable, '-I', '-S', '-c', 'import sys, json; print(json.dumps(sys.path))'])
library = set(json.loads(own.decode())) | {os.path.dirname(os.path.abspath(__file__))}


def found(name):
    try:
        spec = importlib.util.find_spec(name)
    except ImportError:
        return None
    if spec is None:
        return None
    if spec.origin in (None, 'namespace'):
        return [place for place in spec.submodule_search_locations if os.path.isdir(place)]
    return spec.origin


path = [place for place in sys.path if os.path.isdir(place) and place not in library]
print(json.dumps({'path': path, 'found': {name: found(name) for name in sys.stdin.read().split('\n') if name}}))
