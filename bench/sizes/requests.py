import requests

request = requests.Request("GET", "http://example.org/a", params={"q": "x"}).prepare()
print(request.url, request.headers)
try:
    requests.get("http://127.0.0.1:9/", timeout=1)
except requests.ConnectionError as error:
    print(type(error).__name__)
