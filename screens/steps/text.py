"""The view of `text`: a field for a sentence or a page, with the count of words where the author set limits."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.write import Text

from .base import StepView
from .entry import Writing


def counted(words: int, low: int, high: int | None) -> Content:
    """How many words there are beside how many are wanted; nothing where a single word is enough."""
    if low <= 1 and high is None:
        return Content("")
    wanted = f"at least {low}" if high is None else f"{low} to {high}" if low > 1 else f"at most {high}"
    many = high is not None and words > high
    said = f"{words} word{'' if words == 1 else 's'}, {wanted}"
    return Content.styled(f"! {said}", "$text-warning") if many else Content(said)


class TextView(StepView[Text]):
    """A field that grows with what is written."""

    DEFAULT_CSS = """
    TextView Static { height: 1; color: $text-muted; margin: 0 0 0 2; }
    """
    hint = "enter is a new line, ctrl+n goes on"

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
            said = Content.styled(f"! full: {self.writing.longest:,} characters fit here", "$text-warning")
        else:
            said = counted(len(self.writing.text.split()), self.step.min_words, self.step.max_words)
        self.count.display = bool(said)
        if said != self.count.content:
            self.count.update(said, layout=False)  # always one line: a key must not lay out the screen
