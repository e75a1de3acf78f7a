"""Learn: every lesson there is, by track and module, how far each is, and what it is good for."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from coach.course import choosing, is_done, way, ways
from coach.words import marked, said, said_of

from .base import About, Command, OpenLesson, Place
from .dialogs import Choose, LineInput, Offer
from .learn_rows import about_lesson, lesson_rows
from .widgets.lines import KeyLine, PlaceLine
from .widgets.rows import Rows

ROUTE = marked("Its lessons come first; all others stay open to you.")
BESIDE, BELOW = 34, 72  # columns for what is said of a lesson


class LearnScreen(Place):
    """The course at a glance."""

    about = About(
        marked("Learn"),
        marked(
            "Every lesson, in the order that builds up best, with how far you are. If you have chosen a "
            "route, its lessons come first; r shows the routes. The sign in front says it too: ✓ done, ◐ "
            "under way, ○ not begun. Beside the list, or below it, stands what you will be able to do and "
            "what the lesson writes into your plan. All lessons are open to you at any time; “builds on” is "
            "a hint and no lock."
        ),
    )
    DEFAULT_CSS = """
    LearnScreen {
        & > #below { max-width: 116; height: 8; padding: 1 2 0 4; margin-bottom: 1; }
        & > #filter { max-width: 74; margin: 0 2 1 4; }
        &.-wide > #below, &.-narrow > #below, &.-low > #below { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", marked("Fewer lessons"), id="learn.filter"),
        Binding("escape", "clear", marked("Show all"), show=False, id="learn.clear"),
        Binding("r", "route", marked("Your route"), id="learn.route"),
    ]

    def compose(self) -> ComposeResult:
        yield PlaceLine("learn")
        line = LineInput(placeholder=said("only lessons with these words"), id="filter")
        line.display = False
        yield line
        with Horizontal(id="page"):
            yield Rows(id="rows")
            yield Static(id="aside")
        yield Static(id="below")
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self.query_one(Rows).focus()

    def redraw(self) -> None:
        heads = [head for head in self.desk.library.heads() if not head.comes_again]
        done = sum(is_done(self.workspace.plan, head.id) for head in heads)
        self.query_one(PlaceLine).tell(
            said_of(len(heads), "{done} of {n} lesson done", "{done} of {n} lessons done", done=done)
        )
        words = self.query_one("#filter", LineInput).value
        at = "" if self.query_one(Rows).key else self._at_first()
        self.query_one(Rows).show(lesson_rows(self.desk, words), at)
        self._tell()

    def _at_first(self) -> str:
        """The lesson under way that was touched last, so that the list opens where somebody is."""
        begun = [(p.touched_at, id) for id, p in self.workspace.plan.progress.items() if p.touched_at]
        return max(begun)[1] if begun else ""

    def hints(self) -> list[tuple[str, str]]:
        if self.query_one("#filter", LineInput).has_focus:
            return [("submit", said("to the list")), ("clear", said("show all"))]
        more = [("filter", said("fewer")), ("find", said("find")), ("route", said("route"))]
        last = [("palette", said("everything")), ("help", said("help"))]
        return [("choose", said("open ⟨do⟩")), *more, *last]

    def commands(self) -> list[Command]:
        return [self.command(said("Show only some lessons"), "filter"), self.command(said("Choose a route"), "route")]

    @on(Rows.Moved)
    def _moved(self) -> None:
        self._tell()

    def _tell(self) -> None:
        head = self.desk.library.head(self.query_one(Rows).key)
        for place, width, brief in (("#aside", BESIDE, False), ("#below", BELOW, True)):
            told: Content = about_lesson(self.desk, head, width, brief) if head else Content("")
            self.query_one(place, Static).update(told)

    @on(Rows.Chosen)
    def _open(self, event: Rows.Chosen) -> None:
        self.post_message(OpenLesson(event.key))

    # --- the route ---------------------------------------------------------------

    def action_route(self) -> None:
        """Shows the routes, and takes another one."""
        library, plan = self.desk.library, self.workspace.plan
        mine = way(library, plan)
        offers = [Offer(one.id, f"{one.title}   {one.words}", one.promise) for one in ways(library, plan)]
        offers.append(Offer("all", said("No route"), said("All lessons, in the order that builds up best.")))
        self.ask(Choose(said("Your route"), offers, said(ROUTE), mine.id if mine else "all"), self._take_route)

    def _take_route(self, route: str | None) -> None:
        mine = way(self.desk.library, self.workspace.plan)
        if route is None or route == (mine.id if mine else "all"):
            return
        fields = choosing(self.desk.library, route)
        self.attempt(lambda: self.workspace.put("changed", "settings", "settings", dict(fields), marked("your route")))

    # --- finding -----------------------------------------------------------------

    def action_filter(self) -> None:
        """Opens the line to type in."""
        line = self.query_one("#filter", LineInput)
        line.display = True
        line.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        rows = self.query_one(Rows)
        rows.show(lesson_rows(self.desk, event.value))
        rows.action_first()
        self._tell()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.query_one(Rows).focus()

    def action_clear(self) -> None:
        """Shows every lesson again."""
        line = self.query_one("#filter", LineInput)
        line.value = ""
        line.display = False
        self.query_one(Rows).focus()
