"""Corners: two axes that the person names, and a name for each of the four quarters that they make."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from coach.lessons.kinds import Value
from coach.lessons.kinds.place import CORNERS, Grid
from coach.words import said

from ..text import one_line
from .arranged import mapping
from .drawn import DIM, Drawn
from .entry import Entry
from .labelled import Block

ORDER = ("low-high", "high-high", "low-low", "high-low")  # as one reads them
LEAST = 8  # cells of an axis' name that stay, however long the word at its end is
NARROW = 56  # with less room than this they stand below one another


class QuarterName(Drawn):
    """What a quarter is: how much there is of the one and of the other."""

    ALLOW_SELECT = False

    def __init__(self, step: Grid, corner: str, names: dict[str, str]) -> None:
        super().__init__()
        self.step = step
        self.corner = corner
        self.names = names
        self.placed = False  # whether it says where the quarter is, which otherwise is seen

    def draw(self, width: int) -> list[Content]:
        x, y = self.corner.split("-")
        lines = [(self.names["y"], "↑", getattr(self.step.y, y)), (self.names["x"], "→", getattr(self.step.x, x))]
        ends = [_end(f"{name}:" if name else arrow, end, width) for name, arrow, end in lines]
        return [one_line(said(CORNERS[self.corner]).capitalize(), DIM), *ends] if self.placed else ends


def _end(name: str, end: str, width: int) -> Content:
    """One end of an axis. Where there is little room its name is cut: the ends are what the quarters differ in."""
    last = Content(" ") + one_line(said(end), DIM)
    first = one_line(name, DIM).truncate(max(LEAST, width - last.cell_length), ellipsis=True)
    return (first + last).truncate(max(1, width), ellipsis=True)


class Quarter(Vertical):
    """One quarter and the field for its name."""

    DEFAULT_CSS = """
    Quarter { height: auto; min-height: 4; width: 1fr; padding: 0 1; }
    Quarter.-left { border-right: solid $line; padding: 0 1 0 0; }
    Quarter.-narrow, Quarter.-left.-narrow { border: none; padding: 0; min-height: 0; margin: 1 0 0 0; }
    """

    def __init__(self, name: QuarterName, field: Entry) -> None:
        super().__init__()
        self.words = name
        self.field = field

    def compose(self) -> ComposeResult:
        yield self.words
        yield self.field

    def on_click(self) -> None:
        self.field.focus()


class Across(Drawn):
    """The level line between the quarters above and those below."""

    ALLOW_SELECT = False

    def draw(self, width: int) -> list[Content]:
        left = width // 2 - 1
        return [Content.styled("─" * left + "┼" + "─" * (width - left - 1), "$line")]


class Corners(Vertical):
    """The names of two axes, and the four quarters below them, drawn as they lie."""

    DEFAULT_CSS = """
    Corners { height: auto; width: 1fr; max-width: 72; }
    Corners Block { margin: 0 0 1 0; grid-columns: 24 1fr; }
    Corners Block.-airy { grid-gutter: 0; }
    Corners.-narrow Block { grid-columns: 14 1fr; }
    Corners .pair { height: auto; width: 1fr; }
    Corners.-narrow .pair { layout: vertical; }
    Corners.-narrow Across { display: none; }
    """

    def __init__(self, step: Grid, raw: Value, line: Callable[[str, object, str], Entry]) -> None:
        super().__init__()
        axes, corners = mapping(raw, "axes"), mapping(raw, "corners")
        self.axes = {axis: line(axis, axes.get(axis), said("one word or two")) for axis in "xy"}
        self.step = step
        self._names = {axis: str(axes.get(axis) or "").strip() for axis in "xy"}
        self.quarters = {}
        for corner in ORDER:
            field = line(corner, corners.get(corner), said("a name for it"))
            self.quarters[corner] = Quarter(QuarterName(step, corner, self._names), field)

    def compose(self) -> ComposeResult:
        x, y = self.step.x.label, self.step.y.label
        yield Block((f"{x} →", self.axes["x"]), (f"{y} ↑", self.axes["y"]))
        quarters = list(self.quarters.values())
        quarters[0].add_class("-left")
        quarters[2].add_class("-left")
        yield Horizontal(*quarters[:2], classes="pair")
        yield Across()
        yield Horizontal(*quarters[2:], classes="pair")

    def on_resize(self) -> None:
        narrow = self.size.width < NARROW
        self.set_class(narrow, "-narrow")
        for quarter in self.quarters.values():
            quarter.set_class(narrow, "-narrow")
            if quarter.words.placed != narrow:
                quarter.words.placed = narrow
                quarter.words.redraw()

    def focus_field(self) -> None:
        """The first field that says nothing."""
        fields = [*self.axes.values(), *(quarter.field for quarter in self.quarters.values())]
        next((field for field in fields if not field.value.strip()), fields[0]).focus()

    def edited(self, name: str) -> None:
        """Names the quarters anew when an axis got another name."""
        if name in self.axes:
            self._names[name] = self.axes[name].value.strip()
            for quarter in self.quarters.values():
                quarter.words.redraw()

    def raw(self) -> Value:
        """What was named, in the shape that the step takes."""
        corners = {corner: self.quarters[corner].field.value for corner in CORNERS}
        return {"axes": {axis: field.value for axis, field in self.axes.items()}, "corners": corners}
