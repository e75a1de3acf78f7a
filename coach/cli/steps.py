"""`coach add`, `done`, `drop`, `win`: how a step begins and ends, and what went well."""

from typing import TYPE_CHECKING

from ..capture import capture
from ..dates import in_words
from ..deeds import add_step, drop_step, finish_step, next_instance
from ..display import display_line, shorten
from ..plan.records import NextStep
from ..words import marked, said
from .command import Arguments, Command, one_text, text
from .context import Context
from .step_options import offer_smaller, open_step, said_back, step_arguments, step_fields
from .stop import FINE
from .streams import show

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.events import Event
    from ..workspace import Workspace

ADD = marked("""\
Examples
  coach add "Ask Ravi for half an hour" --due fri
  coach add "Draft the talk" --due "12 dec" --goal k3x --if "I close my inbox"
  coach add "Write up what I learned" --due fri --every 2w
  coach add "Hear about the post" --waiting-on Ravi --follow-up "in 2 weeks"

coach add TEXT [OPTION ...]

Adds a next step. Begin with a verb: a step is something one can see done.

--due DATE         fri, tomorrow, "next week", "in 3 months", 2027-03-01
--not-before DATE  it stands behind the others until that day
--waiting-on WHO   it waits for somebody
--follow-up DATE   the day to ask them again
--waits-for ID     another step that has to be done first
--every SPAN       it comes again 1w, 2w, 1m, 3m ... after its date; or
--after SPAN       that long after the day it is done
--size SIZE        15m, 1h, half-day or bigger
--confidence N     how sure you are that you will do it, 0 to 10
--goal ID          the goal it serves: coach plan show goals
--if CUE           what will set you off, as in the second example""")

DONE = marked("""\
Examples
  coach done k3x
  coach done k3x --learned "Asking early was easier than I thought"

coach done ID [--learned TEXT]

Marks a next step as done today. `coach next` shows the ids; the beginning of
one is enough. Of a step that repeats, the next one comes with it, and the
beginning of its id means that one from then on. coach undo takes both back.""")

DROP = marked("""\
Examples
  coach drop k3x --why "The post was filled"
  coach drop k3x --why "The team has its own notes now" --stop

coach drop ID --why TEXT [--stop]

Lets a next step go. It stays in the plan's history with the reason, so that a
later review can learn from it. Of a step that repeats only this one goes, and
the next one comes. coach undo takes it back.

--stop  let all of a repeating step go: no next one comes""")

WIN = marked("""\
Examples
  coach win "The clinic asked me to train the new nurses"

coach win TEXT

Logs a success of today, small ones too: evidence for the next talk about your
work. It is private unless you change that.""")


def _add(context: Context, given: Arguments) -> int:
    words = one_text(given.text, marked("what you will do"))
    workspace = context.writing()
    fields = step_fields(given, workspace)
    event = add_step(workspace, words, **fields) if fields else capture(workspace, "step", words)
    context.finish(workspace)
    show([said("Added {id}: {step}", id=_id(event), step=shorten(words, 200)) + said_back(fields, workspace)])
    offer_smaller(fields, _id(event))
    return FINE


def _done(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    step = open_step(workspace, given.id)
    event = finish_step(workspace, step, given.learned or "")
    context.finish(workspace)
    show([said("Done: {step}", step=shorten(step.label, 200)), *_next_one(workspace, event)])
    return FINE


def _drop(context: Context, given: Arguments) -> int:
    reason = one_text([given.why], marked("why, in a few words,"))
    workspace = context.writing()
    step = open_step(workspace, given.id)
    event = drop_step(workspace, step, reason, bool(given.stop))
    context.finish(workspace)
    show([said("Let go: {step}", step=shorten(step.label, 200)), *_next_one(workspace, event)])
    return FINE


def _next_one(workspace: "Workspace", event: "Event") -> list[str]:
    """What comes of a repeating step."""
    step = workspace.plan.get(NextStep, next_instance(event))
    if not step or not step.due:
        return []
    return [said("The next one, {id}, is due {day}.", id=display_line(step.id), day=in_words(step.due))]


def _win(context: Context, given: Arguments) -> int:
    words = one_text(given.text, marked("what went well"))
    workspace = context.writing()
    event = capture(workspace, "win", words)
    context.finish(workspace)
    show([said("Logged {id}: {win}", id=_id(event), win=shorten(words, 200))])
    return FINE


def _id(event: "Event") -> str:
    return display_line(event.changes[0].id)


def _add_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("text", nargs="+", type=text, metavar="TEXT")
    step_arguments(parser)


def _done_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("id", type=text, metavar="ID")
    parser.add_argument("--learned", type=text, metavar="TEXT")


def _drop_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("id", type=text, metavar="ID")
    parser.add_argument("--why", type=text, metavar="TEXT", required=True)
    parser.add_argument("--stop", action="store_true")


def _win_arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("text", nargs="+", type=text, metavar="TEXT")


COMMANDS = {
    "add": Command(_add, ADD, _add_arguments, alone=False, mixed=True),
    "done": Command(_done, DONE, _done_arguments, alone=False),
    "drop": Command(_drop, DROP, _drop_arguments, alone=False),
    "win": Command(_win, WIN, _win_arguments, alone=False, mixed=True),
}
