import json


def load(text):
    from xml.etree import ElementTree

    return json.loads(text) if text.startswith("{") else ElementTree.fromstring(text)
