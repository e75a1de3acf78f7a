"""The view of `sort`: cards grouped under their buckets; a digit puts the highlighted card into one."""

from typing import ClassVar

from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.arrange import Bucket, Sort
from coach.lessons.kinds.base import Feedback
from coach.lessons.wording import worded
from coach.words import marked, said, said_of

from ..text import one_line, plain
from .arranged import Arranged, mapping
from .choice import verdict
from .drawn import ACCENT, DIM, Drawn, DrawnList, Room, hanging

PILE = -1  # where cards lie that are in no bucket


class Placed:
    """Which card lies where."""

    def __init__(self, step: Sort, given: Given, raw: Value) -> None:
        self.buckets: tuple[Bucket, ...] = step.buckets
        self.cards = step.items(given)
        self.labels = dict(self.cards)
        ids = [bucket.id for bucket in step.buckets]
        placed = mapping(raw, "bucket_of").items()
        self.placed = {id: ids.index(b) for id, b in placed if id in self.labels and b in ids}

    def of(self, bucket: int) -> list[str]:
        """The cards in a bucket, or on the pile, in the author's order."""
        return [id for id, _ in self.cards if self.placed.get(id, PILE) == bucket]

    def order(self) -> list[str]:
        """All cards as they are shown: the pile, then the buckets."""
        return [id for bucket in range(PILE, len(self.buckets)) for id in self.of(bucket)]

    def counted(self, bucket: int) -> Content:
        """How many cards a bucket holds, and how many it may hold."""
        count, most = len(self.of(bucket)), self.buckets[bucket].max
        if most is None:
            return Content.styled(str(count), DIM)
        if count > most:
            more = said_of(count - most, "{n} too many", "{n} too many")
            return Content.styled(said("{count}, {more}", count=count, more=more), "bold $warning")
        return Content.styled(said("{count} of at most {most}", count=count, most=most), DIM)


class Cards(DrawnList):
    """The cards under the headings of their buckets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1)", marked("Into the bucket before"), show=False, id="sort.before"),
        Binding("right", "shift(1)", marked("Into the next bucket"), show=False, id="sort.next"),
        Binding("delete,backspace", "lay_back", marked("Back to the pile"), show=False, id="sort.back"),
    ]

    def __init__(self, table: Placed, help: dict[str, str]) -> None:
        super().__init__()
        self.table = table
        self.help = help
        self.feedback: list[Feedback] = []
        self._headings: dict[int, int] = {}  # the bucket whose heading stands on a line

    def count(self) -> int:
        return len(self.table.cards)

    def label(self, row: int) -> str:
        return self.table.labels[self.table.order()[row]]

    # --- drawing -----------------------------------------------------------------

    def draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        self._tops, self._headings = [], {}
        for bucket in range(PILE, len(self.table.buckets)):
            ids = self.table.of(bucket)
            if bucket == PILE and not ids:
                continue
            lines += [Content("")] if lines else []
            self._headings |= {len(lines): bucket}
            lines += self._heading(bucket, width)
            for n, id in enumerate(ids):
                row = len(self._tops)
                lines += [Content("")] if self.feedback and n else []
                drawn = self._card(id, width, self.has_focus and row == self.cursor)
                self._tops.append((len(lines), len(drawn)))
                lines += drawn
        return lines

    def _heading(self, bucket: int, width: int) -> list[Content]:
        if bucket == PILE:
            return [Content.styled(said("To sort: {n}", n=len(self.table.of(PILE))), DIM)]
        words = one_line(self.table.buckets[bucket].label, "bold") + "  " + self.table.counted(bucket)
        return hanging(Content.styled(f"{bucket + 1} ", DIM), words, width)

    def _card(self, id: str, width: int, here: bool) -> list[Content]:
        label = self.table.labels[id]
        lines = hanging(self.pointer(here), one_line(label, "bold" if here else ""), width)
        if here and self.help.get(id):
            lines += hanging(Content("  "), plain(self.help[id], DIM), width)
        for found in self.feedback:
            if found.label.startswith(f"{label} → "):
                lines += hanging(Content("  "), verdict(found), width)
        return lines

    # --- putting -----------------------------------------------------------------

    def put(self, bucket: int, follow: bool = False) -> None:
        """Puts the highlighted card into a bucket; if it came from the pile, the next one there is highlighted."""
        if not self.count():
            return
        id = self.table.order()[self.cursor]
        from_pile = id not in self.table.placed
        self.table.placed.pop(id, None)
        if bucket != PILE:
            self.table.placed[id] = bucket
        left = len(self.table.of(PILE))
        if follow or not from_pile or not left:
            self.cursor = self.table.order().index(id)
        elif self.cursor >= left:
            self.cursor = 0
        self.acted()

    def digit(self, number: int) -> bool:
        """Puts the card into the bucket of this number; 0 lays it back."""
        if number > len(self.table.buckets):
            return False
        self.put(number - 1)
        return True

    def action_shift(self, by: int) -> None:
        """Moves the card one bucket on."""
        if not self.count():
            return
        at = self.table.placed.get(self.table.order()[self.cursor], PILE)
        self.put(max(PILE, min(at + by, len(self.table.buckets) - 1)), follow=True)

    def action_lay_back(self) -> None:
        """Lays the card back on the pile."""
        self.put(PILE, follow=True)

    def action_mark(self) -> None:
        """Space means nothing here."""
        raise SkipAction

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click takes a card up; a click on a bucket then puts it there."""

    def pressed_between(self, x: int, y: int) -> None:
        if y in self._headings:
            self.put(self._headings[y])


class Buckets(Drawn):
    """The buckets with their numbers, always in view, and there for the mouse."""

    DEFAULT_CSS = """
    Buckets { margin: 0 0 1 0; }
    """
    ALLOW_SELECT = False

    class Pressed(Message):
        """A click on a bucket."""

        def __init__(self, bucket: int) -> None:
            super().__init__()
            self.bucket = bucket

    def __init__(self, table: Placed) -> None:
        super().__init__()
        self.table = table
        self._spots: list[tuple[int, int, int, int]] = []  # line, first column, column after the last, bucket

    def draw(self, width: int) -> list[Content]:
        lines = [Content("")]
        self._spots = []
        for n, bucket in enumerate(self.table.buckets):
            drawn = Content.styled(f"{n + 1} ", ACCENT) + one_line(bucket.label) + "  " + self.table.counted(n)
            drawn = drawn.truncate(width, ellipsis=True)
            if lines[-1] and lines[-1].cell_length + 4 + drawn.cell_length > width:
                lines.append(Content(""))
            if lines[-1]:
                lines[-1] += "    "
            left = lines[-1].cell_length
            self._spots.append((len(lines) - 1, left, left + drawn.cell_length, n))
            lines[-1] += drawn
        return lines

    def on_click(self, event: events.Click) -> None:
        event.stop()
        for line, left, right, bucket in self._spots:
            if event.y == line and left <= event.x < right:
                self.post_message(self.Pressed(bucket))


class SortView(Arranged[Sort]):
    """Cards to put into buckets."""

    hint = marked("a number puts the card there, 0 takes it back, enter goes on")

    def __init__(self, step: Sort, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._table = Placed(step, given, raw)
        self._cards = Cards(self._table, {card.id: worded(card.help, given) for card in step.cards})
        self._buckets = Buckets(self._table)
        self._tries = raw.get("tries")

    def compose(self) -> ComposeResult:
        yield self._buckets
        yield Room(self._cards, others=lambda width: len(self._buckets.drawn(width)) + 1)

    def raw(self) -> Value:
        ids = [bucket.id for bucket in self.step.buckets]
        raw: Value = {"bucket_of": {id: ids[self._table.placed[id]] for id in self._table.order()
                                    if id in self._table.placed}}  # fmt: skip
        return raw | ({"tries": self._tries} if self._tries else {})

    def tell(self) -> None:
        """Also counts anew, and takes away feedback on an answer that has changed."""
        if self._cards.feedback and self._told is not None and self.raw() != self._told:
            self._cards.feedback = []
            self._cards.redraw()
            self._tries = int(self._tries or 1) + 1
        self._buckets.redraw()
        super().tell()

    @on(Buckets.Pressed)
    def _pressed(self, message: Buckets.Pressed) -> None:
        message.stop()
        self._cards.put(message.bucket)
        self._cards.focus()

    def show_feedback(self, feedback: list[Feedback]) -> None:
        self._cards.feedback = list(feedback)
        self._cards.cursor = 0
        self._cards.redraw()
        self._cards.focus()
        self._cards.reveal()
