"""Everything that can be done, by its words: lessons, steps, actions, colours. What cannot be done now says why."""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input

from coach.course import standing
from coach.plan.events import Event, stacks
from coach.plan.records import NextStep
from coach.plan.telling import first_words
from coach.words import marked, said, said_of

from .base import CoachScreen, Command, GoTo, OpenLesson, take_back
from .dialogs import Dialog
from .drawing import FAINT, QUIET, cut, one_line, spread
from .next_steps import edit_step
from .widgets.lines import PLACES
from .widgets.rows import Row, Rows
from .widgets.search import SearchLine, found_rows

NONE = marked("Nothing of that name. Try one word of it.")


class Palette(Dialog[None]):
    """A line to type in, and what fits it."""

    DEFAULT_CSS = """
    Palette > #box > #found { margin-top: 1; }
    Palette.-low > #box > #found { margin-top: 0; }
    """

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__(said("Everything"))
        self.all = sorted(commands, key=lambda command: bool(command.why_not))

    def body(self) -> ComposeResult:
        yield SearchLine(placeholder=said("a lesson, a step, something to do"), id="line")
        rows = found_rows("found")
        rows.show(self._rows(""))
        yield rows

    def hints(self) -> list[tuple[str, str]]:
        return [("submit", said("do it")), ("leave", said("leave"))]

    def _rows(self, words: str) -> list[Row]:
        matcher = Matcher(words)
        found = [(matcher.match(command.words) if words else 1, -n, command) for n, command in enumerate(self.all)]
        best = sorted((hit for hit in found if hit[0] > 0), key=lambda hit: hit[:2], reverse=True)
        rows = [Row(partial(_draw, command), str(-n), height=1) for _, n, command in best]
        return rows or [Row(lambda width: [cut(said(NONE), width, QUIET)], height=1)]

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        rows.show(self._rows(event.value.strip()))
        rows.action_first()

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _do(self) -> None:
        key = self.query_one(Rows).key
        if not key or not self.is_current:
            return
        command = self.all[int(key)]
        if command.why_not:
            self.app.notify(command.why_not, markup=False)
            return
        self.dismiss()
        self.app.call_later(command.run)


def _draw(command: Command, width: int) -> list[Content]:
    if command.why_not:
        why = said("not now: {why}", why=command.why_not)
        return [spread(one_line(command.words, QUIET), cut(why, width - 20, FAINT), width)]
    return [spread(one_line(command.words), one_line(command.key, QUIET), width)]


def everywhere(screen: CoachScreen) -> list[Command]:
    """What can be done from any screen."""
    post = screen.app.post_message
    places = [
        Command(said("Go to {place}", place=said(PLACES[place])), partial(post, GoTo(place)), key)
        for key, place in _PLACES.items()
    ]
    help = Command(said("Help for this place"), screen.action_help, "f1")
    if getattr(screen, "by_itself", False):  # a client may look on
        return [help]
    clients = _clients(screen)
    places += [clients] if clients.key else []
    begin = [] if clients.key else [clients]
    about = [*_looking(screen), *_reviews(screen), *_history(screen), help]
    return [*places, *about, *_lessons(screen), *_steps(screen), *begin]


def _clients(screen: CoachScreen) -> Command:
    there = getattr(screen.app, "coaching", False)
    words = said("Go to Clients") if there else said("Clients: begin a practice of your own as a coach")
    return Command(words, partial(screen.app.post_message, GoTo("clients")), "4" if there else "")


_PLACES = {"1": "today", "2": "learn", "3": "plan"}


def _looking(screen: CoachScreen) -> list[Command]:
    from .history import open_history

    return [
        Command(said("Find anything"), screen.action_find, "/"),
        Command(said("Catch a step, a win or a thought"), screen.action_catch, screen.key_of("catch")),
        Command(said("What has changed"), partial(open_history, screen)),
        Command(said("Over time: what you rated, and what you did"), partial(_over_time, screen)),
    ]


def _over_time(screen: CoachScreen) -> None:
    from .pictures import open_pictures

    open_pictures(screen)


def _reviews(screen: CoachScreen) -> list[Command]:
    from .reviews import open_review

    lessons = [head for head in screen.desk.library.heads() if head.review]
    return [
        Command(
            said("Review: {lesson}", lesson=head.title),
            partial(open_review, screen, head.review),
            said_of(head.minutes, "{n} minute", "{n} minutes"),
        )
        for head in lessons
    ]


def _history(screen: CoachScreen) -> list[Command]:
    undo, redo = (stack[-1:] for stack in stacks(screen.workspace.history()))
    no_undo = "" if undo else said("there is nothing to take back")
    no_redo = "" if redo else said("nothing was taken back")
    return [
        Command(said("Undo: {what}", what=_named(screen, undo)), partial(take_back, screen), "u", no_undo),
        Command(
            said("Redo: {what}", what=_named(screen, redo)), partial(take_back, screen, again=True), "ctrl+r", no_redo
        ),
    ]


def _named(screen: CoachScreen, events: list[Event]) -> str:
    return first_words(screen.workspace.history(), events[0]) if events else said("nothing")


def _lessons(screen: CoachScreen) -> list[Command]:
    plan, today = screen.workspace.plan, screen.workspace.today
    post = screen.app.post_message
    return [
        Command(
            said("Lesson: {lesson}", lesson=head.title),
            partial(post, OpenLesson(head.id)),
            standing(plan.progress.get(head.id), today),
        )
        for head in screen.desk.library.heads()
    ]


def _steps(screen: CoachScreen) -> list[Command]:
    steps = [step for step in screen.workspace.plan.all(NextStep) if step.open]
    return [
        Command(said("Step: {step}", step=step.text), partial(edit_step, screen, step), said("open ⟨do⟩"))
        for step in steps
    ]
