"""What an author chooses from: a step to go to, a file to see, a problem to put right."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input

from coach.lessons.faults import Fault
from coach.words import marked, said

from .dialogs import Dialog, Tell
from .drawing import ACCENT, FAINT, QUIET, cut, one_line, spread, wrap
from .widgets.rows import Row, Rows, blank
from .widgets.search import SearchLine, found_rows

LONGEST_PATH = 200


class Entry(NamedTuple):
    """Something to go to: its key, its words, what stands at the right of them, and a quiet line below."""

    key: str
    words: str
    right: str = ""
    below: str = ""
    here: bool = False


class EntryLine(SearchLine):
    """A line over a list in which Home and End are those of the list, as long as nothing is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "edge('first')", marked("First"), show=False, id="entry.first"),
        Binding("end", "edge('last')", marked("Last"), show=False, id="entry.last"),
    ]

    def action_edge(self, where: str) -> None:
        """The first or the last row; within a line that is typed, its beginning or its end."""
        rows = self.screen.query_one(Rows)
        if self.value:
            self.action_home() if where == "first" else self.action_end()
        else:
            rows.action_first() if where == "first" else rows.action_last()


class Written(Tell):
    """What a step writes; the list of steps is one key away, as it is beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "jump", marked("Go to any step"), show=False, id="written.jump")
    ]

    def __init__(self, title: str, told: Content, jump: Callable[[], None]) -> None:
        super().__init__(title, told)
        self.jump = jump

    def hints(self) -> list[tuple[str, str]]:
        *more, close = super().hints()
        return [*more, ("jump", said("steps")), close]

    def action_jump(self) -> None:
        """Closes this and lists the steps."""
        self.dismiss(None)
        self.app.call_later(self.jump)


class Pick(Dialog[str]):
    """A line to type in over what there is; gives the key of what was chosen."""

    DEFAULT_CSS = """
    Pick > #box > #found { margin-top: 1; }
    Pick.-low > #box > #found { margin-top: 0; }
    Pick.-wide > #box { width: 88; }
    """

    def __init__(self, title: str, entries: Sequence[Entry], example: str) -> None:
        super().__init__(title)
        self.entries = entries
        self.example = example

    def body(self) -> ComposeResult:
        yield EntryLine(placeholder=self.example, id="line")
        rows = found_rows("found")
        rows.show(self._rows(""), next((entry.key for entry in self.entries if entry.here), ""))
        yield rows

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said("go there")), ("leave", said("leave"))]

    def _rows(self, words: str) -> list[Row]:
        matcher = Matcher(words)
        scored = [(matcher.match(f"{e.words} {e.right}") if words else 1, -n, e) for n, e in enumerate(self.entries)]
        best = sorted((hit for hit in scored if hit[0] > 0), key=lambda hit: hit[:2], reverse=True)
        rows = [Row(partial(_draw_entry, entry), entry.key) for _, _, entry in best]
        return rows or [Row(lambda width: [cut(said("Nothing of that name."), width, QUIET)], height=1)]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        words = event.value.strip()
        if words or rows.key == "":
            rows.show(self._rows(words))
            rows.action_first()
        else:
            rows.show(self._rows(""), rows.key)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _go(self) -> None:
        key = self.query_one(Rows).key
        if key and self.is_current:
            self.dismiss(key)


def _draw_entry(entry: Entry, width: int) -> list[Content]:
    mark = ("● ", ACCENT) if entry.here else ("  ", "")
    first = spread(Content.assemble(mark, one_line(entry.words)), one_line(entry.right, QUIET), width)
    return [first, *(wrap(entry.below, width, QUIET, indent=2) if entry.below else ())]


class Problems(Dialog[Fault]):
    """Every fault and every piece of advice; gives the one that the editor is to be opened at."""

    DEFAULT_CSS = """
    Problems > #box > Rows { margin: 0; max-height: 15; }
    Problems.-tall > #box > Rows { max-height: 28; }
    Problems.-wide > #box { width: 100; }
    """

    def __init__(self, file: Path, faults: Sequence[Fault]) -> None:
        super().__init__(said("Faults and advice on {file}", file=file.name[:LONGEST_PATH]))
        self.file = file
        self.faults = faults

    def body(self) -> ComposeResult:
        yield Rows(id="problems", widest=92)

    def on_mount(self) -> None:
        self.tell(self.faults)
        self.query_one(Rows).focus()

    def hints(self) -> list[tuple[str, str]]:
        return [("choose", said("open in your editor")), ("leave", said("back"))]

    def tell(self, faults: Sequence[Fault]) -> None:
        """Shows what there is now; the file may have been saved meanwhile."""
        self.faults = faults
        rows: list[Row] = []
        for n, fault in enumerate(faults):
            rows += [blank()] if rows else []
            rows.append(Row(partial(_draw_fault, fault, self.file), str(n)))
        rows = rows or [Row(lambda width: [cut(said("Nothing. The file is fine."), width, QUIET)], height=1)]
        self.query_one(Rows).show(rows)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        if self.is_current and int(event.key) < len(self.faults):
            self.dismiss(self.faults[int(event.key)])


def _draw_fault(fault: Fault, file: Path, width: int) -> list[Content]:
    """Code and place, the sentence, the place in the file, and what would be right."""
    named = "" if fault.path == str(file) else f"{Path(fault.path).name}, "
    kind = (said("! fault "), "$text-error bold") if fault.level == "error" else (said("· advice "), "$text-warning")
    where = said("line {line}, column {column}", line=fault.line, column=fault.column)
    place = one_line(named + where, QUIET)
    head = spread(Content.assemble(kind, one_line(fault.code)), place, width)
    shown = [Content(" ").join([Content(""), _source(line, width - 1)]) for line in fault.shown()]
    return [head, *wrap(fault.sentence, width), *shown, *wrap(fault.advice, width, QUIET)]


def _source(line: str, width: int) -> Content:
    """A line of the file as it was made harmless already; spaces count, since a mark stands below."""
    content = Content.styled(line.removeprefix("   "), FAINT)
    return content.truncate(width, ellipsis=True)
