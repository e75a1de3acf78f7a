"""The view of `do`: a timer for whoever wants one, how far it went, and a note on how it was."""

from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.act import OUTCOMES, Do
from coach.lessons.wording import worded
from coach.words import marked, said, said_of

from ..text import one_line
from .arranged import Arranged
from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging
from .entry import Writing
from .labelled import FieldName
from .pick import Pick

LOOK = 1.0  # seconds between two looks at the clock
BAR = 20  # cells
NOT_YET = "not-yet"
KINDLY = marked("That is an answer too. This step is here when you come back to it.")
ANYWAY = marked("A note, if you like")  # asked instead of how it went, when it did not go yet


class CalmTimer(DrawnList):
    """Minutes that go by while something is done. It counts no seconds, makes no sound and asks for nothing."""

    DEFAULT_CSS = """
    CalmTimer { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "begin_anew", marked("From the beginning"), show=False, id="timer.anew"),
    ]

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.of = minutes * 60.0
        self.gone = 0.0  # seconds, up to the last stop
        self._since: float | None = None  # when it was started; None while it stands still
        self._looks: Timer | None = None

    @property
    def running(self) -> bool:
        """Whether the minutes go by."""
        return self._since is not None

    @property
    def left(self) -> float:
        """Seconds."""
        going = 0.0 if self._since is None else monotonic() - self._since
        return max(0.0, self.of - self.gone - going)

    # --- drawing -----------------------------------------------------------------

    def count(self) -> int:
        return 1

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        verb, state = self._words()
        style = ACCENT if here else "bold"
        lines = hanging(self.pointer(here), Content.styled(verb, style) + Content.styled(f"   {state}", DIM), width)
        if self.running or self.gone:
            length = max(4, min(BAR, width - 4))
            done = round(length * (1 - self.left / self.of))
            lines.append(Content("  ") + Content.styled("━" * done + "─" * (length - done), DIM))
        return lines

    def _words(self) -> tuple[str, str]:
        """What the next key does, and how much time is left."""
        if not self.left:
            return said("Start it again"), said("the time is over; there is no hurry")
        minutes = int(self.left // 60) + (self.left % 60 > 0)
        left = said_of(minutes, "{n} minute left", "{n} minutes left") if minutes > 1 else said("the last minute")
        if self.running:
            return said("Stop the timer"), left
        if self.gone:
            return said("Let it go on"), said("{left}; delete begins anew", left=left)
        return said("Start a timer"), said_of(
            minutes,
            "{n} minute, if you like; it makes no sound",
            "{n} minutes, if you like; it makes no sound",
        )

    # --- going and standing still ------------------------------------------------------

    def mark(self, row: int) -> None:
        """Starts it, or stops it where it is."""
        if self.running:
            self.stop()
        else:
            self.gone = self.gone if self.left else 0.0
            self._since = monotonic()
            self._looks = self.set_interval(LOOK, self.look)
        self.redraw()

    def enter(self, row: int) -> None:
        self.mark(row)

    def stop(self) -> None:
        """Stops it; what is gone stays gone."""
        self.gone = self.of - self.left
        self._since = None
        if self._looks is not None:
            self._looks.stop()
            self._looks = None

    def look(self) -> None:
        """Looks at the clock. Draws only when there is something else to see."""
        if not self.left:
            self.stop()
        if self.draw(self.content_size.width) != self.drawn(self.content_size.width):
            self.redraw()

    def action_begin_anew(self) -> None:
        """From the beginning, standing still."""
        self.stop()
        self.gone = 0.0
        self.redraw()

    def on_unmount(self) -> None:
        self.stop()


class Kindly(Drawn):
    """A word for whoever has not done it yet."""

    DEFAULT_CSS = """
    Kindly { margin: 0 0 1 2; }
    """
    words = ""

    def draw(self, width: int) -> list[Content]:
        return Content.styled(self.words, DIM).wrap(max(8, width)) if self.words else []


class DoView(Arranged[Do]):
    """Something to go and do."""

    DEFAULT_CSS = """
    DoView Writing { margin: 0 0 0 2; min-height: 3; max-width: 70; }
    DoView FieldName { margin: 0 0 0 2; }
    """
    hint = marked("←→ says how far it went, ctrl+n goes on")

    def __init__(self, step: Do, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._timer = CalmTimer(step.timer) if step.timer else None
        self._outcome = Pick([(id, said(label)) for id, label in OUTCOMES.items()], raw.get("outcome"))
        self._kindly = Kindly()
        self._note = Writing(str(raw.get("note") or ""))
        self._note.below = 1
        self._asks = FieldName(worded(said(step.note), given), field=self._note)

    def compose(self) -> ComposeResult:
        if self._timer:
            yield self._timer
        yield self._outcome
        yield self._kindly
        yield self._asks
        yield self._note
        self._show()

    def raw(self) -> Value:
        kept = {name: value for name, value in self.first.items() if name not in ("outcome", "note")}
        outcome = self._outcome.value
        return kept | ({"outcome": outcome} if outcome else {}) | {"note": self._note.text}

    def tell(self) -> None:
        """Also says a word to whoever has not done it yet."""
        self._show()
        super().tell()

    def _show(self) -> None:
        not_yet = self._outcome.value == NOT_YET
        if not_yet != bool(self._kindly.words):
            self._kindly.words = said(KINDLY) if not_yet else ""
            self._kindly.redraw()
            self._asks.words = one_line(said(ANYWAY) if not_yet else worded(said(self.step.note), self.given), DIM)
            self._asks.redraw()

    def focus_field(self) -> None:
        """First comes the doing; whoever comes back says how it went."""
        first: Widget = self._timer if self._timer and not self._outcome.value else self._outcome
        first.focus()
