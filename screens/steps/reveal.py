"""The view of `reveal`: a guess first, then the explanation, with the guess still in view."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.show import Reveal
from coach.words import marked, said
from screens.text import one_line

from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging, show_region
from .entry import Entry
from .onward import Onward, OnwardView
from .prose import Page, prose

NONE = marked("No guess, show me")


class Guesses(DrawnList):
    """The guesses to pick from. Enter makes one, and shows the explanation."""

    DEFAULT_CSS = "Guesses { max-width: 72; }"

    def __init__(self, options: tuple[str, ...], guess: str) -> None:
        super().__init__()
        self.options = options
        self.cursor = options.index(guess) if guess in options else 0

    @property
    def guess(self) -> str:
        """The option under the cursor; nothing on the last row, which only wants to see."""
        return self.options[self.cursor] if self.cursor < len(self.options) else ""

    def count(self) -> int:
        return len(self.options) + 1

    def label(self, row: int) -> str:
        return self.options[row] if row < len(self.options) else said(NONE)

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        style = ACCENT if here else (DIM if row == len(self.options) else "")
        return hanging(self.pointer(here), one_line(self.label(row), style), width)

    def mark(self, row: int) -> None:
        self.enter(row)


class Guessed(Drawn):
    """The guess, once it is made."""

    DEFAULT_CSS = "Guessed { max-width: 72; margin: 0 0 1 0; color: $text-muted; }"

    guess = ""

    def draw(self, width: int) -> list[Content]:
        if not self.guess:
            return [Content(said("You went without a guess."))]
        return hanging(Content(said("Your guess: ")), one_line(self.guess, "$foreground"), width)


class RevealView(OnwardView[Reveal]):
    """A question's guess, then its answer."""

    hint = marked("enter shows the answer, enter again goes on")

    def __init__(self, step: Reveal, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        guess = str(self.first.get("guess") or "")
        self.seen = bool(self.first.get("seen", "guess" in self.first))  # a kept answer was seen; a draft says
        self.field: Entry | Guesses = Guesses(self.step.options, guess) if self.step.options else self._line(guess)
        self.guessed = Guessed()
        self.guess = self.guessed.guess = guess
        self.answer = Page(prose(self.step.answer, self.given))
        self.onward = Onward()

    def _line(self, guess: str) -> Entry:
        return Entry(guess, placeholder=said("your guess, or enter to see the answer"))

    def compose(self) -> ComposeResult:
        yield self.field
        yield self.guessed
        yield self.answer
        yield self.onward

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        self.can_focus = self.seen
        for widget in (self.guessed, self.answer, self.onward):
            widget.display = self.seen
        if self.seen and self.field.has_focus:
            self.focus_field()  # before the field goes, so that the focus does not wander off
        self.field.display = not self.seen

    def focus_field(self) -> None:
        if self.seen:
            super().focus_field()
        else:
            self.screen.set_focus(self.field)

    def raw(self) -> Value:
        return {"guess": self.guess, "seen": self.seen}

    @on(Entry.Changed)
    def _typed(self, event: Entry.Changed) -> None:
        if event.value != self.guess:
            self.guess = event.value
            self.changed()

    @on(Entry.Submitted)
    @on(DrawnList.Entered)
    def _see(self) -> None:
        if isinstance(self.field, Guesses):
            self.guess = self.field.guess
        self.guessed.guess = self.guess
        self.guessed.redraw()
        self.seen = True
        self._show()
        self.changed()
        self.call_after_refresh(lambda: show_region(self, Region(0, 0, 1, self.size.height)))
