"""`coach due`: what has a date that is here, or nearly. For shell prompts: quick, and quiet when there is nothing."""

import datetime as dt
from os.path import isdir
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates import near
from ..display import display_line, shorten
from ..plan.order import SOON, day_that_counts
from ..plan.plan import Plan
from ..plan.records import NextStep
from ..plan.today import Pick, due, pick
from ..words import marked, said
from .command import Arguments, Command, text
from .context import Context
from .stop import FINE, Stop
from .streams import WIDTH, show, show_json

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach due                    steps and reviews whose day is here, or near
  coach due --brief            one line, for a shell prompt
  coach due --days 0           only what is due by today
  coach due --json             for programs: coach help json

coach due [--days N] [--brief] [--json]

Next steps whose date has passed or comes within a week, people to ask again,
and reviews whose day has come; the longest overdue first. Steps that wait for
somebody, that cannot begin yet, and ideas are left out; `coach next` knows
them. For a coach also sessions, promises, and what else has a day with a
client. When nothing is due, it prints nothing.

--days N   how near a step's date has to be; 7, unless you say so
--brief    for your prompt, such as 2 due: Ring Ada (yesterday), Pay (today)""")

NAMED = 2  # in the one line of a prompt


class Item(NamedTuple):
    """Something with a day: a next step, somebody to ask again, or a review."""

    on: dt.date
    kind: str  # "step", "follow-up" or "review"; those of a coach are in coach/practice/due.py
    id: str
    text: str
    reason: str

    def late(self, today: dt.date) -> bool:
        """Whether its day has passed."""
        return self.on < today


def items(plan: Plan, today: dt.date, days: int = SOON) -> list[Item]:
    """What is due, by its day; on the same day, in the order of `coach next`, and reviews after steps."""
    found = [
        Item(on, "follow-up" if one.step.status == "waiting" else "step", one.step.id, _words(one.step), one.reason)
        for one in pick(plan, today)
        if (on := _up_to_me(one, today)) is not None and (on - today).days <= days
    ]
    for one in due(plan, today):
        review = one.review
        words = review.what or review.kind or review.id
        found.append(Item(review.next_on or today, "review", review.id, words, one.reason))
    return sorted(found, key=lambda item: item.on)


def _up_to_me(pick: Pick, today: dt.date) -> dt.date | None:
    """The day that counts for a step with which something can be done now."""
    idle = pick.not_yet or pick.step.status == "idea"
    return None if idle else day_that_counts(pick.step, today)


def _words(step: NextStep) -> str:
    if step.status == "waiting" and step.waiting_on:
        return said("Ask {who}: {step}", who=step.waiting_on, step=step.label)
    return step.label


def brief(found: list[Item], today: dt.date) -> str:
    """All of it on one line of a terminal; empty when there is nothing."""
    if not found:
        return ""
    named = found[:NAMED]
    days = [f" ({near(item.on, today)})" for item in named]
    room = WIDTH - len(_in_brief(len(found), days))
    texts = [display_line(item.text) for item in named]
    all_of_it = sum(map(len, texts))
    widths = [max(room // len(named), room - all_of_it + len(text)) for text in texts]  # what one leaves, another takes
    told = [shorten(text, width) + day for text, width, day in zip(texts, widths, days, strict=True)]
    return _in_brief(len(found), told)


def _in_brief(n: int, named: list[str]) -> str:
    told = ", ".join(named)
    if n <= NAMED:
        return said("{n} due: {things}", n=n, things=told)
    return said("{n} due: {things} and {more} more", n=n, things=told, more=n - NAMED)


def _due(context: Context, given: Arguments) -> int:
    days = _days(given.days)
    workspace = context.reading()
    found = items(workspace.plan, workspace.today, days)
    if context.person == "me" and isdir(context.places.data / "practice"):
        found = sorted([*found, *_for_coach(context, workspace.today, days)], key=lambda item: item.on)
    if given.json:
        show_json({"due": [as_data(item, workspace.today) for item in found]})
    elif given.brief:
        show([brief(found, workspace.today)] if found else [])
    else:
        show(_lines(found))
    return FINE


def _for_coach(context: Context, today: dt.date, days: int) -> list[Item]:
    """What is due with the clients of somebody who coaches."""
    from ..practice.due import due_for_coach
    from .clients_find import practice_of

    return [Item(*one) for one in due_for_coach(practice_of(context), today, days)]


def _days(typed: str | None) -> int:
    if typed is None:
        return SOON
    if not typed.isascii() or not typed.isdigit() or len(typed) > 4:
        raise Stop(said("--days takes a number of days; “{typed}” is none.", typed=shorten(typed, 20)))
    return int(typed)


def _lines(found: list[Item]) -> list[str]:
    from ..plain.today import wrapped

    lines = []
    width = max((len(display_line(item.id)) for item in found), default=0)
    for item in found:
        label = f"{display_line(item.id):{width}}  "
        indent = " " * len(label)
        lines += [*wrapped(item.text, label, indent), *wrapped(item.reason, indent)]
    return lines


def as_data(item: Item, today: dt.date) -> dict[str, Any]:
    """Something due, as other programs read it."""
    return {
        "kind": item.kind,
        "id": item.id,
        "text": item.text,
        "on": item.on.isoformat(),
        "late": item.late(today),
        "reason": item.reason,
    }


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--days", type=text, metavar="N")
    parser.add_argument("--brief", action="store_true")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"due": Command(_due, HELP, _arguments, flags=frozenset({"--brief", "--json"}))}
