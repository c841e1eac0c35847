from pygments.lexers.data import JsonLexer

for token, text in JsonLexer().get_tokens('{"a": [1, true]}'):
    print(token, repr(text))
