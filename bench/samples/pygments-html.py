from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer
print(highlight('def f(x): return x + 1', PythonLexer(), HtmlFormatter()))
