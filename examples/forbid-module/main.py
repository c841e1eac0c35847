from app.storage import load

print(load('{"a": 1}'))
