"""History: what was done, newest first; what one record has been through; what is different since another day."""

import datetime as dt
from collections.abc import Callable
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.dates import add_months, in_words
from coach.past_dates import PAST_EXAMPLE, past_date
from coach.plan.difference import between
from coach.plan.events import Event
from coach.plan.telling import index, on_day, story, told
from coach.plan.then import as_it_was, beginning, ending, last_review, reaches_back

from .base import About, CoachScreen, Command, Desk, GoTo, Leaving, OpenLesson, take_back
from .checks import past
from .dialogs import Ask, Choose, Offer
from .drawing import QUIET, counted, plain
from .history_rows import changed_lines, difference_rows, event_rows, story_rows
from .text import lines
from .widgets.lines import KeyLine
from .widgets.rows import Row, Rows, said
from .widgets.title import TitleLine

WIDE = 116  # columns of a window with a second column
BESIDE = 34  # columns for what the selected event changed
NOTHING = "Nothing has changed yet. Every change you make will stand here, with its day."
SAME = "Nothing is different."
DAYS = Offer("days", "Between two days", "You name both: last month, 2026-03-01.")
MONTHS = {"month": ("A month ago", 1), "quarter": ("Three months ago", 3), "year": ("A year ago", 12)}


class Since(NamedTuple):
    """A moment to compare the plan with, how it is called, and up to when; up to now, unless that is said."""

    at: dt.datetime
    words: str
    until: dt.datetime | None = None

    @property
    def title(self) -> str:
        """What is compared, in words."""
        return f"Different {self.words}" if self.until else f"What is different since {self.words}"


class HistoryScreen(Leaving):
    """Everything that happened to the plan, or to one record of it."""

    about = About(
        "What has changed",
        "Every change of your plan, newest first; Enter goes to what it changed. c compares: the plan as it is now, "
        "beside what it was at your last review, some months ago or at the beginning; or as it was on two days. u "
        "takes back what was done last, also weeks later.",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", id="history.leave"),
        Binding("c", "compare", "Compare with another day", id="history.compare"),
        Binding("e", "events", "One change after the other", id="history.events"),
        Binding("u", "undo", "Undo", id="history.undo"),
        Binding("ctrl+r,U", "redo", "Redo", show=False, id="history.redo"),
    ]

    def __init__(self, desk: Desk, record: tuple[str, str] | None = None) -> None:
        super().__init__(desk)
        self.record = record  # table and id, when only one is looked at
        self.since: Since | None = None
        self._by_id: dict[str, Event] = {}
        self._unwatch: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield TitleLine("What has changed")
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self._unwatch = self.workspace.watch(self.redraw)
        self.query_one(Rows).focus()
        self.redraw()

    def on_unmount(self) -> None:
        self._unwatch()

    def on_resize(self) -> None:
        if self._by_id:
            self._tell()

    # --- what is shown -------------------------------------------------------------

    def redraw(self) -> None:
        """Shows the history as it is now."""
        self._by_id = dict(index(self.workspace.history()))
        shown = self._differences() if self.since else self._story() if self.record else self._events()
        self.query_one(Rows).show(shown)
        self._tell()

    def _events(self) -> list[Row]:
        events = told(self.workspace.history())
        self.query_one(TitleLine).tell("What has changed", counted(len(events), "change"))
        rows = event_rows(events, self._by_id, self.desk.library, self.workspace.today)
        return rows or [said(plain(NOTHING, QUIET))]

    def _story(self) -> list[Row]:
        table, id = self.record or ("", "")
        happened = story(self.workspace.plan, self.workspace.history(), table, id)
        record = self.workspace.plan.record(table, id)
        name = (record.title if record.one else record.label) if record else "A record that is gone"
        self.query_one(TitleLine).tell(name, counted(len(happened), "change"))
        return story_rows(happened, self._by_id, self.workspace.today) or [said(plain(NOTHING, QUIET))]

    def _differences(self) -> list[Row]:
        if self.since is None:
            return []
        plan, history = self.workspace.plan, self.workspace.history()
        until = as_it_was(plan, history, self.since.until) if self.since.until else plan
        found = between(as_it_was(plan, history, self.since.at), until)
        self.query_one(TitleLine).tell(self.since.title, counted(len(found), "difference"))
        day = self.since.at.astimezone().date()
        return difference_rows(found, on_day(day, self.workspace.today)) or [said(plain(SAME, QUIET))]

    def _tell(self) -> None:
        event = self._chosen_event() if self.size.width >= WIDE and not self.record else None
        beside: Content = lines(*changed_lines(self.workspace, event, BESIDE)) if event else Content("")
        self.query_one("#aside", Static).update(beside)
        self.refresh_bindings()

    def _chosen_event(self) -> Event | None:
        return None if self.since else self._by_id.get(self.query_one(Rows).key)

    def hints(self) -> list[tuple[str, str]]:
        go = [("choose", "go there")] if self._to() else []
        other = [("events", "one by one" if self.since else "all changes")] if self.since or self.record else []
        return [*go, *other, ("compare", "compare"), ("undo", "undo"), ("leave", "back"), ("help", "help")]

    def commands(self) -> list[Command]:
        return [
            self.command("Compare the plan with another day", "compare"),
            self.command("Show one change after the other", "events"),
        ]

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    # --- going there -----------------------------------------------------------------

    def _to(self) -> GoTo | OpenLesson | None:
        """Where the selected row leads: to the record that it is about, else to the answer or the lesson."""
        if self.since:
            places = [tuple(self.query_one(Rows).key.split("/", 1))]
        else:
            event = self._chosen_event()
            places = [(c.table, c.id) for c in event.changes] if event else []
        found = [self._place(place[0], place[1]) for place in places if len(place) == 2]
        return next((to for to in found if isinstance(to, GoTo)), next((to for to in found if to), None))

    def _place(self, table: str, id: str) -> GoTo | OpenLesson | None:
        if self.workspace.plan.record(table, id):
            return GoTo("plan", f"{table}/{id}")
        lesson, _, step = id.partition("/")
        if table in ("answers", "progress") and self.desk.library.head(lesson):
            return OpenLesson(lesson, step=step)
        return None

    @on(Rows.Chosen)
    def _go(self) -> None:
        to = self._to()
        if to is None:
            self.say("It is not there any more.")
        elif self.is_current:
            self.leave()
            self.app.call_later(self.app.post_message, to)

    # --- keys ------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.leave()

    def action_events(self) -> None:
        """One change after the other, of the whole plan."""
        self.since = self.record = None
        self.redraw()

    def action_undo(self) -> None:
        """Takes back what was done last."""
        take_back(self)

    def action_redo(self) -> None:
        """Does again what was taken back."""
        take_back(self, again=True)

    def action_compare(self) -> None:
        """Asks for a day, and shows what is different since."""
        moments = moments_to_compare(self.workspace.history(), self.workspace.today)
        if not moments:
            self.say(NOTHING)
            return
        offers = [Offer(key, said_, f"{in_words(_day(since))}") for key, (said_, since) in moments.items()]

        def choose(key: str | None) -> None:
            if key == DAYS.key:
                self._ask_first_day()
            elif key in moments:
                self._compare(moments[key][1])

        self.ask(Choose("What is different since", [*offers, DAYS], verb="compare"), choose)

    def _compare(self, since: Since) -> None:
        self.since, self.record = since, None
        self.redraw()
        self.query_one(Rows).action_first()

    def _ask_first_day(self) -> None:
        today = self.workspace.today

        def go_on(typed: str | None) -> None:
            if day := past_date(typed or "", today):
                self._ask_last_day(day)

        text = "The plan as it was when this day began."
        self.ask(Ask("Different since which day?", text, "", PAST_EXAMPLE, past(today), "go on"), go_on)

    def _ask_last_day(self, first: dt.date) -> None:
        today = self.workspace.today

        def compare(typed: str | None) -> None:
            if typed is not None:
                last = past_date(typed, today) if typed else None
                self._compare(since_day(first, last))

        text = "The plan as it was when this day was over. Nothing: as it is now."
        self.ask(Ask("Up to which day?", text, "", PAST_EXAMPLE, past(today, first), "compare"), compare)


def since_day(first: dt.date, last: dt.date | None = None) -> Since:
    """From the beginning of one day to the end of another, or up to now."""
    words = in_words(first).partition(" ")[2]
    if last is None:
        return Since(beginning(first), words)
    return Since(beginning(first), f"between {words} and {in_words(last).partition(' ')[2]}", ending(last))


def moments_to_compare(history: list[Event], today: dt.date) -> dict[str, tuple[str, Since]]:
    """The days that a plan can be compared with, each with its words. None lies before the journal begins."""
    began = reaches_back(history)
    if began is None:
        return {}
    found: dict[str, tuple[str, Since]] = {}
    if review := last_review(history):
        found["review"] = ("Your last review", Since(review.at + dt.timedelta(microseconds=1), "your last review"))
    for key, (words, months) in MONTHS.items():
        day = add_months(today, -months)
        if beginning(day) > began:
            found[key] = (words, since_day(day))
    day = began.astimezone().date()
    return found | {"beginning": ("The beginning", Since(beginning(day), f"the beginning, {in_words(day)}"))}


def _day(since: Since) -> dt.date:
    return since.at.astimezone().date()


def open_history(screen: CoachScreen, record: tuple[str, str] | None = None) -> None:
    """Opens the history of the plan, or of one record, on top of a screen."""
    if isinstance(screen, HistoryScreen):
        screen.action_events()
    elif screen.is_current:
        screen.app.push_screen(HistoryScreen(screen.desk, record))
