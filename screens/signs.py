"""The signs of a step in a list: what it is by its form, never by colour alone. Its reasons say the same in words."""

import datetime as dt

from textual.content import Content
from textual.style import Style

from coach.dates import near
from coach.plan.records import NextStep
from coach.plan.today import Pick
from coach.words import marked, said

from .drawing import ACCENT, QUIET, cut, spread
from .text import one_line, plain

MARK = Style.from_meta({"mark": True})
SIGNS = {"idea": "·", "todo": "○", "doing": "◐", "waiting": "…", "done": "✓", "dropped": "–"}
NOT_YET = "◌"  # its day has not come
PINNED = "↑"
REPEATS = "↻"
UNDATED = {"waiting": marked("waiting"), "idea": marked("idea"), "doing": marked("under way")}
NO_DATE = marked("no date")


def sign(step: NextStep, waits: bool = False, not_yet: bool = False) -> str:
    """The mark in front of a step: how it stands, and whether anything can be done about it now."""
    if not_yet:
        return NOT_YET
    return SIGNS["waiting"] if waits else SIGNS[step.status]


def named(step: NextStep) -> Content:
    """What a step says, with the signs for one that is pinned and one that comes again."""
    return Content.assemble(_pin(step), plain(step.text), *_again(step))


def _pin(step: NextStep) -> tuple[str, str] | str:
    return (f"{PINNED} ", ACCENT) if step.pinned and step.open else ""


def _again(step: NextStep) -> list[tuple[str, str]]:
    return [(f" {REPEATS}", QUIET)] if (step.every or step.after) and step.open else []


def step_line(step: NextStep, pick: Pick | None, today: dt.date, width: int) -> Content:
    """A step on one line of a long list, with what is to be known of it in a word or two at the end."""
    style = "" if step.open else QUIET
    waits, not_yet = (pick.waits, pick.not_yet) if pick else (False, False)
    mark = Content.styled(sign(step, waits, not_yet), "$text-success" if step.status == "done" else style).stylize(MARK)
    left = Content.assemble(mark, " ", _pin(step), one_line(step.text, style), *_again(step))
    late = step.open and step.due is not None and step.due < today
    brief = _briefly(step, pick, today)
    return spread(left, cut(brief, max(10, width // 2), "not bold $text-error" if late else QUIET), width)


def _briefly(step: NextStep, pick: Pick | None, today: dt.date) -> str:
    if step.status == "done":
        return said("done {day}", day=near(step.done_on, today)) if step.done_on else said("done")
    if step.status == "dropped":
        return said("let go {day}", day=near(step.dropped_on, today)) if step.dropped_on else said("let go")
    if step.status == "waiting" and step.waiting_on:
        text = marked("ask {name}") if pick is not None and pick.soon else marked("waits for {name}")
        return said(text, name=step.waiting_on)
    if pick is not None and pick.not_yet:
        return pick.day
    if step.due is None:
        return said("waits") if pick is not None and pick.waits else said(UNDATED.get(step.status, NO_DATE))
    day = near(step.due, today)
    return said("was due {day}", day=day) if step.due < today else day
