"""StepView: what every kind's view is to the lesson screen. The view shows the answer's field, the screen the rest."""

from typing import Any, Generic, TypeVar

from textual.message import Message
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Step, Value
from coach.lessons.kinds.base import Feedback

S = TypeVar("S", bound=Step)


class StepView(Widget, Generic[S]):
    """The field in which one step is answered.

    The screen shows title, prompt, help and refusals, decides when an answer is kept, and asks `raw()` for it. A view
    posts `Changed` whenever what `raw()` would return has changed (state leaves the widget at once: nothing is lost)
    and `Done` when the person says "go on" in the way natural to the kind.
    """

    DEFAULT_CSS = """
    StepView { height: auto; width: 1fr; }
    """

    hint: str = ""  # the keys of this field in a few words, shown under it

    class Changed(Message):
        """What stands in the field has changed."""

        def __init__(self, view: "StepView[Any]", raw: Value) -> None:
            super().__init__()
            self.view = view
            self.raw = raw

    class Hinted(Message):
        """Other keys count in the field now."""

        def __init__(self, view: "StepView[Any]") -> None:
            super().__init__()
            self.view = view

    class Done(Message):
        """The person wants to go on with what stands in the field."""

        def __init__(self, view: "StepView[Any]") -> None:
            super().__init__()
            self.view = view

    def __init__(self, step: S, given: Given, raw: Value) -> None:
        super().__init__()
        self.step = step
        self.given = given
        self.first = raw  # what stood in the field when it opened: a draft, an earlier answer, or a proposal

    def raw(self) -> Value:
        """The answer as it stands, in the shape that `Step.accept` takes."""
        return {}

    def focus_field(self) -> None:
        """Puts the cursor where the answer goes."""

    def show_feedback(self, feedback: list[Feedback]) -> None:
        """Shows what there is to say about an answer that was just kept, beside what was chosen."""

    def changed(self) -> None:
        """Tells the screen that the answer as it stands has changed."""
        self.post_message(self.Changed(self, self.raw()))

    def say_keys(self, hint: str) -> None:
        """Says which keys count from now on: another part of the field is shown."""
        if hint != self.hint:
            self.hint = hint
            self.post_message(self.Hinted(self))

    def done(self) -> None:
        """Tells the screen that the person wants to go on."""
        self.post_message(self.Done(self))
