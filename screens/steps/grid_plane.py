"""Plane: the two axes of a grid with the items on them, moved by keys and mouse."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from coach.words import marked, said

from ..text import one_line
from .drawn import ACCENT, DIM, Drawn
from .grid_board import SIZE, Board, Place, stacked

LEAST = 4  # cells that a place is wide, however narrow the window is
CELL = 6  # and beside the list of items
CORNERS = 8  # beside it at most, where the names of the corners need as much
LIST = 24  # cells that are left for the list then
WIDEST = 11  # and at most, where the list stands below
SIDE = 12  # the most that the words at the ends of the upright axis take
TALLEST = 3  # lines of a place that many items share
LOW = 18  # a window with fewer lines has room only for what has to be seen
ROOMY = 34  # one with as many has two lines for each place
LINE = "$line"


class Plane(Drawn, can_focus=True):
    """Two axes with the items as numbers. The arrows move the one that is held, Enter takes the next."""

    DEFAULT_CSS = """
    Plane { max-width: 76; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "carry(-1, 0)", marked("Left"), show=False, id="grid.left"),
        Binding("right", "carry(1, 0)", marked("Right"), show=False, id="grid.right"),
        Binding("up", "carry(0, 1)", marked("Up"), show=False, id="grid.up"),
        Binding("down", "carry(0, -1)", marked("Down"), show=False, id="grid.down"),
        Binding("enter", "put_down", marked("Put it down"), show=False, id="grid.put"),
        Binding("space", "put_down", marked("Put it down"), show=False, id="grid.put_too"),
        Binding("delete,backspace", "take_off", marked("Take it off the grid"), show=False, id="grid.take_off"),
    ]

    class Moved(Message):
        """An item was moved, or another one is held."""

    class Finished(Message):
        """Enter, with every item in its place."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self._typed = ""
        self._rows: dict[int, tuple[int, int]] = {}  # for each row of places its first line, and how many it has
        self._left = (0, 1)  # the column where places begin, and how wide one is

    # --- drawing -------------------------------------------------------------------

    @property
    def low(self) -> bool:
        """Whether there is room only for what has to be seen."""
        return self.app.size.height < LOW

    def side(self, width: int) -> int:
        """How much room the words at the ends of the upright axis take, on no more lines than they need."""
        ends = [one_line(said(end)) for end in (self.board.step.y.low, self.board.step.y.high)]
        most = min(SIDE, width // 4, max(end.cell_length for end in ends))
        lines = _lines(ends, most)
        return next((room for room in range(1, most) if _lines(ends, room) == lines), most)

    def beside_width(self, width: int) -> int:
        """How wide it is where the list of items stands beside it."""
        left = self.side(width) + 2
        wanted = -(-max(self._corner_room("high"), self._corner_room("low")) // SIZE)
        room = (width - left - LIST - 2) // SIZE
        return left + SIZE * max(CELL, min(wanted, CORNERS, room))

    def _corner_room(self, y: str) -> int:
        """The cells that the names of two corners take with a gap between."""
        return sum(one_line(name).cell_length for name in self._corner_names(y)) + 2

    def _corner_names(self, y: str) -> tuple[str, str]:
        names = {str(corner): name for corner, name in self.board.step.corners.items()}
        return names.get(f"low-{y}", ""), names.get(f"high-{y}", "")

    def draw(self, width: int) -> list[Content]:
        side, step = self.side(width), self.board.step
        cell = max(LEAST, min(WIDEST, (width - side - 2) // SIZE))
        wide = cell * SIZE
        corners = bool(step.corners) and not self.low
        top = self._above(width)
        body = [self._corners("high", wide)] if corners else []
        self._left = (side + 2, cell)
        self._rows = {}
        for y in range(SIZE, 0, -1):
            row = self._row(y, cell)
            self._rows[y] = (len(top) + len(body), len(row))
            body += row
        body += [self._corners("low", wide)] if corners else []
        axis = Content(" " * (side + 1)) + Content.styled("└" + "─" * wide, LINE)
        return [*top, *self._sided(body, side), axis, *self._along(side + 2, wide)]

    def _above(self, width: int) -> list[Content]:
        """The name of the upright axis; where there is little room, what is held."""
        board = self.board
        if not self.low or not board.items:
            return one_line(f"{board.step.y.label} ↑", DIM).wrap(width)
        number = Content.styled(f"{board.held + 1}  ", ACCENT)
        return [(number + one_line(board.items[board.held][1], "bold")).truncate(width, ellipsis=True)]

    def _row(self, y: int, cell: int) -> list[Content]:
        """The places of one row, as lines; as many as the fullest of them needs."""
        places = [self._place((x, y), cell) for x in range(1, SIZE + 1)]
        tall = max(2 if self.app.size.height >= ROOMY else 1, *(len(lines) for lines in places))
        centred = [[_centred(line, cell) for line in lines + [Content("")] * (tall - len(lines))] for lines in places]
        return [Content("").join(line) for line in zip(*centred, strict=True)]

    def _place(self, place: Place, cell: int) -> list[Content]:
        """What stands at one place."""
        board = self.board
        here = bool(board.items) and board.at == place
        held = ("[%d]" if board.placed else "(%d)") % (board.held + 1) if here else ""
        lines = [Content(text) for text in stacked(board.numbers(place), held, cell - 1, TALLEST)]
        if held and lines:
            lines[0] = lines[0].stylize(ACCENT if self.has_focus else "bold", 0, len(held))
        return lines or [Content.styled("·", DIM)]

    def line_of(self, y: int) -> tuple[int, int]:
        """The line that a row of places begins at, and how many it has."""
        return self._rows.get(y, (0, 1))

    def _corners(self, y: str, wide: int) -> Content:
        """The author's names for two corners, at either end of a line."""
        now = self.board.corner(self.board.at) if self.board.placed else ""
        left, right = (one_line(name, "bold" if name and name == now else DIM) for name in self._corner_names(y))
        half = wide // 2 - 1
        left = left.truncate(max(half, wide - 2 - right.cell_length), ellipsis=True)
        right = right.truncate(max(half, wide - 2 - left.cell_length), ellipsis=True)
        return left + Content(" " * (wide - left.cell_length - right.cell_length)) + right

    def _sided(self, body: list[Content], side: int) -> list[Content]:
        """The rows with the upright axis before them, and what its ends mean."""
        high, low = (self._end(end, side) for end in (self.board.step.y.high, self.board.step.y.low))
        words = [*high, *[Content("")] * (len(body) - len(high) - len(low)), *low]
        axis = Content.styled(" │", LINE)
        return [_right(word, side) + axis + line for word, line in zip(words, body, strict=True)]

    def _end(self, text: str, side: int) -> list[Content]:
        lines = one_line(said(text), DIM).wrap(max(1, side))
        return lines if len(lines) <= 2 else [lines[0], lines[1].truncate(side - 1) + Content.styled("…", DIM)]

    def _along(self, left: int, wide: int) -> list[Content]:
        """What the ends of the level axis mean, and what it is called; on two lines where one is too short."""
        step = self.board.step
        low = one_line(said(step.x.low), DIM).truncate(wide // 2 - 1, ellipsis=True)
        high = one_line(said(step.x.high), DIM).truncate(wide - low.cell_length - 2, ellipsis=True)
        words = f"{step.x.label} →" + (f", {step.y.label} ↑" if self.low else "")
        label = one_line(words, DIM).truncate(wide, ellipsis=True)
        room = wide - low.cell_length - high.cell_length
        gap = Content(" " * left)
        if label.cell_length + 4 <= room:
            return [gap + low + _centred(label, room) + high]
        return [gap + low + Content(" " * room) + high, gap + _centred(label, wide)]

    def watch_has_focus(self, _has_focus: bool) -> None:
        super().watch_has_focus(_has_focus)
        self.redraw()

    # --- keys and mouse ---------------------------------------------------------------

    def moved(self) -> None:
        """Says that something was moved."""
        self._typed = ""
        self.post_message(self.Moved())

    def action_carry(self, right: int, up: int) -> None:
        """Moves the held item by one place."""
        x, y = self.board.at
        self.board.put((x + right, y + up))
        self.moved()

    def action_put_down(self) -> None:
        """Puts the held item down where it is and takes the next; with all in their places, goes on."""
        if self.board.placed or not self.board.items:
            if not self.board.take_waiting():
                self.post_message(self.Finished())
                return
        else:
            self.board.put(self.board.at)
            self.board.take_waiting()
        self.moved()

    def action_take_off(self) -> None:
        """Takes the held item off the grid."""
        self.board.take_off()
        self.moved()

    def on_key(self, event: events.Key) -> None:
        """A number takes up the item of that number: 1 and then 2 is twelve, where there is a twelfth."""
        character = event.character or ""
        if character not in "0123456789" or not character:
            return
        event.stop()
        for digits in (self._typed + character, character):
            if 1 <= int(digits) <= len(self.board.items):
                self.board.held = int(digits) - 1
                self.moved()
                self._typed = digits
                return

    def on_click(self, event: events.Click) -> None:
        """Puts the held item where the mouse is; one that had no place yet is then done, and the next one is held."""
        offset = event.get_content_offset(self)
        if offset is None or not self.board.items:
            return
        left, cell = self._left
        x = (offset.x - left) // cell + 1
        y = next((y for y, (top, tall) in self._rows.items() if top <= offset.y < top + tall), 0)
        if 1 <= x <= SIZE and y:
            event.stop()
            first = not self.board.placed
            self.board.put((x, y))
            if first:
                self.board.take_waiting()
            self.moved()


def _lines(ends: list[Content], width: int) -> int:
    """How many lines words take in a width; where one would be broken, more than there are."""
    longest = max((one_line(word).cell_length for end in ends for word in end.plain.split()), default=0)
    return sum(len(end.wrap(width)) for end in ends) if longest <= width else 99


def _centred(content: Content, width: int) -> Content:
    gap = max(0, width - content.cell_length)
    return content.pad_left(gap - gap // 2).pad_right(gap // 2)


def _right(content: Content, width: int) -> Content:
    return content.pad_left(max(0, width - content.cell_length))
