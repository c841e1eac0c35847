from requests.models import PreparedRequest

request = PreparedRequest()
request.prepare_url("http://example.org/search", {"q": "a b", "page": 2})
print(request.url)
