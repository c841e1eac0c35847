import jinja2
print(jinja2.Template('Hello {{ name|upper }}{% for x in xs %}{{ x }}{% endfor %}').render(name='you', xs=[1, 2]))
