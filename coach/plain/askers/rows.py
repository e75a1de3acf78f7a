"""Several things of somebody's own, one after another: those that are there may be changed or taken out."""

from collections.abc import Callable

from ...lessons.kinds import Value
from ...words import marked, said
from ..talk import Talk

ALL, NONE = marked("Enter when that is all"), marked("Enter for none")
AT_MOST = 60  # things in one answer, where the lesson sets no limit


def gone_through(
    talk: Talk, rows: Callable[[], list[Value]], name: Callable[[Value], str], change: Callable[[Value], bool],
    drop: Callable[[Value], None],
) -> None:  # fmt: skip
    """Offers the rows by number until an empty line. A row for which `change` says no is dropped."""
    while mine := rows():
        talk.say(said("These are there:") if len(mine) > 1 else said("This is there:"))
        talk.number([name(row) for row in mine])
        number = talk.ask_number(
            said("Change or take out which?"), 1, len(mine), needed=False, enter=said("Enter goes on")
        )
        if number is None:
            return
        if not change(mine[number - 1]):
            drop(mine[number - 1])


def without(rows: list[Value], row: Value) -> None:
    """Takes out this very row, even if another one says the same."""
    rows[:] = [other for other in rows if other is not row]


def reworded(talk: Talk, row: Value, field: str) -> bool:
    """Asks for other words for a row of one field; False when it is to go."""
    text = talk.ask_line(said("How does it read now? A hyphen takes it out"), str(row.get(field) or ""))
    row[field] = text or row[field]
    return bool(text)


def added(
    talk: Talk,
    rows: list[Value],
    field: str,
    new: Callable[[], Value],
    least: int,
    most: int,
    first: str = marked("One"),
) -> None:
    """Asks for more rows of one field, until an empty line or until there are enough."""
    while len(rows) < most:
        label = said("Another one") if rows else said(first)
        needed = len(rows) < least
        text = talk.ask_line(label, needed=needed, enter="" if needed else said(ALL) if rows else said(NONE))
        if not text:
            return
        rows.append({**new(), field: text})
