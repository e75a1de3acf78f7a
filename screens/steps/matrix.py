"""The view of `matrix`: scores first, then the gut, and only then what it adds up to."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.weigh import Matrix
from coach.lessons.wording import worded
from coach.words import marked, said

from .arranged import Arranged
from .drawn import Room, show_region
from .labelled import FieldName
from .matrix_sheet import Heads, Here, Scores, Sheet
from .matrix_totals import Sums, Totals

LOW = 18  # a window with fewer lines has no room for the names above the columns


class MatrixView(Arranged[Matrix]):
    """Options scored by criteria. The totals stay hidden until the person has said what they hope for."""

    DEFAULT_CSS = """
    MatrixView { max-width: 76; }
    MatrixView FieldName { margin: 1 0 0 0; padding: 0 0 0 2; max-width: 72; }
    MatrixView Entry { margin: 0 0 0 2; max-width: 70; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "show_first", marked("Show what it adds up to"), show=False, id="matrix.show"),
    ]
    hint = marked("1 to 5 score and move on, ? is unknown, enter goes on")

    def __init__(self, step: Matrix, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.sheet = Sheet(step.options(given), step.criteria(given), raw)
        self.scores = Scores(self.sheet)
        self.here = Here(self.scores)
        self.heads = Heads(self.sheet)
        self.sums = Sums(self.sheet)
        self.totals = Totals(step, self.sheet)
        self.gut = self.line("gut", raw.get("gut"))
        self.question = FieldName(worded(said(step.gut_prompt), given), "", self.gut)
        self._shown = bool(self.gut.value.strip())  # whether the totals may be seen
        self._weigh()

    def compose(self) -> ComposeResult:
        yield self.here
        yield self.heads
        yield Room(self.scores, others=self._other_lines)
        yield self.sums
        if self.scores.count():
            yield self.question
            yield self.gut
            yield self.totals

    def on_resize(self) -> None:
        low = self.app.size.height < LOW
        self.heads.display = not low and self.scores.count() > 0
        self.here.set_class(low, "-low")

    def _other_lines(self, width: int) -> int:
        heads = len(self.heads.drawn(width)) if self.heads.display else 0
        below = 0 if self.here.has_class("-low") else 1
        return len(self.here.drawn(width)) + below + heads + len(self.sums.drawn(width))

    def raw(self) -> Value:
        before = self.first.get("gut") or ""
        gut = before if self.gut.value == line(before) else self.gut.value  # what nobody touched stays whole
        return {**self.first, **self.sheet.raw(), "gut": gut}

    def focus_field(self) -> None:
        self.screen.set_focus(self.scores, scroll_visible=False)

    # --- the totals --------------------------------------------------------------------

    def _weigh(self) -> None:
        """Adds up anew, if it may be seen."""
        verdict = self.step.accept(self.raw(), self.given) if self._shown else None
        self.sums.verdict = self.totals.verdict = verdict

    def tell(self) -> None:
        """Also adds up anew, and shows what is being scored now."""
        self._weigh()
        for part in (self.here, self.heads, self.sums, self.totals):
            part.redraw()
        if self.scores.has_focus:
            self.call_after_refresh(self._to_top)
        super().tell()

    def _to_top(self) -> None:
        """What is being scored stays in view: the list scrolls in itself."""
        show_region(self, Region(0, 0, 1, 1))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Coming back to the scores from below."""
        if event.widget is self.scores:
            self.call_after_refresh(self._to_top)

    def edited(self, name: str) -> None:
        if not self.gut.value.strip():
            self._shown = False
        self.refresh_bindings()

    @property
    def _waits(self) -> bool:
        """Whether the totals are still to be shown, and may be."""
        return not self._shown and bool(self.gut.value.strip())

    def _show(self) -> bool:
        """Shows the totals, if the person has said what they hope for; False if there was nothing new to show."""
        if not self._waits:
            return False
        self._shown = True
        self.refresh_bindings()
        self.tell()
        self.call_after_refresh(self._reveal)
        return True

    def _reveal(self) -> None:
        show_region(self.totals, Region(0, 0, 1, self.totals.size.height))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving the line for the gut says that it is written."""
        if event.widget is self.gut:
            self._show()

    def after(self, field: Widget) -> None:
        """Enter, once the gut is written, shows the totals; once they are seen, it goes on."""
        if field is not self.gut or not self._show():
            super().after(field)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that goes on is ours only while there is something to be seen before one leaves."""
        return self._waits if action == "show_first" else super().check_action(action, parameters)

    def action_show_first(self) -> None:
        """Shows the totals, which one would not see otherwise."""
        self._show()
