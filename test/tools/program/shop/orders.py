"""Orders of things."""
from __future__ import annotations

from .prices import *


class Refused(Exception):
    """Nobody can have that."""


def place(thing: str, count: int) -> float:
    try:
        return share(thing, count) + max(price_of(each) for each in sorted(PRICES))
    except ZeroDivisionError as error:
        raise Refused(f'{thing}: {count}') from error


def place_all(things):
    total = 0
    for thing in things:
        discount = Discount(20)
        total += discount(place(thing, 2))
    return total
