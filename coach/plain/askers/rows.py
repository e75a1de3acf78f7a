"""Several things of somebody's own, one after another: those that are there may be changed or taken out."""

from collections.abc import Callable

from ...lessons.kinds import Value
from ..talk import Talk

ALL, NONE = "Enter when that is all", "Enter for none"
AT_MOST = 60  # things in one answer, where the lesson sets no limit


def gone_through(
    talk: Talk, rows: Callable[[], list[Value]], name: Callable[[Value], str], change: Callable[[Value], bool],
    drop: Callable[[Value], None],
) -> None:  # fmt: skip
    """Offers the rows by number until an empty line. A row for which `change` says no is dropped."""
    while mine := rows():
        talk.say("These are there:" if len(mine) > 1 else "This is there:")
        talk.number([name(row) for row in mine])
        number = talk.ask_number("Change or take out which?", 1, len(mine), needed=False, enter="Enter goes on")
        if number is None:
            return
        if not change(mine[number - 1]):
            drop(mine[number - 1])


def without(rows: list[Value], row: Value) -> None:
    """Takes out this very row, even if another one says the same."""
    rows[:] = [other for other in rows if other is not row]


def reworded(talk: Talk, row: Value, field: str) -> bool:
    """Asks for other words for a row of one field; False when it is to go."""
    said = talk.ask_line("How does it read now? A hyphen takes it out", str(row.get(field) or ""))
    row[field] = said or row[field]
    return bool(said)


def added(
    talk: Talk, rows: list[Value], field: str, new: Callable[[], Value], least: int, most: int, first: str = "One"
) -> None:
    """Asks for more rows of one field, until an empty line or until there are enough."""
    while len(rows) < most:
        label = "Another one" if rows else first
        needed = len(rows) < least
        said = talk.ask_line(label, needed=needed, enter="" if needed else ALL if rows else NONE)
        if not said:
            return
        rows.append({**new(), field: said})
