"""The parts of a document: each with a tick, and under it, word for word, what would leave."""

from collections.abc import Iterable

from textual.actions import SkipAction
from textual.content import Content

from coach.exports.documents import Section
from coach.words import marked, said

from ..text import one_line, plain
from .choice import NUMBERED, box
from .drawn import DIM, DrawnList, Room, beside, hanging

INDENT = 6  # cells before the words of a part


class Reading(Room):
    """What is read: the arrow keys go through it to its end, and leave it there."""

    LEAST = 3

    def action_scroll_up(self) -> None:
        """Up in what is read, as long as there is more."""
        if self.scroll_offset.y <= 0:
            raise SkipAction
        super().action_scroll_up()

    def action_scroll_down(self) -> None:
        """Down, as long as there is more."""
        if self.is_vertical_scroll_end:
            raise SkipAction
        super().action_scroll_down()


class Parts(DrawnList):
    """The parts of a document."""

    DEFAULT_CSS = """
    Parts { padding: 0 1 0 0; }  /* the words do not touch the scroll bar */
    """
    nothing = marked("Your plan holds nothing yet that this document draws on. You can go on.")

    def __init__(self, found: list[Section], ticked: Iterable[str], title: str, day: str) -> None:
        super().__init__()
        self.sections = found
        self.ticked = set(ticked)
        self.title, self.day = title, day
        self._bodies: dict[tuple[str, int], list[Content]] = {}

    def included(self) -> list[Section]:
        """The parts that are ticked, in the document's order."""
        return [section for section in self.sections if section.id in self.ticked]

    def count(self) -> int:
        return len(self.sections)

    def label(self, row: int) -> str:
        return self.sections[row].title

    # --- drawing -----------------------------------------------------------------

    def above(self, row: int, width: int) -> list[Content]:
        if row or not self.sections:
            return []
        words = Content.styled(self.title, "bold") + Content.styled(f"   {self.day}", DIM)
        return hanging(Content("  "), words, width)

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        section = self.sections[row]
        ticked = section.id in self.ticked
        number = Content.styled(f"{row + 1} " if row < NUMBERED else "  ", DIM)
        where = self._where(section, ticked)
        before = self.pointer(here) + box(ticked, many=True) + number
        title = one_line(section.title, "bold" if here else "" if ticked else DIM)
        lines = hanging(before, title, width - where.cell_length - 2)
        lines = beside(lines, where, width) if where else lines
        return lines + (self._body(section, width) if ticked else [])

    def _where(self, section: Section, ticked: bool) -> Content:
        """Whether a part stays or leaves, where that needs saying."""
        if section.private and ticked:
            return Content.styled(said("! private, would leave"), "$text-warning")
        if section.private:
            return Content.styled(said("private, stays here"), DIM)
        return Content("") if ticked else Content.styled(said("stays here"), DIM)

    def _body(self, section: Section, width: int) -> list[Content]:
        """The words of a part, wrapped; kept, because a key changes none of them."""
        key = (section.id, width)
        if key not in self._bodies:
            self._bodies[key] = [line for text in section.lines for line in _wrapped(text, width)]
        return self._bodies[key]

    # --- ticking -------------------------------------------------------------------

    def mark(self, row: int) -> None:
        """Takes a part in, or leaves it out."""
        self.ticked ^= {self.sections[row].id}
        self.acted()

    def digit(self, number: int) -> bool:
        """Ticks the part of this number."""
        if not 1 <= number <= min(self.count(), NUMBERED):
            return False
        self.cursor = number - 1
        self.mark(self.cursor)
        return True

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on the name of a part ticks it; one on its words does not."""
        if line == 0:
            self.mark(row)


def _wrapped(text: str, width: int) -> list[Content]:
    words = text.lstrip(" ")
    deep = INDENT + len(text) - len(words)
    mark = "- " if words.startswith("- ") else ""
    return hanging(Content(" " * deep) + Content.styled(mark, DIM), plain(words.removeprefix(mark), DIM), width)
