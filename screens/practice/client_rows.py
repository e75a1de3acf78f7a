"""Clients as rows: who they are, when one meets next, why they need attention, and how they stand."""

import datetime as dt
from collections.abc import Collection, Sequence
from functools import partial

from textual.content import Content

from coach.dates import near
from coach.lessons.library import Library
from coach.practice.facts import Facts
from coach.practice.roster import OVERDUE, OWN, SOON, UNCLOSED, Row
from coach.words import marked, said, said_of

from ..drawing import FAINT, QUIET, beside, cut, joined, one_line, wrap
from ..signs import MARK
from ..widgets.rows import Row as Line
from ..widgets.rows import passage

NOW = (UNCLOSED, SOON, OVERDUE, OWN)  # reasons that are about these days
STATUS = {"active": "", "paused": marked("paused"), "ended": marked("ended")}
EMPTY = marked(
    "Nobody yet. A client stands here by a name of your choosing, which need not be theirs. n begins with the first."
)
ABOUT = marked(
    "What you note about a client stays in your own files. Their plan is theirs: you see of it what they show you."
)
NO_FIT = marked("No client with these words. Escape shows all of them again.")


def client_rows(rows: Sequence[Row], chosen: Collection[str], today: dt.date, brief: bool, any: bool) -> list[Line]:
    """The roster. `brief` where how they stand is said beside the list; `any` says whether there are clients at all."""
    if not rows:
        told = [Content.styled(said(NO_FIT), QUIET)] if any else [one_line(said(EMPTY)), Content(""), _about()]
        return [passage(*told)]
    return [_client(row, row.facts.id in chosen, today, brief) for row in rows]


def _about() -> Content:
    return Content.styled(said(ABOUT), QUIET)


def _client(row: Row, chosen: bool, today: dt.date, brief: bool) -> Line:
    height = 1 + bool(row.reasons) + (not brief)
    return Line(partial(_draw, row, chosen, today, brief), row.facts.id, height)


def _draw(row: Row, chosen: bool, today: dt.date, brief: bool, width: int) -> list[Content]:
    facts = row.facts
    mark = Content.styled("■" if chosen else "·", "$accent" if chosen else "$text-faint").stylize(MARK)
    named = [one_line(facts.alias, QUIET if facts.status == "ended" else ""), one_line(", ".join(facts.groups), FAINT)]
    left = Content.assemble(mark, " ", joined(named, "  "))
    lines = [beside(left, one_line(_next(facts, today), QUIET), width)]
    if row.reasons:
        pressing = row.reasons[0].kind in NOW
        lines.append(cut(row.words, width - 2, "not bold $text-warning" if pressing else QUIET).pad_left(2))
    if not brief:
        lines.append(joined(_stands(row), " · ").stylize_before(FAINT).truncate(width - 2, ellipsis=True).pad_left(2))
    return lines


def _next(facts: Facts, today: dt.date) -> str:
    if facts.open_since is not None:
        return said("session open")
    if facts.next_on is not None and facts.next_on >= today:
        return said("session {day}", day=near(facts.next_on, today))
    return said(STATUS[facts.status]) or said("none booked")


def _stands(row: Row) -> list[str]:
    """How somebody stands, the most telling first."""
    facts = row.facts
    told = [_since(row), _open(row)]
    told += [said_of(len(facts.begun), "{n} under way", "{n} under way")] if facts.begun else []
    told += [said("kept until {day}", day=facts.keep_until)] if facts.keep_until else []
    return [*told, *([said_of(facts.to_raise, "{n} to raise", "{n} to raise")] if facts.to_raise else [])]


def _since(row: Row) -> str:
    if row.days_since is None:
        return said("no contact yet")
    if row.days_since == 0:
        return said("in contact today")
    return said_of(row.days_since, "{n} day since contact", "{n} days since contact")


def _open(row: Row) -> str:
    n, late = len(row.facts.open_steps), row.overdue
    return said("{n} open, {late} overdue", n=n, late=late) if late else said("{n} open", n=n)


def about_client(row: Row, library: Library, today: dt.date, width: int, named: bool = True) -> Content:
    """One client in the second column; without the name where that stands above already."""
    facts = row.facts
    parts: list[Content] = [one_line(facts.alias, "bold"), Content("")] if named else []
    for reason in row.reasons:
        parts += [*wrap(reason.words, width, "not bold $text-warning" if reason.kind in NOW else QUIET)]
    parts += [
        *([Content("")] if row.reasons else []),
        one_line(_next(facts, today)),
        one_line(_since(row)),
        one_line(_open(row)),
    ]
    for title, lessons in (
        (said("Assigned"), [(one.lesson, one.due) for one in facts.assigned]),
        (said("Under way"), [(id, None) for id in facts.begun]),
    ):
        told = [_lesson(library, id, due, today, width) for id, due in lessons]
        parts += [Content(""), Content.styled(title, QUIET), *told] if told else []
    if facts.keep_until:
        parts += [Content(""), one_line(said("Kept until {day}", day=facts.keep_until), QUIET)]
    return Content("\n").join(parts)


def _lesson(library: Library, id: str, due: dt.date | None, today: dt.date, width: int) -> Content:
    head = library.head(id)
    day = f", {near(due, today)}" if due else ""
    return cut(f"{head.title if head else id}{day}", width)
