"""Find: a line to type in, and below it every lesson, answer and record with these words, each in its context."""

import time
from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input

from coach.find import Finder, Found, Group, Hit, Passage
from coach.find.finder import GROUPS
from coach.words import marked, said, said_of

from .base import About, Desk, GoTo, Leaving, OpenLesson
from .drawing import QUIET, beside, cut, joined, one_line, plain
from .widgets.lines import KeyLine
from .widgets.rows import Row, Rows, passage
from .widgets.search import SearchLine, found_rows
from .widgets.title import TitleLine

MOST = 300  # hits that are listed: nobody reads on, and thousands of rows take their time
A_SLICE = 0.02  # seconds of reading, after which keys and the screen have their turn
MEANT = "not bold underline $accent"
HINT = marked(
    "Type a word or two, or the beginning of one. Case and accents do not matter, nor does a letter that is wrong."
)
NONE = marked("Nothing has all of these words in it. Fewer of them, or the beginning of one, may find it.")
READING = marked("Still reading what there is.")


class FindScreen(Leaving):
    """Looks for words in everything, and goes where they are."""

    about = About(
        marked("Find"),
        marked(
            "Looks for words in lessons, in what you answered, and in everything your plan holds. The words "
            "themselves come first, then words that begin so, then words that are only alike; and of these "
            "what is newest. Enter goes there: to the step of a lesson, or to the record in your plan."
        ),
    )
    DEFAULT_CSS = """
    /* Padding, not a margin on the line: what stands below would be made narrower by that, too. */
    FindScreen > #asked { height: 1; max-width: 116; padding: 0 2 0 4; margin-bottom: 1; }
    FindScreen #words { max-width: 73; }
    FindScreen #rows { max-width: 77; }
    FindScreen.-low > #asked { margin-bottom: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Back"), id="search.leave"),
        Binding("tab", "group(1)", marked("Only one sort"), id="search.group"),
        Binding("shift+tab", "group(-1)", marked("Only one sort"), show=False, id="search.group-back"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        if desk.finder is None:
            desk.finder = Finder(desk.library)
        self.finder: Finder = desk.finder
        self.group: Group | None = None
        self.found: Found | None = None
        self._reading: Iterator[None] = iter(())

    def compose(self) -> ComposeResult:
        yield TitleLine(said("Find"))
        with Horizontal(id="asked"):
            yield SearchLine(placeholder=said("a word or two"), id="words")
        with Horizontal(id="page"):
            yield found_rows("rows")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self.query_one(SearchLine).focus()
        self._reading = self.finder.reading(self.workspace.plan)
        self._show()
        self.call_later(self._read_on)

    def _read_on(self) -> None:
        """Reads for a moment, and then again when everything else has had its turn."""
        if not self.is_running:
            return
        until = time.perf_counter() + A_SLICE
        for _ in self._reading:
            if time.perf_counter() > until:
                self.call_after_refresh(self._read_on)
                return
        self._show()

    @property
    def _typed(self) -> str:
        return self.query_one(SearchLine).value.strip()

    # --- what was found ------------------------------------------------------------

    @on(Input.Changed)
    def _show(self) -> None:
        self.found = self.finder.find(self._typed, self.group) if self._typed else None
        rows = self.query_one(Rows)
        rows.show(self._rows())
        rows.action_first()
        self._tell()

    def _rows(self) -> list[Row]:
        read = self.finder.is_up_to_date(self.workspace.plan)
        if self.found is None:
            return [passage(plain(said(HINT), QUIET))]
        if not len(self.found):
            return [passage(plain(said(NONE if read else READING), QUIET))]
        more = len(self.found) - MOST
        rows = [Row(partial(_draw, self.found, n), str(n), height=2) for n in range(min(MOST, len(self.found)))]
        rest = said("{n} more; another letter leaves fewer.", n=f"{more:,}")
        return rows if more <= 0 else [*rows, passage(plain(rest, QUIET))]

    def _tell(self) -> None:
        groups = [_tab(said(name), self.group == group) for name, group in zip(TABS, (None, *GROUPS), strict=True)]
        fact = said_of(len(self.found), "{n} hit", "{n} hits") if self.found is not None else ""
        self.query_one(TitleLine).tell(joined(groups, "  "), fact)
        self.refresh_bindings()

    def hints(self) -> list[tuple[str, str]]:
        go = [("submit", said("go there"))] if self.found is not None and len(self.found) else []
        return [*go, ("group(1)", said("only one sort")), ("leave", said("back")), ("help", said("help"))]

    # --- keys ----------------------------------------------------------------------

    def action_group(self, way: int) -> None:
        """Only lessons, only answers, only records, or all of them."""
        groups: list[Group | None] = [None, *GROUPS]
        self.group = groups[(groups.index(self.group) + way) % len(groups)]
        self._show()

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.leave()

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _go(self) -> None:
        key = self.query_one(Rows).key
        if not key or self.found is None or not self.is_current:
            return
        hit = self.found.hit(int(key))
        where = hit.where
        step = OpenLesson(where.id, step=where.step)
        to = GoTo("plan", f"{where.table}/{where.id}") if hit.kind == "records" else step
        self.leave()
        self.app.call_later(self.app.post_message, to)


TABS = (marked("All"), marked("Lessons"), marked("Answers"), marked("Records"))


def _tab(name: str, chosen: bool) -> Content:
    return Content.styled(name, "$text bold underline" if chosen else QUIET)


def _draw(found: Found, n: int, width: int) -> list[Content]:
    hit = found.hit(n, 2 * width)
    title = _underlined(hit.title)
    label = cut(hit.label, max(width // 2, width - title.cell_length - 2), QUIET)
    return [beside(title, label, width), _context(hit, width)]


def _context(hit: Hit, width: int) -> Content:
    name = one_line(f"{hit.context.name}: " if hit.context.name else "", QUIET)
    name = Content.assemble(name, " ") if name else name
    return Content.assemble("  ", name, _underlined(hit.context, QUIET)).truncate(width, ellipsis=True)


def _underlined(passage: Passage, style: str = "") -> Content:
    """A passage, with what was meant in it set off by more than a colour."""
    parts: list[Content] = []
    at = 0
    for start, end in passage.marks:
        parts += [plain(passage.text[at:start], style), plain(passage.text[start:end], MEANT)]
        at = end
    return Content.assemble(*parts, plain(passage.text[at:], style))
