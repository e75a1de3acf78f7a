"""The view of `text`: a field for a sentence or a page, with the count of words where the author set limits."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.write import Text
from coach.words import marked, said, said_of

from .base import StepView
from .entry import Writing


def counted(words: int, low: int, high: int | None) -> Content:
    """How many words there are beside how many are wanted; nothing where a single word is enough."""
    if low <= 1 and high is None:
        return Content("")
    if high is None:
        wanted = said("at least {n}", n=low)
    else:
        wanted = said("{low} to {high}", low=low, high=high) if low > 1 else said("at most {n}", n=high)
    count = said_of(words, "{n} word, {wanted}", "{n} words, {wanted}", wanted=wanted)
    return Content.styled(f"! {count}", "$text-warning") if high is not None and words > high else Content(count)


class TextView(StepView[Text]):
    """A field that grows with what is written."""

    DEFAULT_CSS = """
    TextView Static { height: 1; color: $text-muted; margin: 0 0 0 2; }
    """
    hint = marked("enter is a new line, ctrl+n goes on")

    def __init__(self, step: Text, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.writing = Writing(str(raw.get("text") or ""))
        self.writing.below = 1
        self.writing.styles.min_height = step.lines
        self.count = Static()

    def compose(self) -> ComposeResult:
        yield self.writing
        yield self.count

    def on_mount(self) -> None:
        self._count()

    def focus_field(self) -> None:
        self.screen.set_focus(self.writing, scroll_visible=False)  # it follows its cursor

    def raw(self) -> Value:
        return {**self.first, "text": self.writing.text}

    @on(Writing.Changed)
    def _changed(self) -> None:
        self._count()
        self.changed()

    def _count(self) -> None:
        if self.writing.full:
            full = said("! full: {n} characters fit here", n=f"{self.writing.longest:,}")
            words = Content.styled(full, "$text-warning")
        else:
            words = counted(len(self.writing.text.split()), self.step.min_words, self.step.max_words)
        self.count.display = bool(words)
        if words != self.count.content:
            self.count.update(words, layout=False)  # always one line: a key must not lay out the screen
