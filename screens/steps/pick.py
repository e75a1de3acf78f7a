"""Pick: a few options on a line or two, of which one or none is picked. One widget, drawn whole."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from coach.display import shorten
from coach.words import marked
from screens.text import plain

from .drawn import ACCENT, DIM, HERE, Drawn


def _same(option: Any, label: str, value: Any) -> bool:
    """Whether a value means an option: 4, 4.0 and a typed "4" do, but true is not 1."""
    if isinstance(option, bool) or isinstance(value, bool):
        return option is value or label == value
    return bool(option == value) or label == value


class Spot(NamedTuple):
    """Where an option stands."""

    line: int
    x: int
    width: int


def _spots(options: Sequence[Content], width: int, gap: int) -> list[Spot]:
    """Options beside one another, wrapped like words; one on each line where hardly two fit beside each other."""
    found: list[Spot] = []
    for option in options:
        size = option.cell_length
        x = found[-1].x + found[-1].width + gap if found else 2
        fits = bool(found) and x - 2 + size <= width
        line = (found[-1].line + (not fits)) if found else 0
        found.append(Spot(line, x if fits else 2, size))
    lines = found[-1].line + 1 if found else 0
    if lines > max(1, len(found) / 2):
        return [Spot(n, 2, spot.width) for n, spot in enumerate(found)]
    return found


class Pick(Drawn, can_focus=True):
    """Options beside one another. The arrows pick, backspace takes back, Enter goes on with what is picked."""

    DEFAULT_CSS = """
    Pick { max-width: 72; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "pick(1)", marked("Next option"), show=False, id="pick.next"),
        Binding("left", "pick(-1)", marked("Option before"), show=False, id="pick.before"),
        Binding("backspace,delete", "clear", marked("None of them"), show=False, id="pick.none"),
        Binding("enter", "enter", marked("Go on"), show=False, id="pick.enter"),
    ]

    class Changed(Message):
        """Another option is picked, or none."""

        def __init__(self, pick: "Pick") -> None:
            super().__init__()
            self.pick = pick

        @property
        def control(self) -> "Pick":
            """What was picked from."""
            return self.pick

    class Entered(Changed):
        """The person goes on with what is picked."""

    def __init__(self, options: Sequence[tuple[Any, str]], value: Any = None, *, numbers: bool = False) -> None:
        super().__init__()
        self.options = list(options)
        self.numbers = numbers
        self.at = self._index(value)
        self._spots: list[Spot] = []
        self._digits = ""

    @property
    def value(self) -> Any:
        """The picked option's value, or None."""
        return None if self.at is None else self.options[self.at][0]

    def put(self, value: Any) -> None:
        """Shows a value, without saying that it changed; none where it is not among the options."""
        self.at = self._index(value)
        self._digits = ""
        self.redraw()

    def _index(self, value: Any) -> int | None:
        return next((n for n, (option, label) in enumerate(self.options) if _same(option, label, value)), None)

    # --- drawing -------------------------------------------------------------------

    def draw(self, width: int) -> list[Content]:
        options = [self._option(n, max(4, width - 2)) for n in range(len(self.options))]
        gap = 1 if self.numbers else 3
        self._spots = _spots(options, width - 2, gap)
        lines: list[Content] = []
        for option, spot in zip(options, self._spots, strict=True):
            if spot.line == len(lines):
                here = self.has_focus and spot.line == 0
                lines.append((Content.styled(HERE, ACCENT) if here else Content("  ")) + option)
            else:
                lines[-1] += Content(" " * gap) + option
        return lines

    def _option(self, n: int, width: int) -> Content:
        label, picked = self.options[n][1], n == self.at
        if self.numbers:
            text = f"[{label}]" if picked else f" {label} "
        else:
            text = shorten(f"({'x' if picked else ' '}) {label}", width)
        return plain(text, (ACCENT if self.has_focus else "bold") if picked else DIM if self.at is not None else "")

    def watch_has_focus(self, focus: bool) -> None:
        super().watch_has_focus(focus)
        self._digits = ""
        self.redraw()

    # --- picking -------------------------------------------------------------------

    def pick(self, at: int | None) -> None:
        """Picks an option, or none."""
        if at != self.at:
            self.at = at
            self.redraw()
            self.post_message(self.Changed(self))

    def action_pick(self, by: int) -> None:
        """The option after or before; the first or the last when none is picked."""
        last = len(self.options) - 1
        if self.at is None:
            self.pick(0 if by > 0 else last)
        else:
            self.pick(max(0, min(last, self.at + by)))

    def action_clear(self) -> None:
        """None of them."""
        self._digits = ""
        self.pick(None)

    def action_enter(self) -> None:
        """Goes on."""
        self.post_message(self.Entered(self))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if character.isprintable() and character.strip():
            event.stop()
            self.type(character)

    def type(self, character: str) -> None:
        """Picks by a digit or a first letter."""
        if self.numbers:
            self._number(character)
        else:
            self._letter(character)

    def _number(self, character: str) -> None:
        """A number by its digits: 1 and then 0 is ten, where there is a ten."""
        labels = [label for _, label in self.options]
        for digits in (self._digits + character, character):
            if digits in labels:
                self._digits = digits
                self.pick(labels.index(digits))
                return

    def _letter(self, character: str) -> None:
        """The next option that begins with a letter."""
        count, start = len(self.options), -1 if self.at is None else self.at
        for n in (n % count for n in range(start + 1, start + 1 + count)):
            if self.options[n][1].casefold().startswith(character.casefold()):
                self.pick(n)
                return

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        for n, spot in enumerate(self._spots):
            if offset and offset.y == spot.line and spot.x <= offset.x < spot.x + spot.width:
                self.pick(n)
