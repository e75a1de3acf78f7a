"""`coach add`, `done`, `drop`, `win`: what people do with their plan between two lessons."""

import datetime as dt
from typing import TYPE_CHECKING

from ..dates import in_words, parse_date
from ..deeds import add_step, add_success, drop_step, finish_step
from ..display import display_line, shorten
from ..plan.records import Goal, NextStep
from .command import Arguments, Command, said, text
from .context import Context
from .ids import one_record
from .stop import FINE, PROBLEM, Stop
from .streams import show

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.events import Event
    from ..workspace import Workspace

DATES = "Some that are: fri, next week, in 3 months, 12 dec, 2027-03-01."

ADD = """\
Examples
  coach add "Ask Ravi for half an hour" --due fri
  coach add Read the job advert again --due "in 2 weeks" --size 15m
  coach add "Draft the talk" --due "12 dec" --goal k3x

coach add TEXT [--due DATE] [--goal ID] [--size SIZE]

Adds a next step. Begin with a verb: a step is something one can see done.

--due DATE   fri, tomorrow, "next week", "in 3 months", "12 dec", 2027-03-01
--goal ID    the goal it serves: coach plan show goals
--size SIZE  15m, 1h, half-day or bigger"""

DONE = """\
Examples
  coach done k3x
  coach done k3x --learned "Asking early was easier than I thought"

coach done ID [--learned TEXT]

Marks a next step as done today. `coach next` shows the ids; the beginning of
one is enough. coach undo takes it back."""

DROP = """\
Examples
  coach drop k3x --why "The post was filled"

coach drop ID --why TEXT

Lets a next step go. It stays in the plan's history with the reason, so that a
later review can learn from it. coach undo takes it back."""

WIN = """\
Examples
  coach win "The clinic asked me to train the new nurses"

coach win TEXT

Logs a success of today, small ones too: evidence for the next talk about your
work. It is private unless you change that."""


def _add(context: Context, given: Arguments) -> int:
    words = said(given.text, "what you will do")
    workspace = context.writing()
    due = _date(given.due, workspace) if given.due else None
    goal = one_record(given.goal, workspace.plan.all(Goal), "goal").id if given.goal else None
    event = add_step(workspace, words, due, goal=goal, size=given.size)
    context.finish(workspace)
    when = f" (due {in_words(due)})" if due else ""
    show([f"Added {_id(event)}: {shorten(words, 200)}{when}"])
    return FINE


def _date(typed: str, workspace: "Workspace") -> dt.date:
    day = parse_date(typed, workspace.today)
    if day is None:
        raise Stop(f"“{shorten(typed, 40)}” is not understood as a date. {DATES}")
    return day


def _done(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    step = _open_step(workspace, given.id)
    finish_step(workspace, step, given.learned or "")
    context.finish(workspace)
    show([f"Done: {shorten(step.label, 200)}"])
    return FINE


def _drop(context: Context, given: Arguments) -> int:
    reason = said([given.why], "why, in a few words,")
    workspace = context.writing()
    step = _open_step(workspace, given.id)
    drop_step(workspace, step, reason)
    context.finish(workspace)
    show([f"Let go: {shorten(step.label, 200)}"])
    return FINE


def _open_step(workspace: "Workspace", typed: str) -> NextStep:
    """The next step that is meant, if there is still something to be done about it."""
    step = one_record(typed, workspace.plan.all(NextStep), "next step")
    if not step.open:
        when = f" ({in_words(step.done_on)})" if step.done_on else ""
        raise Stop(f"“{shorten(step.label, 60)}” is already {step.status}{when}.", PROBLEM)
    return step


def _win(context: Context, given: Arguments) -> int:
    words = said(given.text, "what went well")
    workspace = context.writing()
    event = add_success(workspace, words)
    context.finish(workspace)
    show([f"Logged {_id(event)}: {shorten(words, 200)}"])
    return FINE


def _id(event: "Event") -> str:
    return display_line(event.changes[0].id)


def _add_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("text", nargs="+", type=text, metavar="TEXT")
    parser.add_argument("--due", type=text, metavar="DATE")
    parser.add_argument("--goal", type=text, metavar="ID")
    parser.add_argument("--size", choices=("15m", "1h", "half-day", "bigger"))


def _done_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("id", type=text, metavar="ID")
    parser.add_argument("--learned", type=text, metavar="TEXT")


def _drop_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("id", type=text, metavar="ID")
    parser.add_argument("--why", type=text, metavar="TEXT", required=True)


def _win_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("text", nargs="+", type=text, metavar="TEXT")


COMMANDS = {
    "add": Command(_add, ADD, _add_arguments, alone=False, mixed=True),
    "done": Command(_done, DONE, _done_arguments, alone=False),
    "drop": Command(_drop, DROP, _drop_arguments, alone=False),
    "win": Command(_win, WIN, _win_arguments, alone=False, mixed=True),
}
