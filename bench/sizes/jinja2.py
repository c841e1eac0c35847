import jinja2

template = jinja2.Template("Hello {{ name|upper }}{% for number in numbers %} {{ number }}{% endfor %}")
print(template.render(name="you", numbers=[1, 2]))
