"""The line of the plan's parts: where one is, what there is, and a click away from each."""

from collections.abc import Callable

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.style import Style

from coach.plan.parts import PARTS, PlanPart
from coach.words import said

from ..drawing import QUIET
from ..widgets.lines import Line

GAP = "  "
EMPTY = "$text-faint"


class PartLine(Line):
    """The names of the parts, the one that is open underlined. Where they do not all fit, those around it."""

    class Chosen(Message):
        """A name was clicked."""

        def __init__(self, part: str) -> None:
            super().__init__()
            self.part = part

    def __init__(self, filled: Callable[[PlanPart], bool]) -> None:
        super().__init__(id="parts", classes="head")
        self.filled = filled
        self.at = PARTS[0].id

    def show(self, part: str) -> None:
        """Shows which part is open."""
        self.at = part
        self.refresh()

    def render(self) -> RenderResult:
        at = next((n for n, part in enumerate(PARTS) if part.id == self.at), 0)
        for short in (False, True):
            names = [self._named(part, short) for part in PARTS]
            if self._length(names) <= self.size.width:
                return Content(GAP).join(names)
        return self._around(names, at)

    def _around(self, names: list[Content], at: int) -> Content:
        """As many names as fit, with the open one among them, and a sign where there are more."""
        first = last = at
        while True:
            room = self.size.width - 4
            if last + 1 < len(names) and self._length(names[first : last + 2]) <= room:
                last += 1
            elif first > 0 and self._length(names[first - 1 : last + 1]) <= room:
                first -= 1
            else:
                break
        before, after = ("‹ " if first else "  "), (" ›" if last + 1 < len(names) else "")
        return Content.assemble((before, QUIET), Content(GAP).join(names[first : last + 1]), (after, QUIET))

    def _length(self, names: list[Content]) -> int:
        return sum(name.cell_length for name in names) + len(GAP) * (len(names) - 1)

    def _named(self, part: PlanPart, short: bool) -> Content:
        style = "$text bold underline" if part.id == self.at else QUIET if self.filled(part) else EMPTY
        name = Content.styled(said(part.short if short else part.title), style)
        return name.stylize(Style.from_meta({"part": part.id}))

    def on_click(self, event: events.Click) -> None:
        if part := event.style.meta.get("part"):
            self.post_message(self.Chosen(str(part)))
