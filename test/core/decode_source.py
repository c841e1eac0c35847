"""Reads base64 lines; writes, as JSON lines, the text that importlib makes of the bytes, or null where it refuses them."""
import base64
import importlib.util
import json
import sys

for line in sys.stdin:
    try:
        text = importlib.util.decode_source(base64.b64decode(line))
        # Lone surrogates and NUL are not what decoding is about.
        print(json.dumps(text))
    except (SyntaxError, UnicodeDecodeError, LookupError):
        print('null')
