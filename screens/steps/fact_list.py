"""The list of a `facts` step: the facts below the titles of their checks, and what was said about each."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.facts import Facts
from coach.review.checks import title_of
from coach.words import marked, said

from ..text import one_line
from .arranged import entries
from .choice import box
from .drawn import DIM, hanging
from .slotted import INDENT, SlottedList

CALM = marked("The checks found nothing to tell you this time. What do you know yourself?")
OWN = marked("Your own")
QUESTIONS = {
    "means": marked("What could it mean?"),
    "could_also_mean": marked("What else could it mean? It may stay empty."),
}


class Shown:
    """One fact, whether it matters, and what it could mean."""

    def __init__(self, fact: Value, marked: bool, own: bool = False) -> None:
        self.kept = {name: fact[name] for name in ("fact", "check", "about") if fact.get(name)}
        self.words = line(fact.get("fact"))
        self.marked = marked
        self.own = own
        self.said = {name: line(fact.get(name)) for name in QUESTIONS}

    @property
    def group(self) -> str:
        """The heading that it stands under."""
        return said(OWN if self.own else title_of(str(self.kept.get("check", ""))))

    def raw(self) -> Value:
        """The fact as it is kept."""
        return {**self.kept, **{name: words for name, words in self.said.items() if words}}


def all_shown(step: Facts, given: Given, raw: Value) -> list[Shown]:
    """The facts that were found and the person's own, as they were marked before."""
    marked = {line(fact.get("fact")): fact for fact in entries(raw, "facts")}
    found = [line(fact["fact"]) for fact in step.shown(raw, given)]
    shown = [Shown(marked.get(line(one["fact"]), one), line(one["fact"]) in marked) for one in step.shown(raw, given)]
    own = [Shown(fact, True, own=True) for words, fact in marked.items() if words and words not in found]
    return shown + own


class FactList(SlottedList):
    """The facts below the titles of their checks; the highlighted one, when marked, leaves room for its fields."""

    DEFAULT_CSS = """
    FactList { padding: 0 1 0 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "remove", marked("Take out a fact of your own"), show=False, id="facts.remove"),
    ]
    nothing = CALM

    def __init__(self, shown: list[Shown], most: int, turned: Callable[[], None], laid: Callable[[], None]) -> None:
        super().__init__(turned, laid)
        self.facts = shown
        self.most = most

    @property
    def fact(self) -> Shown | None:
        """The highlighted fact."""
        return self.facts[self.cursor] if self.facts else None

    @property
    def marked(self) -> int:
        """How many matter."""
        return sum(fact.marked for fact in self.facts)

    def count(self) -> int:
        return len(self.facts)

    def label(self, row: int) -> str:
        return self.facts[row].words

    # --- drawing -----------------------------------------------------------------

    def above(self, row: int, width: int) -> list[Content]:
        if row >= self.count() or (row and self.facts[row].group == self.facts[row - 1].group):
            return []
        return [*([Content("")] if row else []), one_line(self.facts[row].group, DIM)]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        fact, current = self.facts[row], row == self.cursor
        lines = hanging(
            self.pointer(here) + box(fact.marked, many=True), one_line(fact.words, "bold" if here else ""), width
        )
        if current:
            asked = {name: Content.styled(said(question), DIM) for name, question in QUESTIONS.items() if fact.marked}
            return lines + self.questions_below(asked, len(lines), width)
        return lines + (self._said(fact, width) if fact.marked else [])

    def _said(self, fact: Shown, width: int) -> list[Content]:
        words = [f"→ {fact.said['means']}" if fact.said["means"] else said("! still open: what could it mean?")]
        if other := fact.said["could_also_mean"]:
            words.append(said("or: {words}", words=other))
        return [row for text in words for row in hanging(Content(" " * INDENT), one_line(text, DIM), width)]

    @property
    def top(self) -> int:
        """The line on which the highlighted fact begins."""
        return self._tops[self.cursor][0] if self.cursor < len(self._tops) else 0

    def slot(self, name: str) -> int | None:
        """The line on which a field goes, if it is asked for."""
        return super().slot(name) if self.fact is not None and self.fact.marked else None

    # --- marking -------------------------------------------------------------------

    def mark(self, row: int) -> None:
        """It matters, or it does not."""
        self.facts[row].marked = not self.facts[row].marked
        self.acted()

    def enter(self, row: int) -> None:
        """Enter marks a fact and goes to its fields."""
        if not self.facts[row].marked:
            self.mark(row)
        super().enter(row)

    def add(self, words: str) -> None:
        """A fact of the person's own."""
        self.facts.append(Shown({"fact": words}, True, own=True))
        self.cursor = self.count() - 1
        self.acted()

    def action_remove(self) -> None:
        """Takes out a fact of the person's own; of another one, the mark."""
        if (fact := self.fact) is None:
            return
        if fact.own:
            del self.facts[self.cursor]
            self.cursor = max(0, min(self.cursor, self.count() - 1))
        fact.marked = False
        self.acted()
