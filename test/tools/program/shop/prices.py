"""What things cost.

    This text is indented, and no code.
"""

PRICES = {'tea': 3, 'salt': 2}
TABLE = '''
thing  price
    tea    3
'''


def price_of(thing):
    return PRICES[thing]


def nobody_calls_this():
    return TABLE


def share(thing, count):
    """Say what each of some people pays."""
    price = price_of(
        thing)
    return price / count


class Discount:
    """Takes something off."""

    def __init__(self, percent=10):
        self.percent = percent

    @property
    def factor(self):
        return 1 - self.percent / 100

    def __call__(self, price):
        def rounded(value):
            return round(value, 2)

        return rounded(price * self.factor)
