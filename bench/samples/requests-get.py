import requests
r = requests.Request('GET', 'http://example.org/a', params={'q': 'x'}).prepare()
print(r.url, r.headers)
try:
    requests.get('http://127.0.0.1:9/', timeout=1)
except requests.ConnectionError as e:
    print(type(e).__name__)
