import attr


@attr.s(auto_attribs=True)
class Point:
    x: int
    y: int = attr.ib(default=2, validator=attr.validators.instance_of(int))


print(Point(1), attr.asdict(Point(1, 3)))
