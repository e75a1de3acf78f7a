"""One record of many: a line to type in, and the records that have all of its words.

Long lists stay quick: few of them are drawn.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from coach.plan.records import RECORDS, Record
from coach.plan.words import field_words
from coach.words import marked, said

from ..dialogs import Dialog
from ..drawing import QUIET, cut, one_line, spread
from ..widgets.rows import Row, Rows
from ..widgets.search import SearchLine, found_rows

MOST = 200  # rows; whoever has more found types another word
NONE = marked("Nothing of that name. Try one word of it.")


class Choice(NamedTuple):
    """Something to choose: what it is known by, what it is called, and of what kind it is."""

    key: str
    label: str
    kind: str = ""


def choices(records: Sequence[Record]) -> list[Choice]:
    """Records as things to choose, by `table/id`."""
    return [Choice(f"{record.table}/{record.id}", record.label, _kind(record.table)) for record in records]


def _kind(table: str) -> str:
    return said(RECORDS[table].title) if table in RECORDS else field_words(table)


class ChooseRecord(Dialog[str]):
    """Asks for one of many, by its words."""

    DEFAULT_CSS = """
    ChooseRecord > #box > #found { margin-top: 1; }
    ChooseRecord.-low > #box > #found { margin-top: 0; }
    """

    def __init__(self, title: str, all: Sequence[Choice], verb: str = marked("choose")) -> None:
        super().__init__(title)
        self.all = all
        self.verb = verb
        self._words = [f"{found.label} {found.kind}".casefold() for found in all]

    def body(self) -> ComposeResult:
        yield SearchLine(placeholder=said("a word of its name"), id="line")
        rows = found_rows("found")
        rows.show(self._rows(""))
        yield rows

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said(self.verb)), ("leave", said("leave"))]

    def _rows(self, typed: str) -> list[Row]:
        wanted = typed.casefold().split()
        hits = [n for n, words in enumerate(self._words) if all(word in words for word in wanted)]
        rows = [Row(partial(_draw, self.all[n]), str(n), height=1) for n in hits[:MOST]]
        if len(hits) > MOST:
            more = said("and {n} more: another word finds them", n=len(hits) - MOST)
            rows.append(Row(lambda width: [cut(more, width, QUIET)], height=1))
        return rows or [Row(lambda width: [cut(said(NONE), width, QUIET)], height=1)]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        rows.show(self._rows(event.value))
        rows.action_first()

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _choose(self) -> None:
        key = self.query_one(Rows).key
        if key and self.is_current:
            self.dismiss(self.all[int(key)].key)


def _draw(found: Choice, width: int) -> list[Content]:
    return [spread(one_line(found.label), one_line(found.kind, QUIET), width)]
