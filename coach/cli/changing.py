"""`coach change`, `move`, `wait`, `pin`, `unpin`: what happens to a step before it is done."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from ..dates import in_words
from ..deeds import asks_again, change_step, pin_step, reword_step, wait_for
from ..display import display_line, shorten
from ..plan.records import NextStep
from ..words import marked, said, said_of
from .command import Arguments, Command, one_text, text
from .context import Context
from .step_options import day_of, offer_smaller, open_step, said_back, step_arguments, step_fields
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..workspace import Workspace

CHANGE = marked("""\
Examples
  coach change k3x --due fri --size 15m
  coach change k3x --smaller "Write the first paragraph" --due tomorrow
  coach change k3x --waits-for m7q
  coach change k3x --every none

coach change ID [OPTION ...]

Changes what a next step says: the options of coach add, and those below.
"none" takes away what was said, as in --goal none.

--text TEXT     other words for it
--smaller TEXT  a smaller version: the words before are kept in its history
--anyway        move it once more, though it has been moved often
--due DATE  --not-before DATE  --waiting-on WHO  --follow-up DATE
--waits-for ID  --goal ID  --every SPAN  --after SPAN
--size SIZE  --confidence N  --if CUE""")

MOVE = marked("""\
Examples
  coach move k3x fri
  coach move k3x next week

coach move ID DATE [--anyway]

Gives a next step another date. The third time, coach asks whether it should
be smaller, another one, or is no longer wanted.

--anyway  move it as it is""")

WAIT = marked("""\
Examples
  coach wait k3x --on Ravi --follow-up "next week"
  coach wait k3x --over

coach wait ID --on WHO [--follow-up DATE]
coach wait ID --over

Notes that a step waits for somebody. It stands behind the others; on the day
to follow up it comes forward again, to ask. For a step that waits for another
of your steps, see coach help change.

--on WHO          whom it waits for
--follow-up DATE  the day to ask again
--over            the waiting is over""")

PIN = marked("""\
Examples
  coach pin k3x

coach pin ID

Puts a next step first, whatever the order says. If it waits for another step,
that one comes first with it. coach unpin puts it back into the order.""")

UNPIN = marked("""\
Examples
  coach unpin k3x

coach unpin ID

Puts a pinned step back where the order has it.""")


def _change(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    step = open_step(workspace, given.id)
    fields = step_fields(given, workspace, step)
    words = _words(given, step)
    if not (fields or words):
        raise Stop(said("say what is to change. More: coach help change"))
    asked = "due" in fields and asks_again(step, fields["due"])
    if asked and not (words or given.anyway):
        _ask_again(step, fields["due"])
    if given.smaller or (asked and words):
        cue = fields.pop("cue", None)
        reword_step(workspace, step, words, cue=cue, **fields)
    else:
        change_step(workspace, step, **fields, **({"text": words} if words else {}))
    _finish(context, workspace, step, fields)
    return FINE


def _words(given: Arguments, step: NextStep) -> str:
    if given.text and given.smaller:
        raise Stop(said("either --text or --smaller: both are the words of the step."))
    typed = given.smaller if given.smaller is not None else given.text
    return one_text([typed], marked("the words of the step")) if typed is not None else ""


def _finish(context: Context, workspace: "Workspace", step: NextStep, fields: dict[str, Any]) -> None:
    context.finish(workspace)
    now = workspace.plan.get(NextStep, step.id) or step
    changed = said("Changed {id}: {step}", id=display_line(step.id), step=shorten(now.label, 200))
    show([changed + said_back(fields, workspace)])
    offer_smaller(fields, display_line(step.id))


def _move(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    step = open_step(workspace, given.id)
    day = day_of(one_text(given.date, marked("the date")), workspace)
    if asks_again(step, day) and not given.anyway:
        _ask_again(step, day)
    change_step(workspace, step, due=day)
    context.finish(workspace)
    words = shorten(step.label, 200)
    moved = said("Moved to {day}: {step}", day=in_words(day), step=words) if day else ""
    show([moved or said("Moved to no date: {step}", step=words)])
    return FINE


def _ask_again(step: NextStep, day: dt.date | None) -> None:
    """The question of the third move. It changes nothing; the answers are commands."""
    id, due = display_line(step.id), day.isoformat() if day else "none"
    tell(_moved_so_far(step))
    raise Stop(
        said(
            "smaller, other, or no longer wanted?\n"
            '  coach change {id} --smaller "..." --due {due}\n'
            '  coach change {id} --text "..." --due {due}\n'
            '  coach drop {id} --why "..."\n'
            "  coach move {id} {due} --anyway    keeps it as it is",
            id=id,
            due=due,
        ),
        PROBLEM,
    )


def _moved_so_far(step: NextStep) -> str:
    words = shorten(step.label, 60)
    if step.moved == 2:
        return said("“{step}” has been moved twice already.", step=words)
    return said_of(
        step.moved, "“{step}” has been moved {n} time already.", "“{step}” has been moved {n} times already.",
        step=words,
    )  # fmt: skip


def _wait(context: Context, given: Arguments) -> int:
    if bool(given.on) == bool(given.over):
        raise Stop(said("say --on WHO, or --over when the waiting is over."))
    workspace = context.writing()
    step = open_step(workspace, given.id)
    day = day_of(given.follow_up, workspace) if given.follow_up and given.on else None
    who = one_text([given.on], marked("whom it waits for")) if given.on else ""
    wait_for(workspace, step, who, day)
    context.finish(workspace)
    show([_waits(shorten(who, 60), day, shorten(step.label, 200))])
    return FINE


def _waits(who: str, day: dt.date | None, step: str) -> str:
    if not who:
        return said("No longer waiting: {step}", step=step)
    if day is None:
        return said("Waits for {who}: {step}", who=who, step=step)
    return said("Waits for {who}, to ask again on {day}: {step}", who=who, day=in_words(day), step=step)


def _pin(context: Context, given: Arguments) -> int:
    return _pinned(context, given, True)


def _unpin(context: Context, given: Arguments) -> int:
    return _pinned(context, given, False)


def _pinned(context: Context, given: Arguments, pinned: bool) -> int:
    workspace = context.writing()
    step = open_step(workspace, given.id)
    if step.pinned == pinned:
        so = marked("“{step}” is already pinned.") if pinned else marked("“{step}” is not pinned.")
        raise Stop(said(so, step=shorten(step.label, 60)), PROBLEM)
    pin_step(workspace, step, pinned)
    context.finish(workspace)
    done = marked("Pinned: {step}") if pinned else marked("Back in the order: {step}")
    show([said(done, step=shorten(step.label, 200))])
    return FINE


def _change_arguments(parser: "ArgumentParser") -> None:
    _id_argument(parser)
    step_arguments(parser, none=True)
    parser.add_argument("--text", type=text, metavar="TEXT")
    parser.add_argument("--smaller", type=text, metavar="TEXT")
    parser.add_argument("--anyway", action="store_true")


def _move_arguments(parser: "ArgumentParser") -> None:
    _id_argument(parser)
    parser.add_argument("date", nargs="+", type=text, metavar="DATE")
    parser.add_argument("--anyway", action="store_true")


def _wait_arguments(parser: "ArgumentParser") -> None:
    _id_argument(parser)
    parser.add_argument("--on", type=text, metavar="WHO")
    parser.add_argument("--follow-up", type=text, metavar="DATE")
    parser.add_argument("--over", action="store_true")


def _id_argument(parser: "ArgumentParser") -> None:
    parser.add_argument("id", type=text, metavar="ID")


COMMANDS = {
    "change": Command(_change, CHANGE, _change_arguments, alone=False),
    "move": Command(_move, MOVE, _move_arguments, alone=False, mixed=True),
    "wait": Command(_wait, WAIT, _wait_arguments, alone=False),
    "pin": Command(_pin, PIN, _id_argument, alone=False),
    "unpin": Command(_unpin, UNPIN, _id_argument, alone=False),
}
