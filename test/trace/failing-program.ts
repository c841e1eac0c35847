/** A program that fails in as many ways as its first argument can name, and that flatten takes as a whole. */
export const files: Readonly<Record<string, string>> = {
  'main.py': `import sys
from shop import money, orders


def main(kind):
    return orders.place(kind, money.parse)


if __name__ == "__main__":
    main(sys.argv[1])
`,
  'shop/__init__.py': '',
  'shop/money.py': `"""Amounts."""


def parse(text):
    cents = {"none": 0}
    return cents[text]


def ratio(one, other):
    return one + (parse(one) / parse(other))
`,
  'shop/orders.py': `"""Orders."""
import ast
from . import money


class Shop:
    def buy(self, amount):
        价格 = "价格"; return 价格 + money.parse(amount)

    def nested(self, depth):
        if depth == 0:
            return money.parse("nested")
        return self.nested(depth - 1)


def price(kind):
    try:
        return money.parse(kind)
    except KeyError as error:
        raise ValueError("no price") from error


def context(kind):
    try:
        price(kind)
    except ValueError:
        result = money.parse("context")
        return result


def long(kind):
    return sum([
        1,
        money.parse(
            kind,
        ),
        2,
    ])


def syntax(kind):
    ast.parse("x = (")


def several(kind):
    errors = []
    for attempt in price, context:
        try:
            attempt(kind)
        except Exception as error:
            errors.append(error)
    raise ExceptionGroup("all of them", errors)


def middle(kind):
    first = [0]; x = first[0] + money.parse(kind)[3] * 2
    return x


def wide(kind):
    return ["ｗｉｄｅ", Shop().buy("none")]


def deep(kind):
    return Shop().nested(40)


def place(kind, parse):
    """Calls the function of a name."""
    call = ways[kind]
    call(kind)
    return money.parse(
        "never")


ways = {
    "price": price, "context": context, "long": long, "syntax": syntax,
    "several": several, "middle": middle, "wide": wide, "deep": deep,
}
`,
};
