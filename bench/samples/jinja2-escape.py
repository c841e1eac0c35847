from jinja2 import Environment

print(Environment(autoescape=True).from_string("<b>{{ name }}</b>").render(name="<you>"))
