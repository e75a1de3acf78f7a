"""Cases: the records that a `revise` step goes through, what was said about each, and the list that shows them."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.revise import Action, Revise
from coach.lessons.wording import worded
from coach.plan.records import RECORDS
from coach.words import marked, said

from ..text import one_line
from .arranged import entries
from .drawn import ACCENT, DIM, beside, hanging
from .slotted import INDENT, SlottedList

DONE, OPEN = "✓ ", "○ "


class Case:
    """One record, what happens with it, and the words that belong to that."""

    def __init__(self, step: Revise, record: tuple[str, str, str], before: Value, last: str = "") -> None:
        self.step = step
        self.last = last  # what became of it at the review before
        self.table, self.id, self.label = record
        self.actions = step.actions
        ids = [action.id for action in step.actions]
        self.at: int | None = ids.index(before["action"]) if before.get("action") in ids else None
        self.reason = line(before.get("reason"))
        self._said = {self.at: line(before.get("said"))}  # by action: a number is no new wording

    @property
    def action(self) -> Action | None:
        """What happens with the record, if that was said."""
        return None if self.at is None else self.actions[self.at]

    @property
    def asks(self) -> bool:
        """Whether the action wants a word."""
        return self.action is not None and bool(self.action.asks)

    @property
    def wants_reason(self) -> bool:
        """Whether there is a field for why."""
        return self.step.asks_why(self.action)

    @property
    def said(self) -> str:
        """The word that the action wants. New words for the record begin with its present ones."""
        rewords = self.action is not None and self.action.rewords(self.table)
        return self._said.get(self.at, self.label if rewords else "")

    def keep(self, at: int | None, said: str, reason: str) -> None:
        """Takes in what stands in the fields, for the action that it was written for."""
        self._said[at] = said
        self.reason = reason

    @property
    def decided(self) -> bool:
        """Whether nothing more is to be said about it."""
        return self.action is not None and self.action.takes(line(self.said))

    def raw(self) -> Value:
        """What was decided, in the shape that the step takes."""
        raw = {"table": self.table, "id": self.id, "action": self.action.id if self.action else ""}
        raw |= {"said": self.said} if self.asks else {}
        return raw | ({"reason": self.reason} if self.wants_reason and self.reason.strip() else {})


def cases(step: Revise, given: Given, raw: Value) -> list[Case]:
    """Everything that is gone through, with what was said about it before."""
    before = {(str(d.get("table")), str(d.get("id"))): d for d in entries(raw, "decisions")}
    return [
        Case(step, record, before.get(record[:2], {}), step.last_time(given, *record[:2]))
        for record in step.choices(given)
    ]


class Cases(SlottedList):
    """The records; what can be done with the highlighted one stands under it, with room for the fields."""

    DEFAULT_CSS = """
    Cases { padding: 0 1 0 0; }  /* the words do not touch the scroll bar */
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", marked("The next thing to do with it"), show=False, id="revise.right"),
        Binding("left", "turn(-1)", marked("The thing before"), show=False, id="revise.left"),
        Binding("delete,backspace", "undecide", marked("Look at it later"), show=False, id="revise.undecide"),
    ]
    nothing = marked("There is nothing open here to look at. You can go on.")

    class Chosen(Message):
        """It was chosen what happens with the highlighted record."""

        def __init__(self, fresh: bool) -> None:
            super().__init__()
            self.fresh = fresh  # nothing was chosen for it before

    def __init__(self, found: list[Case], given: Given, turned: Callable[[], None], laid: Callable[[], None]) -> None:
        super().__init__(turned, laid)
        self.cases = found
        self.given = given
        self._spots: list[tuple[int, int, int, int]] = []  # line of the row, first column, column after, action
        self._shown = -1  # the row that these belong to
        self.cursor = next((row for row, case in enumerate(found) if not case.decided), 0)

    @property
    def case(self) -> Case | None:
        """The highlighted record."""
        return self.cases[self.cursor] if self.cases else None

    def count(self) -> int:
        return len(self.cases)

    def label(self, row: int) -> str:
        return self.cases[row].label

    # --- drawing -----------------------------------------------------------------

    def above(self, row: int, width: int) -> list[Content]:
        tables = [case.table for case in self.cases]
        if row >= len(tables) or len(set(tables)) < 2 or (row and tables[row] == tables[row - 1]):
            return []
        title = said(RECORDS[tables[row]].title)
        return [*([Content("")] if row else []), Content.styled(title, DIM)]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        case, current = self.cases[row], row == self.cursor
        mark = Content.styled(DONE, "$success") if case.decided else Content.styled(OPEN, DIM)
        done = "" if current or not case.action else said(case.action.label)
        room = width - (len(done) + 2 if done else 0)
        style = "bold" if current else DIM if case.decided else ""
        lines = hanging(self.pointer(here) + mark, one_line(case.label, style), room)
        lines = beside(lines, one_line(done, DIM), width) if done else lines
        return lines + (self._open(case, len(lines), width) if current else self._said(case, width))

    def _said(self, case: Case, width: int) -> list[Content]:
        """What was said about a record, in a few words."""
        words = [f"→ {case.said}"] if case.asks and line(case.said) not in ("", case.label) else []
        if case.action and case.wants_reason and case.reason.strip():
            told = marked("what came of it: {reason}") if case.action.good_end else marked("because: {reason}")
            words.append(said(told, reason=case.reason))
        if case.action and not case.decided:
            words.append(said("! still open: {question}", question=worded(said(case.action.asks), self.given)))
        return [row for text in words for row in hanging(Content(" " * INDENT), one_line(text, DIM), width)]

    def _open(self, case: Case, at: int, width: int) -> list[Content]:
        """What can be done with the highlighted record, and what that asks for."""
        told = hanging(Content(" " * INDENT), one_line(case.last, DIM), width) if case.last else []
        lines = [*told, *self._actions(case, at + len(told), width)]
        return [*lines, *self.questions_below(self._questions(case), at + len(lines), width)]

    def _questions(self, case: Case) -> dict[str, Content]:
        found: dict[str, Content] = {}
        if case.action and case.asks:
            found["said"] = one_line(worded(said(case.action.asks), self.given))
            if case.action.number and case.said.strip() and not case.decided:
                found["said"] += Content.styled("   " + said("a whole number, please"), DIM)
        if case.action and case.wants_reason:
            why = case.step.why(case.action, case.table, case.id, self.given)
            found["reason"] = Content.styled(said("{why} It may stay empty.", why=why), DIM)
        return found

    def _actions(self, case: Case, at: int, width: int) -> list[Content]:
        lines = [Content(" " * INDENT)]
        self._spots, self._shown = [], self.cursor
        for n, action in enumerate(case.actions):
            chosen = n == case.at
            style = (ACCENT if self.has_focus else "bold") if chosen else ""
            words = one_line(f"({'x' if chosen else ' '}) {said(action.label)}", style)
            drawn = Content.styled(f"{n + 1} ", DIM) + words
            if lines[-1].cell_length > INDENT and lines[-1].cell_length + 3 + drawn.cell_length > width:
                lines.append(Content(" " * INDENT))
            lines[-1] += Content("   ") if lines[-1].cell_length > INDENT else Content("")
            left = lines[-1].cell_length
            lines[-1] += drawn
            self._spots.append((at + len(lines) - 1, left, left + drawn.cell_length, n))
        return lines

    def following(self) -> int | None:
        """The next record that is left to look at, the highlighted one last."""
        rows = [*range(self.cursor + 1, self.count()), *range(self.cursor + 1)]
        return next((row for row in rows if not self.cases[row].decided), None)

    # --- deciding ------------------------------------------------------------------

    def choose(self, at: int | None, settled: bool = True) -> None:
        """Says what happens with the highlighted record. `settled`: and the person is done choosing."""
        case = self.case
        if case is None:
            return
        fresh, case.at = case.at is None, at
        self.acted()
        if settled:
            self.post_message(self.Chosen(fresh))

    def action_turn(self, by: int) -> None:
        """What happens with the record: the next possibility, or the one before."""
        if self.case:
            count = len(self.case.actions)
            before = self.case.at
            self.choose((0 if by > 0 else count - 1) if before is None else (before + by) % count, settled=False)

    def action_undecide(self) -> None:
        """Takes back what was said about the record."""
        self.choose(None, settled=False)

    def mark(self, row: int) -> None:
        """Space: the next possibility."""
        self.action_turn(1)

    def digit(self, number: int) -> bool:
        """The possibility of this number."""
        if self.case is None or not 1 <= number <= len(self.case.actions):
            return False
        self.choose(number - 1)
        return True

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click on a possibility chooses it; anywhere else, it highlights the record."""
        for at, left, right, n in self._spots if self._shown == row else []:
            if line == at and left <= x < right:
                self.choose(n)
