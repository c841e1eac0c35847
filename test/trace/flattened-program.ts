import type { Part } from './bundle-by-hand.ts';

/** A program that fails in as many ways as its first argument can name. */
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
    compile("x = (", "x.py", "exec")


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
    call = globals()[kind]
    call(kind)
    return money.parse(
        "never")
`,
};

const money = (text: string): Part => ({ of: 'shop/money.py', copy: text });
const orders = (text: string): Part => ({ of: 'shop/orders.py', copy: text });
const [, ordersText] = files['shop/orders.py']!.split('from . import money\n\n\n') as [string, string];
const renamed: Part = { of: 'shop/orders.py', instead: 'money.parse', text: 'shop_money__parse' };

/** The text of orders with a name instead of each `money.parse`, whose places have to be told apart. */
function renamedOrders(): Part[] {
  const parts: Part[] = [];
  let rest = ordersText;
  for (let at = rest.indexOf('money.parse'); at !== -1; at = rest.indexOf('money.parse')) {
    parts.push(orders(rest.slice(0, at)), renamed);
    rest = rest.slice(at + 'money.parse'.length);
  }
  return [...parts, orders(rest)];
}

/** The program as the strategy flatten has it: no imports of its modules, and a name that tells \`parse\` apart. */
export const parts: readonly Part[] = [
  { of: 'main.py', copy: 'import sys\n' },
  '\n\n',
  money(files['shop/money.py']!),
  'shop_money__parse = parse; del parse\n\n\n',
  orders('"""Orders."""\n'),
  '\n\n',
  ...renamedOrders(),
  '\n\n',
  { of: 'main.py', copy: 'def main(kind):\n    return ' },
  { of: 'main.py', instead: 'orders.place', text: 'place' },
  { of: 'main.py', copy: '(kind, ' },
  { of: 'main.py', instead: 'money.parse', text: 'shop_money__parse' },
  { of: 'main.py', copy: ')\n\n\nif __name__ == "__main__":\n    main(sys.argv[1])\n' },
];
