"""The order of versions: one to four numbers with dots between them, compared number by number.

1.9 comes before 1.10, and 2 is the same as 2.0. Words such as `beta` have no place in that order, so `pack.toml` takes
none.
"""

import re

_NUMBERS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,3}")


def order(version: str) -> tuple[int, ...]:
    """A version as what it is compared by. What begins with no number comes before everything."""
    found = _NUMBERS.match(version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def at_least(version: str, least: str) -> bool:
    """Whether a version is the wanted one or a later one."""
    return order(version) >= order(least)
