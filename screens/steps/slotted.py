"""Rows of which the highlighted one leaves lines free, on which its view lays fields to type in."""

from collections.abc import Callable, Mapping

from textual.content import Content

from .drawn import DrawnList, hanging

INDENT = 4  # cells before what belongs to a row


class SlottedList(DrawnList):
    """Such a list. Its view hears before and after the rows are drawn again: its fields have another row, or place."""

    def __init__(self, turned: Callable[[], None], laid: Callable[[], None]) -> None:
        super().__init__()
        self._turned = turned  # called before the rows are drawn again
        self._laid = laid  # called after it
        self.slots: dict[str, int] = {}  # the lines left free for fields, counted from the first line of the row

    def redraw(self) -> None:
        """Also gives the fields another row, and another place."""
        self._turned()
        super().redraw()
        self._laid()

    def on_resize(self) -> None:
        """The lines left free for the fields may be others now."""
        self._laid()

    def questions_below(self, questions: Mapping[str, Content], at: int, width: int) -> list[Content]:
        """What the highlighted row asks, and below each question the line left free for its field."""
        lines: list[Content] = []
        self.slots = {}
        for name, question in questions.items():
            lines += hanging(Content(" " * INDENT), question, width)
            self.slots[name] = at + len(lines)
            lines.append(Content(""))
        return lines

    def slot(self, name: str) -> int | None:
        """The line on which a field goes, if it is asked for."""
        if name not in self.slots or self.cursor >= len(self._tops):
            return None
        return self._tops[self.cursor][0] + self.slots[name]
