"""What the program can be asked to do."""
import atexit
import sys

from . import orders, prices


def total():
    print(orders.place_all(['tea', 'salt']))


def fail():
    print('total', orders.place_all(['tea']))
    orders.place('salt', 0)


def miss():
    try:
        (lambda thing: prices.price_of(thing))(
            'sugar')
    finally:
        print(undefined)


def exit_in_vain():
    sys.exit('no such thing')


def recurse(depth=0):
    return recurse(depth + 1)


def interrupt():
    atexit.register(print, 'at exit')
    raise KeyboardInterrupt


COMMANDS = {function.__name__: function for function in (total, fail, miss, exit_in_vain, recurse, interrupt)}


def run():
    COMMANDS[sys.argv[1]]()
