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

from coach.dates import add_months, date_words, in_words
from coach.past_dates import PAST_EXAMPLE, past_date
from coach.plan.difference import between
from coach.plan.events import Event
from coach.plan.telling import index, on_day, story, told
from coach.plan.then import as_it_was, beginning, ending, last_review, reaches_back
from coach.words import marked, said, said_of

from .base import About, CoachScreen, Command, Desk, GoTo, Leaving, OpenLesson, take_back
from .checks import past
from .dialogs import Ask, Choose, Offer
from .drawing import QUIET, plain
from .history_rows import changed_lines, difference_rows, event_rows, story_rows
from .text import lines
from .widgets.lines import KeyLine
from .widgets.rows import Row, Rows, passage
from .widgets.title import TitleLine

WIDE = 116  # columns of a window with a second column
BESIDE = 34  # columns for what the selected event changed
NOTHING = marked("Nothing has changed yet. Every change you make will stand here, with its day.")
SAME = marked("Nothing is different.")
DAYS = "days"
MONTHS = {
    "month": (marked("A month ago"), 1),
    "quarter": (marked("Three months ago"), 3),
    "year": (marked("A year ago"), 12),
}


class Since(NamedTuple):
    """A moment to compare the plan with, what is compared, in words, and up to when; up to now, unless that is said."""

    at: dt.datetime
    title: str
    until: dt.datetime | None = None


class HistoryScreen(Leaving):
    """Everything that happened to the plan, or to one record of it."""

    about = About(
        marked("What has changed"),
        marked(
            "Every change of your plan, newest first; Enter goes to what it changed. c compares: the plan as "
            "it is now, beside what it was at your last review, some months ago or at the beginning; or as "
            "it was on two days. u takes back what was done last, also weeks later."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Back"), id="history.leave"),
        Binding("c", "compare", marked("Compare with another day"), id="history.compare"),
        Binding("e", "events", marked("One change after the other"), id="history.events"),
        Binding("u", "undo", marked("Undo"), id="history.undo"),
        Binding("ctrl+r,U", "redo", marked("Redo"), show=False, id="history.redo"),
    ]

    def __init__(self, desk: Desk, record: tuple[str, str] | None = None) -> None:
        super().__init__(desk)
        self.record = record  # table and id, when only one is looked at
        self.since: Since | None = None
        self._by_id: dict[str, Event] = {}
        self._unwatch: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield TitleLine(said("What has changed"))
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
        self.query_one(TitleLine).tell(said("What has changed"), _changes(len(events)))
        rows = event_rows(events, self._by_id, self.desk.library, self.workspace.today)
        return rows or [passage(plain(said(NOTHING), QUIET))]

    def _story(self) -> list[Row]:
        table, id = self.record or ("", "")
        happened = story(self.workspace.plan, self.workspace.history(), table, id)
        record = self.workspace.plan.record(table, id)
        name = (said(record.title) if record.one else record.label) if record else said("A record that is gone")
        self.query_one(TitleLine).tell(name, _changes(len(happened)))
        return story_rows(happened, self._by_id, self.workspace.today) or [passage(plain(said(NOTHING), QUIET))]

    def _differences(self) -> list[Row]:
        if self.since is None:
            return []
        plan, history = self.workspace.plan, self.workspace.history()
        until = as_it_was(plan, history, self.since.until) if self.since.until else plan
        found = between(as_it_was(plan, history, self.since.at), until)
        many = said_of(len(found), "{n} difference", "{n} differences")
        self.query_one(TitleLine).tell(self.since.title, many)
        day = self.since.at.astimezone().date()
        return difference_rows(found, on_day(day, self.workspace.today)) or [passage(plain(said(SAME), QUIET))]

    def _tell(self) -> None:
        event = self._chosen_event() if self.size.width >= WIDE and not self.record else None
        beside: Content = lines(*changed_lines(self.workspace, event, BESIDE)) if event else Content("")
        self.query_one("#aside", Static).update(beside)
        self.refresh_bindings()

    def _chosen_event(self) -> Event | None:
        return None if self.since else self._by_id.get(self.query_one(Rows).key)

    def hints(self) -> list[tuple[str, str]]:
        go = [("choose", said("go there"))] if self._to() else []
        one_by_one = said("one by one") if self.since else said("all changes")
        other = [("events", one_by_one)] if self.since or self.record else []
        last = [("undo", said("undo")), ("leave", said("back")), ("help", said("help"))]
        return [*go, *other, ("compare", said("compare")), *last]

    def commands(self) -> list[Command]:
        return [
            self.command(said("Compare the plan with another day"), "compare"),
            self.command(said("Show one change after the other"), "events"),
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
            self.say(said("It is not there any more."))
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
            self.say(said(NOTHING))
            return
        offers = [Offer(key, words, in_words(_day(since))) for key, (words, since) in moments.items()]

        def choose(key: str | None) -> None:
            if key == DAYS:
                self._ask_first_day()
            elif key in moments:
                self._compare(moments[key][1])

        offers.append(Offer(DAYS, said("Between two days"), said("You name both: last month, 2026-03-01.")))
        self.ask(Choose(said("What is different since"), offers, verb=said("compare")), choose)

    def _compare(self, since: Since) -> None:
        self.since, self.record = since, None
        self.redraw()
        self.query_one(Rows).action_first()

    def _ask_first_day(self) -> None:
        today = self.workspace.today

        def go_on(typed: str | None) -> None:
            if day := past_date(typed or "", today):
                self._ask_last_day(day)

        text = said("The plan as it was when this day began.")
        self.ask(
            Ask(said("Different since which day?"), text, "", said(PAST_EXAMPLE), past(today), said("go on")), go_on
        )

    def _ask_last_day(self, first: dt.date) -> None:
        today = self.workspace.today

        def compare(typed: str | None) -> None:
            if typed is not None:
                last = past_date(typed, today) if typed else None
                self._compare(since_day(first, last))

        text = said("The plan as it was when this day was over. Nothing: as it is now.")
        dialog = Ask(said("Up to which day?"), text, "", said(PAST_EXAMPLE), past(today, first), said("compare"))
        self.ask(dialog, compare)


def since_day(first: dt.date, last: dt.date | None = None) -> Since:
    """From the beginning of one day to the end of another, or up to now."""
    day = date_words(first)
    if last is None:
        return Since(beginning(first), said("What is different since {day}", day=day))
    title = said("Different between {first} and {last}", first=day, last=date_words(last))
    return Since(beginning(first), title, ending(last))


def moments_to_compare(history: list[Event], today: dt.date) -> dict[str, tuple[str, Since]]:
    """The days that a plan can be compared with, each with its words. None lies before the journal begins."""
    began = reaches_back(history)
    if began is None:
        return {}
    found: dict[str, tuple[str, Since]] = {}
    if review := last_review(history):
        title = said("What is different since your last review")
        found["review"] = (said("Your last review"), Since(review.at + dt.timedelta(microseconds=1), title))
    for key, (words, months) in MONTHS.items():
        day = add_months(today, -months)
        if beginning(day) > began:
            found[key] = (said(words), since_day(day))
    day = began.astimezone().date()
    title = said("What is different since the beginning, {day}", day=in_words(day))
    return found | {"beginning": (said("The beginning"), Since(beginning(day), title))}


def _changes(n: int) -> str:
    return said_of(n, "{n} change", "{n} changes")


def _day(since: Since) -> dt.date:
    return since.at.astimezone().date()


def open_history(screen: CoachScreen, record: tuple[str, str] | None = None) -> None:
    """Opens the history of the plan, or of one record, on top of a screen."""
    if isinstance(screen, HistoryScreen):
        screen.action_events()
    elif screen.is_current:
        screen.app.push_screen(HistoryScreen(screen.desk, record))
