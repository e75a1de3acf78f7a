"""The view of `recap`: parts of the person's own plan, for looking at. What there is to say is coach.plan.recap's."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.display import display_line
from coach.lessons.given import Given
from coach.lessons.index import Head
from coach.lessons.kinds import Value
from coach.lessons.kinds.show import Recap
from coach.lessons.wording import worded
from coach.plan.recap import Bar, Block, Fact, recap
from coach.plan.records import Stop
from coach.plan.roadmap import road_map
from coach.words import marked, said, said_of

from ..base import CoachScreen, OpenLesson
from ..text import cut, one_line, plain
from ..widgets.roadmap import SIDE, cells, drawn_map
from .drawn import DIM, Drawn, hanging
from .onward import Onward, OnwardView, Press

NAMES = 22  # cells for the names of facts and bars
CELLS = 10  # of a bar, at most
NARROW = 48  # below this a bar stands under its name, and the road map is a list
AHEAD = ("now", "next", "later")  # times that stand on the road map also without a stop


class Blocks(Drawn):
    """All parts below one another, in one widget."""

    DEFAULT_CSS = "Blocks { max-width: 72; }"

    def __init__(self, blocks: list[Block], given: Given, parts: list[str]) -> None:
        super().__init__()
        self.blocks = blocks
        self.given = given
        self.parts = parts  # of the plan, one for each block

    def draw(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for block, part in zip(self.blocks, self.parts, strict=True):
            wide = part == Stop.table and not block.empty and width >= NARROW
            shown = _title(block, width) + _map(self.given, width) if wide else drawn(block, width)
            lines += [Content(""), *shown] if lines else shown
        return lines


def _title(block: Block, width: int) -> list[Content]:
    beside = f"   {block.when}" if block.when else ""
    return hanging(Content(""), one_line(block.title, "bold") + Content.styled(beside, DIM), width)


def _map(given: Given, width: int) -> list[Content]:
    """The stops ahead as a map: what is missing on it is seen at a glance."""
    stops = [stop for stop in given.plan.all(Stop) if stop.open]
    return drawn_map(road_map(stops, given.today, width - SIDE, anchors=AHEAD, measure=cells))


def drawn(block: Block, width: int) -> list[Content]:
    """One part: its title, its facts, its bars, and what they say in words."""
    lines = _title(block, width)
    if block.empty:
        return [*lines, Content.styled(said("nothing here yet"), DIM)]
    lines += _bars(block, width) + _facts(block, width)
    for words in (block.gap_words(), block.moved_words()):
        if words:
            lines += [Content(""), *hanging(Content(""), _sentence(words), width)]
    return lines + ([Content.styled(said("and {n} more", n=block.more), DIM)] if block.more else [])


def _sentence(words: str) -> Content:
    """What the numbers say, its first words in bold: it is what somebody should take from the picture."""
    first, colon, rest = words.partition(":")
    return one_line(first + colon, "bold") + Content(" ") + one_line(rest)


# --- facts -----------------------------------------------------------------------


def _facts(block: Block, width: int) -> list[Content]:
    room = min(NAMES, width // 2, max((len(fact.label) for fact in block.facts), default=0))
    return [line for fact in block.facts for line in _fact(fact, room, width)]


def _fact(fact: Fact, room: int, width: int) -> list[Content]:
    """A fact beside its name; several texts as a list, below a name that stands alone."""
    mark = Content.styled("• ", DIM) if len(fact.texts) > 1 else Content("")
    if not fact.label:
        return [line for text in fact.texts for line in hanging(mark, plain(text), width)]
    name = cut(fact.label, room, DIM)
    name = name.pad_right(room + 2 - name.cell_length)
    lines = []
    for n, text in enumerate(fact.texts):
        lines += hanging((name if n == 0 else Content(" " * (room + 2))) + mark, plain(text), width)
    return lines


# --- bars ------------------------------------------------------------------------


def _bars(block: Block, width: int) -> list[Content]:
    """Names and bars; two bars beside each other on the same scale, the widest gaps marked."""
    if not block.bars:
        return []
    narrow = width < NARROW
    longest = max(len(bar.label) for bar in block.bars)
    room = width - 15 if narrow else min(longest, NAMES if _two(block) else width - 26)
    lines = _head(block, 2 if narrow else room + 2)
    for bar in block.bars:
        name = cut(bar.label, room)
        if narrow:
            lines += [name + _mark(block, bar), Content("  ") + _pictures(block, bar)]
        else:
            lines.append(name.pad_right(room + 2 - name.cell_length) + _pictures(block, bar) + _mark(block, bar))
    return lines


def _two(block: Block) -> bool:
    return any(bar.second is not None for bar in block.bars)


def _head(block: Block, indent: int) -> list[Content]:
    """What the two rows of bars mean; the words stand at the data, not in a legend."""
    if not _two(block):
        return []
    names = (block.names[0] or said("now"), block.names[1] or said("wanted"))
    first, second = (cut(name, CELLS + 4, DIM) for name in names)
    return [Content(" " * indent) + first.pad_right(CELLS + 6 - first.cell_length) + second]


def _mark(block: Block, bar: Bar) -> Content:
    if bar not in block.gaps:
        return Content("")
    return Content.styled("  ‹ " + (said("widest gap") if bar == block.gaps[0] else said("wide gap")), "bold")


def _pictures(block: Block, bar: Bar) -> Content:
    first = _bar(block, bar.value, "$foreground")
    return first if bar.second is None else first + Content("  ") + _bar(block, bar.second, DIM)


def _bar(block: Block, value: float, style: str) -> Content:
    """A bar of its cells and its number, always as wide as any other."""
    span = block.high - block.low or 1
    full = max(0, min(CELLS, round(CELLS * (value - block.low) / span)))
    number = f"{value:g}{block.unit}"
    return Content.assemble(("━" * full, style), ("╌" * (CELLS - full), "$foreground-disabled"), f" {number:<3}")


class Filling(Press):
    """Opens the lesson that fills what is empty."""

    class Pressed(Onward.Pressed):
        """It shall be opened."""

    def __init__(self, head: Head) -> None:
        super().__init__(display_line(said("Open “{lesson}” (o)", lesson=head.title)))


class RecapView(OnwardView[Recap]):
    """What the person has said, and what has changed since last time; where there is nothing, what would fill it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "fill", marked("The lesson that fills it"), show=False, id="recap.fill"),
    ]

    def __init__(self, step: Recap, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self.blocks = recap(given.plan, [(shown.plan, shown.title) for shown in step.shows], given.today)

    def compose(self) -> ComposeResult:
        if all(block.empty for block in self.blocks):
            empty = said("Nothing to show yet: this part of your plan is still empty.")
            words = worded(self.step.empty, self.given) or empty
            head = self.offered
            if head is None:
                yield Nothing(words)
            else:
                yield Nothing(f"{words}\n\n{_filled_in(head)}")
                yield Filling(head)
        else:
            yield Blocks(self.blocks, self.given, [shown.plan for shown in self.step.shows])
        yield Onward()

    @property
    def offered(self) -> Head | None:
        """The lesson that fills what is empty here, if there is one."""
        if not (self.step.offer and isinstance(self.screen, CoachScreen)):
            return None
        head = self.screen.desk.library.head(self.step.offer)
        return head if head is not None and head.id != self.given.lesson else None

    def action_fill(self) -> None:
        """To the lesson that fills what is empty here, and back to this step after it."""
        if self.query(Filling) and (head := self.offered):
            self.post_message(OpenLesson(head.id, back=True))

    @on(Filling.Pressed)
    def _filling(self, event: Filling.Pressed) -> None:
        event.stop()
        self.action_fill()


def _filled_in(head: Head) -> str:
    """Where what is empty gets filled, and how long that takes."""
    return said_of(
        head.minutes,
        "It is filled in “{lesson}”, in about {n} minute; then you are back here.",
        "It is filled in “{lesson}”, in about {n} minutes; then you are back here.",
        lesson=head.title,
    )


class Nothing(Drawn):
    """Said where there is nothing to show yet."""

    DEFAULT_CSS = "Nothing { max-width: 72; color: $foreground; }"

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def draw(self, width: int) -> list[Content]:
        return hanging(Content(""), plain(self.words), width)
