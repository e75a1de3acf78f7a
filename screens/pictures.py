"""Over time: what was rated, sitting after sitting, and what was done, month after month; as lines, or as a table."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from coach.course import filled_by
from coach.lessons.index import Head
from coach.pictures.months import Months, months
from coach.pictures.sittings import Picture, pictures
from coach.pictures.words import WIDTH, month_lines, picture_lines
from coach.words import marked, said, said_of

from .base import About, CoachScreen, Command, Desk, Leaving, OpenLesson
from .drawing import QUIET, one_line, plain, wrapped
from .pictures_drawn import MONTH, grid, marks, month_multiple, multiples
from .steps.drawn import Drawn
from .widgets.lines import KeyLine
from .widgets.title import TitleLine

ONCE = marked("One sitting so far. Take it again in some months, and you see here what has moved.")
WIDEST = 72  # cells for sentences
LOW = 20  # lines of a window, below which the pictures come first
ROOMY = 60  # columns of a window in which the title has room beside it


class Page(VerticalScroll, inherit_bindings=False):
    """What is drawn, to be scrolled."""

    DEFAULT_CSS = "Page { scrollbar-size-vertical: 1; scrollbar-gutter: stable; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", marked("Up"), show=False, id="list.up"),
        Binding("down,j", "scroll_down", marked("Down"), show=False, id="list.down"),
        Binding("pageup", "page_up", marked("Page up"), show=False, id="list.page-up"),
        Binding("pagedown,space", "page_down", marked("Page down"), show=False, id="list.page-down"),
        Binding("home,g", "scroll_home", marked("First"), show=False, id="list.first"),
        Binding("end,G", "scroll_end", marked("Last"), show=False, id="list.last"),
    ]


class Board(Drawn):
    """One picture, drawn or told."""

    DEFAULT_CSS = "Board { padding: 0 1 0 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.lines: Callable[[int], list[Content]] = lambda width: []

    def draw(self, width: int) -> list[Content]:
        return self.lines(width)


class PicturesScreen(Leaving):
    """All pictures of time, one after the other."""

    about = About(
        marked("Over time"),
        marked(
            "How you rated things, each time you did: the first time, the last time and now, on the same "
            "scale. A change no larger than two sittings usually differ by is within noise: it may mean "
            "nothing. [ and ] go to the next picture, the last of which counts what you did in twelve "
            "months. t shows the same as a table. o opens the lesson in which you rate afresh."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("Back"), id="pictures.leave"),
        Binding("right_square_bracket", "turn(1)", marked("Next picture"), id="pictures.next", key_display="]"),
        Binding("right", "turn(1)", marked("Next picture"), show=False, id="pictures.right"),
        Binding("left_square_bracket", "turn(-1)", marked("Picture before"), show=False, id="pictures.before",
                key_display="["),
        Binding("left", "turn(-1)", marked("Picture before"), show=False, id="pictures.left"),
        Binding("t", "table", marked("As a table, or drawn"), id="pictures.table"),
        Binding("o", "lesson", marked("The lesson in which you rate this"), id="pictures.lesson"),
    ]  # fmt: skip

    def __init__(self, desk: Desk, instrument: str | None = None) -> None:
        super().__init__(desk)
        self.instrument = instrument  # what is shown, once something is; empty for the months
        self.told = False  # whether as a table
        self.shown: list[Picture | Months] = []
        self.at = 0
        self._unwatch: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        yield TitleLine(said("Over time"))
        with Page(id="page"):
            yield Board()
        yield KeyLine(self.hints)

    def on_mount(self) -> None:
        self._unwatch = self.workspace.watch(self.redraw)
        self.query_one(Page).focus()
        self.redraw()

    def on_unmount(self) -> None:
        self._unwatch()

    def on_resize(self) -> None:
        self._show()

    # --- what is shown -------------------------------------------------------------

    @property
    def picture(self) -> Picture | Months | None:
        """The one that is shown."""
        return self.shown[self.at] if self.shown else None

    def redraw(self) -> None:
        """Shows the plan as it is now, at the picture that was shown before."""
        plan = self.workspace.plan
        counts = months(plan, self.workspace.today)
        self.shown = [*pictures(plan), *([] if counts.empty else [counts])]
        names = [one.instrument if isinstance(one, Picture) else "" for one in self.shown]
        self.at = names.index(self.instrument) if self.instrument in names else 0
        self._show()

    def _show(self) -> None:
        picture = self.picture
        self.instrument = picture.instrument if isinstance(picture, Picture) else "" if picture else None
        title, fact = said("Over time"), ""
        if isinstance(picture, Picture):
            title = said("Over time: {name}", name=picture.title)
            many = said_of(len(picture.sittings), "{n} sitting", "{n} sittings")
            fact = f"{many}, " if self.size.width >= ROOMY else ""
        elif picture:
            title = said("Over time: what you did")
        place = said("{n} of {of}", n=self.at + 1, of=len(self.shown)) if self.shown else ""
        self.query_one(TitleLine).tell(title, fact + place)
        board = self.query_one(Board)
        board.lines = self._lines
        board.redraw()
        self.refresh_bindings()

    def _lines(self, width: int) -> list[Content]:
        match self.picture:
            case Picture() as picture:
                told = picture_lines(picture, min(width, WIDTH))[1:]  # its title stands above
                return _as_they_are(told) if self.told else _drawn(picture, width, self.size.height < LOW)
            case Months() as counts if self.told or self._no_bars(width):
                return _as_they_are(month_lines(counts, min(width, WIDTH)))
            case Months() as counts:
                return _months(counts, width)
            case _:
                return wrapped(one_line(self._empty()), min(width, WIDEST))

    def _no_bars(self, width: int) -> bool:
        """Whether there is no room to draw twelve months."""
        return isinstance(self.picture, Months) and width < len(self.picture.months) * MONTH

    def _empty(self) -> str:
        head = self._filler()
        words = said("Nothing was rated yet. What you rate in a lesson stands here, each time beside the times before.")
        if head is None:
            return words
        begin = said_of(
            head.minutes,
            "“{lesson}” makes a beginning, in about {n} minute: o opens it.",
            "“{lesson}” makes a beginning, in about {n} minutes: o opens it.",
            lesson=head.title,
        )
        return f"{words} {begin}"

    def _filler(self) -> Head | None:
        """The lesson in which what is shown is rated; where nothing is, the first one in which something is."""
        picture = self.picture
        if isinstance(picture, Picture):
            return self.desk.library.head(picture.lesson) if picture.lesson else None
        return None if picture else filled_by(self.desk.library.heads(), "assessments")

    def hints(self) -> list[tuple[str, str]]:
        turn = [("turn(1)", said("next picture"))] if len(self.shown) > 1 else []
        only_told = not self.shown or self._no_bars(self.query_one(Board).content_size.width)
        table = [] if only_told else [("table", said("drawn") if self.told else said("table"))]
        lesson = [("lesson", said("rate again") if self.shown else said("open the lesson"))] if self._filler() else []
        return [*turn, *table, *lesson, ("leave", said("back")), ("help", said("help"))]

    def commands(self) -> list[Command]:
        why = "" if self.shown else said("there is no picture yet")
        return [
            self.command(said("Show it drawn") if self.told else said("Show it as a table"), "table", why),
            self.command(said("Next picture"), "turn(1)", why),
        ]

    # --- keys ----------------------------------------------------------------------

    def action_leave(self) -> None:
        """Back to where one came from."""
        self.leave()

    def action_turn(self, way: int) -> None:
        """The next picture, or the one before; after the last comes the first."""
        if self.shown:
            self.at = (self.at + way) % len(self.shown)
            self._begin()

    def action_table(self) -> None:
        """The same as a table, and back."""
        if self.shown:
            self.told = not self.told
            self._begin()

    def _begin(self) -> None:
        """Shows something else from its first line. The scrollbar would not follow once the new lines are there."""
        self.query_one(Page).scroll_to(y=0, animate=False, immediate=True)
        self._show()

    def action_lesson(self) -> None:
        """To the lesson in which this is rated."""
        head = self._filler()
        if head is None:
            self.say(said("No lesson is known in which this is rated."))
        elif self.is_current:
            self.leave()
            self.app.call_later(self.app.post_message, OpenLesson(head.id))


def _as_they_are(lines: list[str]) -> list[Content]:
    """Lines of a table, their spaces kept."""
    return [plain(line) for line in lines]


def _drawn(picture: Picture, width: int, low: bool = False) -> list[Content]:
    """Small multiples below what is to be seen in them, or above it in a low window; what explains them stands last."""
    across = min(width, WIDEST)
    now, *later = picture.moved_words() or [said(ONCE)]
    told = [part for words in (picture.gap_words(), now) if words for part in wrapped(_sentence(words), across)]
    lines = [*marks(picture, across), Content(""), *grid(multiples(picture), width), Content("")]
    lines = [*lines, *told] if low else [*told, Content(""), *lines]
    rest = [*later, *picture.noise_words(), picture.scale(), picture.earlier_words()]
    return [*lines, *(part for words in rest if words for part in wrapped(one_line(words, QUIET), across))]


def _months(counts: Months, width: int) -> list[Content]:
    title = said("{title}, which is not over yet.", title=counts.title)
    head = [*wrapped(one_line(title), min(width, WIDEST)), Content("")]
    return head + grid([partial(month_multiple, counts, count) for count in counts.counts], width)


def _sentence(words: str) -> Content:
    """What is to be seen, its first words in bold."""
    first, colon, rest = words.partition(":")
    return one_line(first + colon, "bold" if colon else "") + Content(" ") + one_line(rest)


def open_pictures(screen: CoachScreen, instrument: str | None = None) -> None:
    """Opens the pictures on top of a screen, at one of them."""
    if screen.is_current and not isinstance(screen, PicturesScreen):
        screen.app.push_screen(PicturesScreen(screen.desk, instrument))
