"""`coach today` and `coach next`: what there is to do, and why."""

from typing import TYPE_CHECKING, Any

from ..plan.today import Pick, pick, shown
from ..typed import typed
from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .stop import FINE
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

TODAY = marked("""\
Examples
  coach today
  coach today --person k3x9abc     somebody else's, in a practice

coach today

The lesson you are in, your next steps and why, what is due for another look,
and what changed lately. Where there is no terminal, `coach` alone shows this.""")

NEXT = marked("""\
Examples
  coach next                 your three next steps, each with its reason
  coach next --all           all that are open
  coach next --json          for programs: coach help json

coach next [--all] [--json]

Pinned steps come first. Then a step comes earlier if its date has passed, if
it is due within a week, if it is under way, then by its date. Steps that wait,
steps that cannot begin before a day, and ideas come last. What another step
waits for is as urgent as that one, and never below it. There is no score.""")


def today_lines(context: Context) -> list[str]:
    """Today as text."""
    from ..plain import today

    workspace = context.reading()
    return today.today_lines(workspace.plan, context.library, workspace.today, workspace.history())


def _today(context: Context, given: Arguments) -> int:
    show(today_lines(context))
    return FINE


def _next(context: Context, given: Arguments) -> int:
    from ..plain.today import ADD

    workspace = context.reading()
    picks = pick(workspace.plan, workspace.today)
    first = picks if given.all else shown(picks)
    more = len(picks) - len(first)
    if given.json:
        show_json({"next": [as_data(one) for one in first], "more": more})
        return FINE
    show(_lines(first))
    if not picks:
        tell(said("No next steps yet. To add one: {command}", command=typed(said(ADD))))
    elif more:
        tell(said("and {n} more: {command}", n=more, command=typed("next --all")))
    return FINE


def _lines(picks: list[Pick]) -> list[str]:
    from ..display import display_line
    from ..plain.today import pick_lines

    width = max((len(display_line(one.step.id)) for one in picks), default=0)
    return [line for one in picks for line in pick_lines(one, f"{display_line(one.step.id):{width}}  ", one.reason)]


def as_data(one: Pick) -> dict[str, Any]:
    """A next step as other programs read it."""
    step = one.step
    return {
        "id": step.id,
        "text": step.text,
        "reason": one.reason,
        "cue": one.cue or None,
        "status": step.status,
        "due": step.due and step.due.isoformat(),
        "late": one.late,
        "soon": one.soon,
        "size": step.size,
        "done_looks_like": step.done_looks_like,
        "goal": step.goal,
        "waiting_on": step.waiting_on,
        "follow_up": step.follow_up and step.follow_up.isoformat(),
        "waits_for": step.waits_for,
        "blocked": one.waits,
        "not_before": step.not_before and step.not_before.isoformat(),
        "pinned": step.pinned,
        "every": step.every,
        "after": step.after,
        "confidence": step.confidence,
        "moved": step.moved,
    }


def _next_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"today": Command(_today, TODAY), "next": Command(_next, NEXT, _next_arguments)}
