"""Sheet: options, criteria and the scores given so far; and the list in which they are given."""

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.kinds import Value
from coach.words import marked, said

from ..text import one_line
from .arranged import mapping, whole
from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging

CELL = 7  # the least cells for a column
USUAL = 10  # what a column should have, if names of criteria then still have `LABEL` cells
WIDEST = 14  # and the most that it gets
LABEL = 20
LONGEST = 34  # the most cells for the name of a criterion
WEIGHT = 5  # cells for its weight
ONE, BEST = 1, 5


class Sheet:
    """What is weighed by what, and the scores: a number, None for unknown, nothing for not scored yet."""

    def __init__(self, options: list[tuple[str, str]], criteria: list[tuple[str, str, int]], raw: Value) -> None:
        self.options = options
        self.criteria = criteria
        self.column = 0  # the option that the keys act on
        kept = "totals" in raw  # in an answer that was kept, what has no score is not known
        self.scores = {option: self._row(mapping(mapping(raw, "scores"), option), kept) for option, _ in options}

    def _row(self, found: Value, kept: bool) -> dict[str, int | None]:
        known = {id: whole(found[id]) for id, *_ in self.criteria if id in found}
        row = {id: n if n is not None and ONE <= n <= BEST else None for id, n in known.items()}
        return {id: row.get(id) for id, *_ in self.criteria} if kept else row

    def score(self, column: int, row: int) -> int | None:
        """A score, or None."""
        return self.scores[self.options[column][0]].get(self.criteria[row][0])

    def touched(self, column: int, row: int) -> bool:
        """Whether there is a score, or the word that it is not known."""
        return self.criteria[row][0] in self.scores[self.options[column][0]]

    def put(self, row: int, score: int | None) -> None:
        """Scores the option that the keys act on."""
        self.scores[self.options[self.column][0]][self.criteria[row][0]] = score

    def raw(self) -> Value:
        """The scores, in the shape that the step takes."""
        return {"scores": {option: dict(row) for option, row in self.scores.items()}}


class Layout:
    """How much room there is for names and for columns, and which columns are in view: the one in use always is."""

    def __init__(self, sheet: Sheet, width: int) -> None:
        names = [one_line(label).cell_length for _, label, _ in sheet.criteria]
        count = len(sheet.options)
        least = min(LABEL, max(12, width * 2 // 5 - WEIGHT - 2))
        room = max(least, min(LONGEST, width - 2 - WEIGHT - count * USUAL))
        self.label = min(room, max(names, default=0))
        self.left = 2 + self.label + WEIGHT
        shown = max(1, min(count, (width - self.left) // CELL))
        self.cell = max(1, min(WIDEST, (width - self.left) // shown))
        first = max(0, min(sheet.column - shown // 2, count - shown))
        self.columns = range(first, first + min(shown, count))
        self.more = (first, count - first - len(self.columns))  # how many there are on either side

    def at(self, x: int) -> int | None:
        """The column at a cell."""
        at = (x - self.left) // self.cell
        return self.columns[at] if x >= self.left and at < len(self.columns) else None


def spread(content: Content, width: int) -> Content:
    """Something in the middle of a column."""
    gap = max(0, width - content.cell_length)
    return content.pad_left(gap - gap // 2).pad_right(gap // 2)


class Heads(Drawn):
    """The names of the options above their columns."""

    DEFAULT_CSS = """
    Heads { max-width: 76; }
    """
    MOST = 3  # lines of a name

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def draw(self, width: int) -> list[Content]:
        layout = Layout(self.sheet, width)
        names = [self._called(column, layout.cell - 1) for column in layout.columns]
        tall = max((len(name) for name in names), default=0)
        padded = [[Content("")] * (tall - len(name)) + name for name in names]
        lines = [Content("").join(spread(part, layout.cell) for part in row) for row in zip(*padded, strict=True)]
        side = ([Content("")] * tall + [self._side(layout)])[-tall:] if tall else []
        return [before.pad_right(layout.left - before.cell_length) + line
                for before, line in zip(side, lines, strict=True)]  # fmt: skip

    def _called(self, column: int, width: int) -> list[Content]:
        style = ACCENT if column == self.sheet.column else DIM
        words = [one_line(word).truncate(width, ellipsis=True) for word in self.sheet.options[column][1].split()]
        lines = Content(" ").join(words).stylize(style).wrap(max(1, width))
        if len(lines) > self.MOST:
            lines = [*lines[: self.MOST - 1], (lines[self.MOST - 1] + Content("…")).truncate(width, ellipsis=True)]
        return lines

    def _side(self, layout: Layout) -> Content:
        """What the numbers beside the criteria are, and how many columns are out of view."""
        before, after = layout.more
        more = " ".join(word for word in (f"‹ {before}" if before else "", f"{after} ›" if after else "") if word)
        name = said("weight")
        room = layout.left - len(name)
        return Content.styled(f"{more.ljust(room - 3)}{name} " if room > 10 else more, DIM).pad_left(2)


class Scores(DrawnList):
    """Criteria below one another, options beside one another. A digit scores and moves on, across and then down."""

    DEFAULT_CSS = """
    Scores { max-width: 76; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", marked("Option before"), show=False, id="matrix.left"),
        Binding("right", "column(1)", marked("Option after"), show=False, id="matrix.right"),
        Binding("delete,backspace,question_mark", "unknown", marked("Not known"), show=False, id="matrix.unknown"),
    ]
    nothing = marked("There is nothing to weigh yet: the steps before name it. You can go on.")

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.sheet = sheet

    def count(self) -> int:
        return len(self.sheet.criteria) if self.sheet.options else 0

    def label(self, row: int) -> str:
        return self.sheet.criteria[row][1]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        layout = Layout(self.sheet, width)
        _, label, weight = self.sheet.criteria[row]
        name = one_line(label, "bold" if here else "").truncate(layout.label, ellipsis=True, pad=True)
        first = self.pointer(here) + name + Content.styled(str(weight).rjust(WEIGHT - 1) + " ", DIM)
        cells = [spread(self._cell(column, row, here), layout.cell) for column in layout.columns]
        return [Content("").join([first, *cells])]

    def _cell(self, column: int, row: int, here: bool) -> Content:
        score = self.sheet.score(column, row)
        text = str(score) if score is not None else "?" if self.sheet.touched(column, row) else "·"
        if column == self.sheet.column and row == self.cursor:
            return Content.styled(f"[{text if text != '·' else ' '}]", ACCENT if here else "bold")
        return Content.styled(text, "" if score is not None else DIM)

    # --- keys --------------------------------------------------------------------------

    def digit(self, number: int) -> bool:
        """A score."""
        if not ONE <= number <= BEST:
            return False
        self.give(number)
        return True

    def give(self, score: int | None) -> None:
        """Scores here, and moves on."""
        self.sheet.put(self.cursor, score)
        if self.sheet.column + 1 < len(self.sheet.options):
            self.sheet.column += 1
        elif self.cursor + 1 < self.count():
            self.sheet.column, self.cursor = 0, self.cursor + 1
        self.acted()

    def action_unknown(self) -> None:
        """Not known; and moves on."""
        if self.count():
            self.give(None)

    def action_column(self, by: int) -> None:
        """The option before or after."""
        self.sheet.column = max(0, min(len(self.sheet.options) - 1, self.sheet.column + by))
        self.acted()

    def action_mark(self) -> None:
        """Space means nothing here."""
        raise SkipAction

    def go(self, row: int) -> None:
        super().go(row)
        self.post_message(self.Acted(self))

    def enter(self, row: int) -> None:
        """To the next place without a score; with none left, onward."""
        wide = len(self.sheet.options)
        here, count = row * wide + self.sheet.column, wide * self.count()
        places = [divmod(n % count, wide) for n in range(here + 1, here + count)]
        empty = next(((r, c) for r, c in places if not self.sheet.touched(c, r)), None)
        if empty is None:
            super().enter(row)
        else:
            self.sheet.column = empty[1]
            self.go(empty[0])

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click goes to a place; the numbers to click on stand above."""
        column = Layout(self.sheet, self.content_size.width).at(x)
        if column is not None:
            self.sheet.column = column
        self.acted()


class Here(Drawn):
    """What is being scored, in full, and the numbers to choose from, also by a click."""

    DEFAULT_CSS = """
    Here { margin: 0 0 1 0; max-width: 72; }
    Here.-low { margin: 0; }
    """
    ALLOW_SELECT = False
    CHOICES = (1, 2, 3, 4, 5, None)

    def __init__(self, scores: Scores) -> None:
        super().__init__()
        self.scores = scores
        self._first = (0, 0)  # the line and the cell at which the numbers begin

    def draw(self, width: int) -> list[Content]:
        sheet = self.scores.sheet
        if not self.scores.count():
            return []
        option, criterion = sheet.options[sheet.column][1], sheet.criteria[self.scores.cursor][1]
        about = one_line(option, "bold") + Content.styled(" · ", DIM) + one_line(criterion, "bold")
        numbers = Content("").join(self._number(n) for n in self.CHOICES)
        lines = hanging(Content("  "), about, width)
        if len(lines) == 1 and lines[0].cell_length + numbers.cell_length + 2 <= width:
            gap = width - lines[0].cell_length - numbers.cell_length
            self._first = (0, lines[0].cell_length + gap)
            return [lines[0].pad_right(gap) + numbers]
        self._first = (len(lines), 1)
        return [*lines, Content(" ") + numbers]

    def _number(self, choice: int | None) -> Content:
        sheet, row = self.scores.sheet, self.scores.cursor
        word = "?" if choice is None else str(choice)
        if sheet.touched(sheet.column, row) and sheet.score(sheet.column, row) == choice:
            return Content.styled(f"[{word}]", ACCENT if self.scores.has_focus else "bold")
        return Content(f" {word} ")

    def on_click(self, event: events.Click) -> None:
        """A number scores."""
        offset, (line, left) = event.get_content_offset(self), self._first
        if offset and offset.y == line and 0 <= (at := (offset.x - left) // 3) < len(self.CHOICES):
            event.stop()
            self.scores.focus()
            self.scores.give(self.CHOICES[at])
