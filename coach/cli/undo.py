"""`coach undo` and `coach redo`."""

from typing import TYPE_CHECKING

from ..display import display_line
from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, tell

if TYPE_CHECKING:
    from ..plan.events import Event
    from ..workspace import Workspace

UNDO = marked("""\
Examples
  coach undo
  coach undo && coach undo     the last two changes

coach undo

Takes back the last change of the plan, also one made in the app, on another
machine or weeks ago. coach redo does it again; coach log shows what there was.""")

REDO = marked("""\
Examples
  coach redo

coach redo

Does again what coach undo took back, as long as nothing new came in between.""")


def _undo(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    event = workspace.undo()
    if event is None:
        tell(said("There is nothing to take back."))
        return PROBLEM
    context.finish(workspace)
    show([said("Took back: {what}", what=_object(event, workspace))])
    return FINE


def _redo(context: Context, given: Arguments) -> int:
    workspace = context.writing()
    event = workspace.redo()
    if event is None:
        tell(said("There is nothing to do again."))
        return PROBLEM
    context.finish(workspace)
    show([said("Did again: {what}", what=_object(event, workspace))])
    return FINE


def _object(event: "Event", workspace: "Workspace") -> str:
    """What was done in the first place, in words."""
    from ..plan.telling import first_words

    return display_line(first_words(workspace.history(), event)) or said("the last change")


COMMANDS = {"undo": Command(_undo, UNDO), "redo": Command(_redo, REDO)}
