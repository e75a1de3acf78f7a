"""The view of `choice`: one list of options, with help beside the highlighted one and feedback in place."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import Feedback
from coach.lessons.kinds.choose import Choice
from coach.lessons.wording import worded
from coach.words import marked, said, said_of

from ..text import one_line, plain
from .arranged import Arranged
from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging

NUMBERED = 9  # so many rows have a digit of their own


def box(marked: bool, many: bool) -> Content:
    """`(x)` where one of several is chosen, `[x]` where each is chosen for itself."""
    left, right = "[]" if many else "()"
    inner = Content.styled("x", "bold") if marked else Content(" ")
    return Content.styled(left, DIM) + inner + Content.styled(right, DIM) + Content(" ")


def verdict(found: Feedback) -> Content:
    """A word on an option or card: a sign, a word that says the same without colour, and why."""
    if found.right is None:
        return plain(found.text, DIM)
    if found.right:
        return Content.styled(said("✓ Right: ") if found.chosen else said("✓ This one: "), "bold $success") + plain(
            found.text
        )
    if found.chosen:
        return Content.styled(said("– Not quite: "), "bold $warning") + plain(found.text)
    return Content.styled(said("– Not this one: "), f"bold {DIM}") + plain(found.text, DIM)


class Options(DrawnList):
    """The options, some of them marked."""

    def __init__(self, step: Choice, given: Given, chosen: Sequence[str]) -> None:
        super().__init__()
        self.many = step.many
        self.may_be_empty = step.min == 0 or step.other
        self.options = step.choices(given)
        self.help = {option.id: worded(option.help, given) for option in step.options}
        self.chosen = {id for id, _ in self.options if id in chosen}
        self.feedback: list[Feedback] = []
        self.cursor = next((row for row, (id, _) in enumerate(self.options) if id in self.chosen), 0)

    def count(self) -> int:
        return len(self.options)

    def label(self, row: int) -> str:
        return self.options[row][1]

    def above(self, row: int, width: int) -> list[Content]:
        return [Content("")] if self.feedback and 0 < row < self.count() else []

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.options[row]
        number = f"{row + 1}  " if row < NUMBERED else "   "
        number = number if self.count() > 1 else ""
        before = self.pointer(here) + box(id in self.chosen, self.many) + Content.styled(number, DIM)
        lines = hanging(before, one_line(label, "bold" if here or id in self.chosen else ""), width)
        indent = Content(" " * before.cell_length)
        if here and self.help.get(id):
            lines += hanging(indent, plain(self.help[id], DIM), width)
        for found in self.feedback:
            if found.label == label:
                lines += hanging(indent, verdict(found), width)
        return lines

    def mark(self, row: int) -> None:
        """Marks an option, or takes its mark away."""
        id = self.options[row][0]
        if self.many:
            self.chosen ^= {id}
        else:
            self.chosen = set() if id in self.chosen and self.may_be_empty else {id}
        self.acted()

    def take(self, row: int) -> None:
        """Marks an option that is not marked yet."""
        if self.options[row][0] not in self.chosen:
            self.mark(row)

    def enter(self, row: int) -> None:
        """With one to choose, this option is the answer, unless feedback on the answer is shown; then it goes on."""
        if not self.many and not self.feedback:
            self.take(row)
        super().enter(row)

    def digit(self, number: int) -> bool:
        """Chooses the option with this number."""
        if not 1 <= number <= min(self.count(), NUMBERED):
            return False
        self.cursor = number - 1
        if self.many:
            self.mark(self.cursor)
        else:
            self.take(self.cursor)
            self.go(self.cursor)
        return True

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click chooses."""
        if self.many:
            self.mark(row)
        else:
            self.take(row)


class OtherMark(Drawn):
    """The mark before the field for an option of one's own."""

    DEFAULT_CSS = """
    OtherMark { width: 7; }
    """
    ALLOW_SELECT = False
    marked = False
    many = False

    def draw(self, width: int) -> list[Content]:
        return [Content("  ") + box(self.marked, self.many)]


class Count(Drawn):
    """How many are chosen, of how many."""

    DEFAULT_CSS = """
    Count { margin: 1 0 0 2; }
    """
    words = Content("")

    def draw(self, width: int) -> list[Content]:
        return self.words.wrap(max(8, width))


class ChoiceView(Arranged[Choice]):
    """Options to choose from, and perhaps a line for another one."""

    DEFAULT_CSS = """
    ChoiceView #other { height: 1; }
    """
    hint = marked("number or space marks, enter goes on")

    def __init__(self, step: Choice, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        chosen = raw.get("chosen")
        self._options = Options(step, given, [str(id) for id in chosen] if isinstance(chosen, list | tuple) else [])
        self._other_before = str(raw.get("other") or raw.get("other_text") or "")
        self._other_chosen = bool(raw.get("other"))
        self._tries = raw.get("tries")
        self._mark = OtherMark()
        self._count = Count()

    def compose(self) -> ComposeResult:
        self._options.display = bool(self._options.options) or not self.step.other
        yield self._options
        if self.step.other:
            self._mark.many = self.step.many
            with Horizontal(id="other"):
                yield self._mark
                yield self.line("other", self._other_before, said("Something else, in your own words"))
        yield self._count
        self._show()

    def raw(self) -> Value:
        known = [id for id, _ in self._options.options]
        raw: Value = {"chosen": [id for id in known if id in self._options.chosen]}
        other = self.text("other", self._other_before) if self.step.other else ""
        if other.strip():
            raw["other" if self._other_counts() else "other_text"] = other
        if self._tries:
            raw["tries"] = self._tries
        return raw

    def _other_counts(self) -> bool:
        """With one to choose, the person's own words count unless an option was chosen after they were written."""
        return self.step.many or self._other_chosen

    def edited(self, name: str) -> None:
        written = bool(self.text("other").strip())
        if self._told is None or self.text("other") == self._other_before:
            return
        self._other_before = self.text("other")
        self._other_chosen = written
        if written and not self.step.many and self._options.chosen:
            self._options.chosen = set()
            self._options.redraw()
        self._changed_mind()

    def after(self, field: Widget) -> None:
        """Enter goes on. In the field for an option of one's own it also chooses that option."""
        own = self._lines.get("other")
        if field is own and own is not None and own.value.strip() and not self.step.many:
            self._other_chosen = True
            self._options.chosen = set()
            self._options.redraw()
            self.tell()
        self.done()

    def tell(self) -> None:
        """Also shows the count, and takes away feedback on an answer that has changed."""
        if self._options.chosen and not self.step.many:
            self._other_chosen = False
        if self._told is not None and self.raw() != self._told:
            self._changed_mind()
        self._show()
        super().tell()

    def _changed_mind(self) -> None:
        if self._options.feedback:
            self._options.feedback = []
            self._options.redraw()
            self._tries = int(self._tries or 1) + 1

    def _show(self) -> None:
        written = bool(self.text("other", self._other_before).strip()) and self.step.other
        self._mark.marked = written and self._other_counts()
        self._mark.redraw()
        self._count.words = self._counted(len(self._options.chosen) + bool(self._mark.marked))
        self._count.display = bool(self._count.words)
        self._count.redraw()

    def _counted(self, count: int) -> Content:
        step = self.step
        if not step.many or (step.max is None and step.min < 2):
            return Content("")
        if step.max is not None and count > step.max:
            more = said_of(count - step.max, "one too many", "{n} too many")
            words = said("{count} of at most {most}: {more}", count=count, most=step.max, more=more)
            return Content.styled(words, "bold $warning")
        if count < step.min:
            return Content.styled(said("{count} of at least {least}", count=count, least=step.min), ACCENT)
        chosen = said("{count} of at most {most}", count=count, most=step.max)
        return Content.styled(chosen if step.max else said("{count} chosen", count=count), DIM)

    def show_feedback(self, feedback: list[Feedback]) -> None:
        self._options.feedback = list(feedback)
        self._options.redraw()
        self._options.focus()


__all__ = ["ChoiceView", "box", "verdict"]
