// inspect: the source of modules, classes and functions, and what stands above them.
import { beforeAll } from 'vitest';
import { compareTool, runMain } from './compare-tool.ts';
import { layOut, type Workplace } from './workplace.ts';

const commands = `"""Shows its own text."""
import inspect

from . import orders, prices


# Above a function.
@staticmethod
def decorated(first, *,
              second=None):
    """Something.

  indented less."""
    return first, second


class Outer:
    class Inner:
        text = """
unindented
"""

        def method(self):
            return [value for value in (lambda x: x,
                                        lambda y: y)]


def closure(limit):
    def inner():
        return limit
    return inner


def run():
    things = [decorated.__func__, Outer, Outer.Inner, Outer.Inner.method, closure, closure(1), run, orders, prices]
    things += [orders.place, orders.Refused, prices.Discount, prices.Discount.factor.fget, prices.share]
    things += Outer.Inner().method()
    for thing in things:
        lines, first = inspect.getsourcelines(thing)
        print(first, ''.join(lines), inspect.getcomments(thing), inspect.getdoc(thing), sep='|')
    print(inspect.getsource(inspect.currentframe()))
    print(inspect.getsource(prices) == prices.__loader__.get_source('shop.prices'))
    print([inspect.getfile(thing) == inspect.getsourcefile(thing) for thing in things])
    print([frame[1:] for frame in inspect.stack()[:1]], inspect.getframeinfo(inspect.currentframe(), context=3))
    print(inspect.getinnerframes.__name__, inspect.signature(decorated.__func__))
    try:
        orders.place('salt', 0)
    except orders.Refused as error:
        for frame in inspect.getinnerframes(error.__traceback__, 3):
            print(frame[1:])
`;

let workplace: Workplace;
beforeAll(async () => {
  workplace = await layOut({ 'shop/commands.py': commands });
});

compareTool(() => workplace, {
  'sources and frames': { words: runMain(), says: /Above a function.*unindented.*def run\(\):.*True.*'place'/s },
});
