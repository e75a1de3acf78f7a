"""The view of `rank`: cards that move up and down; where only the first few count, a line stands below them."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.order import Rank
from coach.lessons.wording import worded
from coach.words import marked, said_of

from ..text import one_line, plain
from .arranged import Arranged
from .drawn import ACCENT, DIM, DrawnList, beside, hanging

HELD = "↕ "  # stands before the card that the arrows move
ARROWS = "  ▲ ▼ "  # at the end of the highlighted row, for the mouse
LINE_END = 60  # cells after which the line below the first few ends


def ordered(ids: list[str], before: object) -> list[str]:
    """The items as they were put in order, and after them, in the author's order, those that were not."""
    wanted = [str(id) for id in before] if isinstance(before, list | tuple) else []
    known = [id for id in dict.fromkeys(wanted) if id in ids]
    return known + [id for id in ids if id not in known]


class Ranked(DrawnList):
    """The cards in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+up,ctrl+up", "carry(-1)", marked("Move the card up"), show=False, id="rank.up"),
        Binding("alt+down,ctrl+down", "carry(1)", marked("Move the card down"), show=False, id="rank.down"),
        Binding("escape", "let_be", marked("Put the card back"), show=False, id="rank.let_be"),
    ]

    def __init__(self, labels: dict[str, str], help: dict[str, str], order: list[str], top: int | None) -> None:
        super().__init__()
        self.labels = labels
        self.help = help
        self.order = order
        self.top = top if top and top < len(order) else None
        self.held = False  # whether the arrows move the card, and not the highlight
        self._from = 0  # where the held card was
        self._dragged = False

    def count(self) -> int:
        return len(self.order)

    def label(self, row: int) -> str:
        return self.labels[self.order[row]]

    # --- drawing -----------------------------------------------------------------

    def above(self, row: int, width: int) -> list[Content]:
        if self.top is None or row != self.top:
            return []
        rule = f"── {said_of(self.top, 'the first one counts', 'the first {n} count')} "
        return [Content("  ") + Content.styled(rule + "─" * max(2, min(width, LINE_END) - 3 - len(rule)), DIM)]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id = self.order[row]
        counts = self.top is None or row < self.top
        number = Content.styled(f"{row + 1:>{len(str(self.count()))}}  ", ACCENT if here else DIM)
        before = (Content.styled(HELD, ACCENT) if here and self.held else self.pointer(here)) + number
        arrows = Content.styled(ARROWS, DIM) if here and self.count() > 1 else Content("")
        style = "bold" if here else "" if counts else DIM
        lines = hanging(before, one_line(self.labels[id], style), width - len(ARROWS))
        lines = beside(lines, arrows, width) if arrows else lines
        if here and self.help.get(id):
            lines += hanging(Content(" " * before.cell_length), plain(self.help[id], DIM), width)
        return lines

    # --- moving a card -------------------------------------------------------------

    def put(self, row: int) -> None:
        """Puts the highlighted card in another place; the highlight goes with it."""
        row = max(0, min(row, self.count() - 1))
        if row != self.cursor:
            self.order.insert(row, self.order.pop(self.cursor))
            self.cursor = row
            self.acted()

    def hold(self, held: bool) -> None:
        """Takes the highlighted card up, or lays it down where it is."""
        if held != self.held:
            self.held = held
            self._from = self.cursor
            self.redraw()
            self.refresh_bindings()

    def action_carry(self, by: int) -> None:
        """Moves the card up or down."""
        self.put(self.cursor + by)

    def action_move(self, by: int) -> None:
        """The card above or below; the held card itself moves."""
        if self.held:
            self.put(self.cursor + by)
        else:
            super().action_move(by)

    def action_first(self) -> None:
        """To the first place."""
        self.put(0) if self.held else super().action_first()

    def action_last(self) -> None:
        """To the last place."""
        self.put(self.count() - 1) if self.held else super().action_last()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key that puts a held card back is not ours while none is held."""
        return self.held if action == "let_be" else super().check_action(action, parameters)

    def action_let_be(self) -> None:
        """Puts a held card back where it was."""
        self.put(self._from)
        self.hold(False)

    def mark(self, row: int) -> None:
        """Takes the card up or lays it down."""
        self.hold(not self.held)

    def enter(self, row: int) -> None:
        if self.held:
            self.hold(False)
        else:
            super().enter(row)

    def digit(self, number: int) -> bool:
        """Puts the card in the place of this number."""
        if not 1 <= number <= self.count():
            return False
        self.put(number - 1)
        self.hold(False)
        return True

    def watch_has_focus(self, _has_focus: bool) -> None:
        self.hold(self.held and _has_focus)
        super().watch_has_focus(_has_focus)

    # --- the mouse -------------------------------------------------------------------

    def _row_at(self, y: int) -> int | None:
        found = (row for row, (top, height) in enumerate(self._tops) if top <= y < top + height)
        return next(found, None)

    def _on_arrows(self, x: int) -> bool:
        return x >= self.content_size.width - len(ARROWS) + 1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        offset = event.get_content_offset(self)
        row = self._row_at(offset.y) if offset else None
        if offset is None or row is None or (row == self.cursor and self._on_arrows(offset.x)):
            return
        self._dragged = True
        self.hold(False)
        self.capture_mouse()
        self.go(row)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        y = event.get_content_offset_capture(self).y
        row = self._row_at(y) if self._dragged else None
        if row is not None and row != self.cursor and self._reaches(row, y):
            self.held = True
            self.put(row)

    def _reaches(self, row: int, y: int) -> bool:
        """Whether the mouse would still be on the card in its new place: or a high card would swing to and fro."""
        (top, height), mine = self._tops[row], self._tops[self.cursor][1]
        return y < top + mine if row < self.cursor else y >= top + height - mine

    def on_mouse_up(self) -> None:
        if self._dragged:
            self._dragged = False
            self.release_mouse()
            self.hold(False)

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on one of the arrows moves the card."""
        if line == 0 and self._on_arrows(x):
            self.put(row + (-1 if x < self.content_size.width - 3 else 1))


class RankView(Arranged[Rank]):
    """Cards to put in order."""

    hint = marked("alt+↑↓ or a number moves a card, space takes it up, enter goes on")

    def __init__(self, step: Rank, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        labels = dict(step.choices(given))
        help = {item.id: worded(item.help, given) for item in step.items}
        self._cards = Ranked(labels, help, ordered(list(labels), raw.get("order")), step.top)

    def compose(self) -> ComposeResult:
        yield self._cards

    def raw(self) -> Value:
        return {"order": list(self._cards.order)}
