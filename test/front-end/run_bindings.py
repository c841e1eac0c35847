"""run_bindings.py COUNT: runs each text of the JSON list of [text, names] on standard input COUNT times, with other choices each
time; prints as JSON how often one came to its end, how often it then lacked a name of a, b and c, and the texts that did not
bind all of the names given with them, each with the name."""
import json
import random
import sys


class Silent:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return True


def flip():
    return random.random() < 0.5


def fail():
    if random.random() < 0.3:
        raise random.choice([ValueError, KeyError, OSError])


def run(text, code, names):
    global ended, lacking
    namespace = {'flip': flip, 'fail': fail, 'f': str, 'silent': Silent()}
    try:
        exec(code, namespace)
    except (ValueError, KeyError, OSError):
        return
    ended += 1
    lacking += not namespace.keys() >= {'a', 'b', 'c'}
    wrong.extend([text, name] for name in names if name not in namespace)


random.seed(0)
ended = lacking = 0
wrong = []
for text, names in json.load(sys.stdin):
    code = compile(text, '<text>', 'exec')
    for _ in range(int(sys.argv[1])):
        run(text, code, names)
print(json.dumps([ended, lacking, wrong]))
