"""`coach` and `coach learn`: what opens the app, or walks a lesson line by line."""

import sys
from typing import TYPE_CHECKING

from ..typed import typed
from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .ids import one_id
from .stop import FINE, Stop
from .streams import at_terminal, show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach learn                        go on with the lesson you are in
  coach learn start-here             go to a lesson
  coach learn start                  the beginning of its name is enough
  coach learn start-here --plain     line by line, as a screen reader likes it

coach learn [LESSON] [--plain]

Opens the app at a lesson. Without a name that is the lesson you are in, or the
first one you have not finished; `coach lessons` lists them all.

--plain asks line by line instead of on the full screen. It is used by itself
where there is no terminal, or only a very simple one. There, in place of an
answer, you can type

  ?    to hear the question again, ?? for the whole step
  b    to go back a question, bb to go back a step
  k    to leave the step out
  s    to save and stop
  v    at a step that you have answered: to say who may see the answer
  \\b   to answer with just that letter, and so for the others""")


def start(context: Context) -> int:
    """`coach` alone: the app; without a terminal, Today as text and how to start the app."""
    if at_terminal():
        return _app(context)
    from .today import today_lines

    show(today_lines(context))
    tell(said("To start the app, run {command} in a terminal.", command=typed()))
    return FINE


def _app(context: Context, lesson: str | None = None) -> int:
    from screens.app import run

    code = run(context.places, context.name(), lesson)
    context.commit()
    return code


def _learn(context: Context, given: Arguments) -> int:
    lesson = _meant(context, given.lesson) if given.lesson else _going_on(context)
    return open_lesson(context, lesson, bool(given.plain))


def open_lesson(context: Context, lesson: str | None, plain: bool) -> int:
    """Walks a lesson line by line where that is wanted or the only way, else in the app."""
    if plain or not at_terminal() or _prefers_plain(context):
        return _line_by_line(context, lesson)
    return _app(context, lesson)


def _meant(context: Context, typed: str) -> str:
    """The lesson that was named."""
    return one_id(typed, {head.id: head.title for head in context.library.heads()}, marked("lesson"))


def _going_on(context: Context) -> str | None:
    """The lesson under way, else the one to offer next; None when all are finished."""
    from ..course import offered
    from ..plan.today import resume

    plan = context.reading().plan
    under_way = resume(plan)
    if under_way and context.library.head(under_way.lesson):
        return under_way.lesson
    following = offered(context.library, plan)
    return following.head.id if following else None


def _prefers_plain(context: Context) -> bool:
    from ..settings import load_settings

    settings, notices = load_settings(context.places)
    tell(*notices)
    return settings.plain


def _line_by_line(context: Context, lesson: str | None) -> int:
    import gc

    from ..plain.walk import run
    from ..renamed import take_along

    if lesson is None:
        again = typed(said("learn LESSON"))
        raise Stop(said("every lesson is finished. To do one again, name it: {command}", command=again))
    if sys.stdin is None or sys.stdout is None:
        raise Stop(said("a lesson needs something to read from and to write to."))
    gc.enable()
    workspace = context.writing()
    take_along(workspace, context.library)
    context.keep_device()
    code = run(workspace, context.library, lesson, sys.stdin, sys.stdout)
    context.commit()
    return code


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("lesson", nargs="?", metavar="LESSON")
    parser.add_argument("--plain", action="store_true")


COMMANDS = {"learn": Command(_learn, HELP, _arguments)}
