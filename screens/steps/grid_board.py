"""Board: the items of a grid, where each stands, and which one is held; and how a cell shows those that share it."""

from collections.abc import Sequence

from coach.lessons.kinds import Value
from coach.lessons.kinds.place import Grid

from .arranged import mapping, whole

SIZE = 5
CENTRE = (3, 3)

Place = tuple[int, int]


class Board:
    """Items and their places, 1 to 5 from the left and 1 to 5 from below."""

    def __init__(self, step: Grid, items: Sequence[tuple[str, str]], raw: Value) -> None:
        self.step = step
        self.items = list(items)
        self.places: dict[str, Place] = {}
        for id, at in mapping(raw, "positions").items():
            x, y = (whole(at.get(axis)) if isinstance(at, dict) else None for axis in "xy")
            if x is not None and y is not None and 1 <= x <= SIZE and 1 <= y <= SIZE:
                self.places[id] = (x, y)
        self.held = -1
        if not self.take_waiting():
            self.held = 0

    @property
    def id(self) -> str:
        """The item that is held; empty where there are none."""
        return self.items[self.held][0] if self.items else ""

    @property
    def placed(self) -> bool:
        """Whether the held item stands somewhere already."""
        return self.id in self.places

    @property
    def at(self) -> Place:
        """Where the held item stands, or would stand if it were put down."""
        return self.places.get(self.id, CENTRE)

    def waiting(self) -> list[int]:
        """The items that do not stand anywhere yet."""
        return [n for n, (id, _) in enumerate(self.items) if id not in self.places]

    def take_waiting(self) -> bool:
        """Takes up the next item that does not stand anywhere yet; False if there is none."""
        waiting = self.waiting()
        if waiting:
            self.held = next((n for n in waiting if n > self.held), waiting[0])
        return bool(waiting)

    def put(self, place: Place) -> None:
        """Puts the held item somewhere, within the grid."""
        if self.items:
            x, y = place
            self.places[self.id] = (max(1, min(SIZE, x)), max(1, min(SIZE, y)))

    def take_off(self) -> None:
        """Takes the held item off the grid."""
        self.places.pop(self.id, None)

    def numbers(self, place: Place) -> list[int]:
        """The items at a place, as the numbers that they are shown by; without the held one."""
        here = [n for n, (id, _) in enumerate(self.items) if self.places.get(id) == place]
        return [n + 1 for n in here if n != self.held]

    def corner(self, place: Place) -> str:
        """The author's name for the part of the grid that a place is in; the middle is in none."""
        x, y = place
        if x == CENTRE[0] or y == CENTRE[1]:
            return ""
        key = f"{'high' if x > CENTRE[0] else 'low'}-{'high' if y > CENTRE[1] else 'low'}"
        return next((name for corner, name in self.step.corners.items() if corner == key), "")

    def raw(self) -> Value:
        """The places, in the shape that the step takes."""
        known = [id for id, _ in self.items if id in self.places]
        return {"positions": {id: {"x": self.places[id][0], "y": self.places[id][1]} for id in known}}


def stacked(numbers: Sequence[int], held: str, width: int, height: int) -> list[str]:
    """What a cell shows: the held item first, then as many others as there is room for, and how many more there are."""
    words = ([held] if held else []) + [str(n) for n in numbers]
    for shown in range(len(words), -1 + bool(held), -1):
        more = [f"+{len(words) - shown}"] if shown < len(words) else []
        lines = _lines([*words[:shown], *more], width)
        if len(lines) <= height and all(len(line) <= width for line in lines):
            return lines
    return [held] if held else []


def _lines(words: list[str], width: int) -> list[str]:
    """Words on lines of so many cells."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
