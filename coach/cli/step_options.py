"""What `coach add` and `coach change` can say of a step, and how it is said back."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..dates import in_words, parse_date, parse_rhythm, rhythm_words, span_words
from ..deeds import makes_circle
from ..display import shorten
from ..plan.records import Goal, NextStep
from ..plan.words import mark_words
from ..words import marked, said
from .command import Arguments, text
from .ids import one_record
from .stop import PROBLEM, Stop
from .streams import tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..workspace import Workspace

DATES = marked("Some that are: fri, next week, in 3 months, 12 dec, 2027-03-01.")
RHYTHMS = marked("Some that are: 1w, 2w, 1m, 3m, 1y.")
NONE = "none"  # as the value of an option: takes away what was said
UNSURE = 6  # below that a smaller step is worth a thought
DAYS = {
    "due": marked("due {day}"),
    "not_before": marked("not before {day}"),
    "follow_up": marked("to ask again on {day}"),
}
SIZES = ("15m", "1h", "half-day", "bigger")


def step_arguments(parser: "ArgumentParser", none: bool = False) -> None:
    """The options; with `none`, a word that takes a size away."""
    for name in ("--due", "--not-before", "--follow-up"):
        parser.add_argument(name, type=text, metavar="DATE")
    for name in ("--every", "--after"):
        parser.add_argument(name, type=text, metavar="SPAN")
    for name in ("--waits-for", "--goal"):
        parser.add_argument(name, type=text, metavar="ID")
    parser.add_argument("--waiting-on", type=text, metavar="WHO")
    parser.add_argument("--size", choices=(*SIZES, NONE) if none else SIZES)
    parser.add_argument("--confidence", type=int, choices=range(11), metavar="N")
    parser.add_argument("--if", dest="cue", type=text, metavar="CUE")


def step_fields(given: Arguments, workspace: "Workspace", step: NextStep | None = None) -> dict[str, Any]:
    """The fields that were given, with None for what is to be taken away.

    Raises:
        Stop: something in them cannot be understood, or does not go together.
    """
    if given.every and given.after and NONE not in (given.every, given.after):
        raise Stop(said("a step repeats either --every so often, counted from its date, or --after it is done."))
    if given.follow_up and not (given.waiting_on or (step is not None and step.status == "waiting")):
        raise Stop(said("--follow-up goes with --waiting-on: whom will you ask again?"))
    fields: dict[str, Any] = {name: day_of(typed, workspace) for name in DAYS if (typed := getattr(given, name))}
    fields |= {name: _rhythm(typed) for name in ("every", "after") if (typed := getattr(given, name))}
    fields |= {name: _value(getattr(given, name)) for name in ("size", "waiting_on") if getattr(given, name)}
    if given.confidence is not None:
        fields["confidence"] = given.confidence
    if given.cue:
        fields["cue"] = _value(given.cue) or ""
    if given.goal:
        goals = workspace.plan.all(Goal)
        fields["goal"] = None if given.goal == NONE else one_record(given.goal, goals, marked("goal")).id
    if given.waits_for:
        fields["waits_for"] = None if given.waits_for == NONE else _blocker(given.waits_for, workspace, step)
    return fields


def _value(typed: str) -> str | None:
    words = typed.strip()
    return words if words and words != NONE else None


def day_of(typed: str, workspace: "Workspace") -> dt.date | None:
    """The day that was typed, or None for `none`.

    Raises:
        Stop: it is no date.
    """
    if typed == NONE:
        return None
    day = parse_date(typed, workspace.today)
    if day is None:
        why = said("“{typed}” is not understood as a date.", typed=shorten(typed, 40))
        raise Stop(f"{why} {said(DATES)}")
    return day


def _rhythm(typed: str) -> str | None:
    rhythm = parse_rhythm(typed)
    if rhythm is None and typed != NONE:
        why = said("“{typed}” is not understood as a span of time.", typed=shorten(typed, 40))
        raise Stop(f"{why} {said(RHYTHMS)}")
    return rhythm


def _blocker(typed: str, workspace: "Workspace", step: NextStep | None) -> str:
    found = open_step(workspace, typed)
    if makes_circle(workspace, step, found.id):
        circle = marked("“{step}” waits for this step already, so they would wait for each other.")
        raise Stop(said(circle, step=shorten(found.label, 60)))
    return found.id


def open_step(workspace: "Workspace", typed: str) -> NextStep:
    """The next step that is meant, if there is still something to be done about it.

    Raises:
        Stop: there is none, or it is done.
    """
    step = one_record(typed, workspace.plan.all(NextStep), marked("next step"))
    if not step.open:
        when = f" ({in_words(step.ended_on)})" if step.ended_on else ""
        state = f"{mark_words(step.status)}{when}"
        raise Stop(said("“{step}” is already {state}.", step=shorten(step.label, 60), state=state), PROBLEM)
    return step


def said_back(fields: dict[str, Any], workspace: "Workspace") -> str:
    """What was understood: dates as dates, names for ids; in brackets, or nothing."""
    parts = [said(DAYS[name], day=in_words(fields[name])) for name in DAYS if fields.get(name)]
    if fields.get("waiting_on"):
        parts.append(said("waits for {who}", who=shorten(fields["waiting_on"], 60)))
    blocker = workspace.plan.get(NextStep, fields["waits_for"]) if fields.get("waits_for") else None
    if blocker is not None:
        parts.append(said("waits for “{step}”", step=shorten(blocker.label, 60)))
    if fields.get("every"):
        parts.append(rhythm_words(fields["every"]))
    if fields.get("after"):
        parts.append(said("again {span} after it is done", span=span_words(fields["after"])))
    return f" ({'; '.join(parts)})" if parts else ""


def offer_smaller(fields: dict[str, Any], id: str) -> None:
    """Advice to whoever is not very sure; it may be ignored."""
    sure = fields.get("confidence")
    if sure is not None and sure < UNSURE:
        advice = marked('Not very sure of it ({sure} of 10)? A smaller one: coach change {id} --smaller "..."')
        tell(said(advice, sure=sure, id=id))
