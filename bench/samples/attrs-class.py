import attr
@attr.s(auto_attribs=True)
class P:
    x: int
    y: int = attr.ib(default=2, validator=attr.validators.instance_of(int))
print(P(1), attr.asdict(P(1, 3)))
