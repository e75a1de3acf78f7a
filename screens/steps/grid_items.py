"""What stands beside a grid: which item is held, and the list of the items."""

from textual.actions import SkipAction
from textual.content import Content

from coach.words import said

from ..text import one_line
from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging
from .grid_board import Board


class Held(Drawn):
    """Which item is held, and where it stands, in words."""

    DEFAULT_CSS = """
    Held { margin: 0 0 1 0; max-width: 76; }
    """

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def draw(self, width: int) -> list[Content]:
        board = self.board
        if not board.items:
            nothing = said("There is nothing to place yet. You can go on.")
            return hanging(Content("  "), Content.styled(nothing, DIM), width)
        number = Content.styled(f"{board.held + 1}  ", ACCENT)
        where = self._where()
        lines = hanging(number, one_line(board.items[board.held][1], "bold"), width)
        return lines + hanging(Content("   "), where, width)

    def _where(self) -> Content:
        board, step = self.board, self.board.step
        if not board.placed:
            return Content.styled(said("arrows move it, enter puts it down"), DIM)
        x, y = board.at
        corner = board.corner(board.at)
        words = f"{step.x.label} {x}, {step.y.label} {y}".lower() + (f": {corner}" if corner else "")
        return one_line(words, DIM)


class Legend(DrawnList):
    """The items with their numbers. Up and down hold another one; so does a click."""

    DEFAULT_CSS = """
    Legend { max-width: 76; }
    """
    nothing = ""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board

    def count(self) -> int:
        return len(self.board.items)

    def label(self, row: int) -> str:
        return self.board.items[row][1]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.board.items[row]
        held = row == self.board.held
        pointer = Content.styled("› ", ACCENT if here else DIM) if held else Content("  ")
        number = f"{row + 1} " if id in self.board.places else f"({row + 1})"
        wide = len(str(self.count())) + 2
        return hanging(pointer + Content(number.rjust(wide) + " "), one_line(label, "bold" if held else ""), width)

    def top(self, row: int) -> tuple[int, int]:
        """The line that a row begins at, and how many it has."""
        return self._tops[row] if row < len(self._tops) else (0, 1)

    def follow(self) -> None:
        """Shows which item is held now."""
        self.cursor = self.board.held
        self.redraw()

    def go(self, row: int) -> None:
        self.board.held = max(0, min(row, self.count() - 1))
        super().go(row)
        self.post_message(self.Acted(self))

    def mark(self, row: int) -> None:
        """Takes the item up."""
        self.board.held = row
        self.enter(row)

    def action_move(self, by: int) -> None:
        """The item above or below."""
        if not 0 <= self.cursor + by < self.count():
            raise SkipAction
        self.go(self.cursor + by)
