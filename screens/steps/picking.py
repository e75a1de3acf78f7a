"""The view of `pick`: records of the plan, or items of an earlier step, to mark; and a line for something new."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.base import line
from coach.lessons.kinds.order import Pick
from coach.words import marked, said, said_of

from ..text import cut, one_line
from .arranged import AddLine, Arranged, entries
from .choice import NUMBERED, Count, OtherMark, box
from .drawn import ACCENT, DIM, DrawnList, hanging

NEW = marked("new")  # stands behind what was written in here


class Records(DrawnList):
    """What there is to pick from, and what was written in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "delete,backspace", "take_out", marked("Take out what you wrote in"), show=False, id="picking.take_out"
        ),
    ]

    def __init__(self, rows: list[tuple[str, str]], own: set[str], marked: set[str], many: bool) -> None:
        super().__init__()
        self.rows = rows
        self.own = own  # the ids of what was written in
        self.marked = marked
        self.many = many
        self.out: list[tuple[int, str, str]] = []  # what was taken out: where it stood, its id and its label
        self.cursor = next((row for row, (id, _) in enumerate(rows) if id in marked), 0)

    def count(self) -> int:
        return len(self.rows)

    def label(self, row: int) -> str:
        return self.rows[row][1]

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        id, label = self.rows[row]
        number = (f"{row + 1}  " if row < NUMBERED else "   ") if self.count() > 1 else ""
        before = self.pointer(here) + box(id in self.marked, self.many) + Content.styled(number, DIM)
        words = one_line(label, "bold" if here or id in self.marked else "")
        if id in self.own:
            words += Content.styled(f"  {said(NEW)}", DIM)
        return hanging(before, words, width)

    # --- marking -------------------------------------------------------------------

    def mark(self, row: int) -> None:
        """Marks a record, or takes its mark away."""
        id = self.rows[row][0]
        if self.many:
            self.marked ^= {id}
        else:
            self.marked = set() if id in self.marked else {id}
        self.acted()

    def take(self, row: int) -> None:
        """Marks a record that is not marked yet."""
        if self.rows[row][0] not in self.marked:
            self.mark(row)

    def enter(self, row: int) -> None:
        """Goes on; where only one is wanted, with this one."""
        if not self.many:
            self.take(row)
        super().enter(row)

    def digit(self, number: int) -> bool:
        """Marks the record of this number."""
        if not 1 <= number <= min(self.count(), NUMBERED):
            return False
        self.cursor = number - 1
        self.mark(self.cursor)
        return True

    # --- what was written in ---------------------------------------------------------

    def lay_by(self, id: str, label: str, at: int | None = None) -> None:
        """Adds something new."""
        self.rows.insert(self.count() if at is None else at, (id, label))
        self.own.add(id)
        self.redraw()

    def write_in(self, id: str, label: str, at: int | None = None) -> None:
        """Adds something new, marked."""
        self.marked = self.marked | {id} if self.many else {id}
        self.lay_by(id, label, at)

    def action_take_out(self) -> None:
        """Takes out what was written in here; a record of the plan only loses its mark."""
        if not self.count():
            return
        id, label = self.rows[self.cursor]
        if id in self.own:
            self.out.append((self.cursor, id, label))
            self.rows.pop(self.cursor)
            self.own.discard(id)
            self.marked.discard(id)
            self.cursor = max(0, min(self.cursor, self.count() - 1))
            self.acted()
        elif id in self.marked:
            self.mark(self.cursor)

    def bring_back(self) -> None:
        """Brings back what was taken out last."""
        if self.out:
            at, id, label = self.out.pop()
            self.cursor = min(at, self.count())
            self.write_in(id, label, self.cursor)
            self.acted()


class PickView(Arranged[Pick]):
    """Records to pick, and a line to write a new one in."""

    DEFAULT_CSS = """
    PickView #new { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "bring_back", marked("Bring back what was taken out"), show=False, id="picking.bring_back"),
    ]
    hint = marked("number or space marks, enter goes on")

    def __init__(self, step: Pick, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        rows = step.choices(given)
        known = {id for id, _ in rows}
        chosen = raw.get("chosen")
        marked = {str(id) for id in chosen} & known if isinstance(chosen, list | tuple) else set()
        added = [(str(item.get("id") or given.new_id()), line(item.get("label"))) for item in entries(raw, "added")]
        added = [(id, label) for id, label in added if label] if step.add else []
        own = {id for id, _ in added}
        rows += [(id, label) for id, label in dict(added).items() if id not in known]
        self._records = Records(rows, own, marked | own, many=step.max != 1)
        self._count = Count()
        self._add = AddLine(placeholder=said("Something new: type it, then enter"))
        self._mark = OtherMark()
        self._mark.many = self._records.many
        self._new = given.new_id()  # the id of what stands in that line

    def compose(self) -> ComposeResult:
        self._records.display = bool(self._records.rows) or not self.step.add
        yield self._records
        if self.step.add:
            self._lines[NEW] = self._add
            with Horizontal(id="new"):
                yield self._mark
                yield self._add
        yield self._count
        self._show()

    # --- the answer ------------------------------------------------------------------

    def raw(self) -> Value:
        records = self._records
        marked = [(id, label) for id, label in records.rows if id in records.marked]
        raw: Value = {"chosen": [id for id, _ in marked if id not in records.own]}
        if self.step.add:
            own = [(id, label) for id, label in marked if id in records.own] + self._being_written()
            raw["added"] = [{"id": id, "label": label} for id, label in own]
        return raw

    def _being_written(self) -> list[tuple[str, str]]:
        """What stands in the line counts, as nobody must lose a word by not pressing Enter."""
        label = line(self._add.value)
        return [(self._new, label)] if label else []

    def edited(self, name: str) -> None:
        """Where one is wanted, what is being written takes the place of what was marked."""
        if self._being_written() and not self._records.many and self._records.marked:
            self._records.marked = set()
            self._records.redraw()

    def tell(self) -> None:
        """Also counts anew, and shows the list when there is something in it."""
        if not self._records.many and self._records.marked:
            self._lay_by()
        if not self._records.rows and self._records.has_focus and self.step.add:
            self._add.focus()
        self._records.display = bool(self._records.rows) or not self.step.add
        self._show()
        super().tell()

    def _lay_by(self) -> None:
        """One is wanted, and a record was marked after something was written: that stays in the list, unmarked."""
        for id, label in self._being_written():
            self._add.put("")
            self._records.lay_by(id, label)
            self._new = self.given.new_id()

    def _show(self) -> None:
        written = bool(self._being_written())
        if written != self._mark.marked:
            self._mark.marked = written
            self._mark.redraw()
        self._count.words = self._counted(len(self._records.marked) + len(self._being_written()))
        self._count.display = bool(self._count.words)
        self._count.redraw()

    def _counted(self, count: int) -> Content:
        low, high, many = self.step.min, self.step.max, self._records.many
        if high is not None and count > high:
            more = said_of(count - high, "{n} too many", "{n} too many")
            words = said("{count} of at most {most}: {more}", count=count, most=high, more=more)
            return Content.styled(f"! {words}", "bold $warning")
        if self._records.out:
            gone = said("taken out: {name}", name=self._records.out[-1][2])
            return cut(gone, 40, DIM) + Content.styled(" (ctrl+z)", DIM)
        if many and count < low and (low > 1 or count):
            return Content.styled(said("{count} of at least {least}", count=count, least=low), ACCENT)
        if high is not None and many:
            return Content.styled(said("{count} of at most {most}", count=count, most=high), DIM)
        return Content.styled(said("{count} picked", count=count), DIM) if many and count else Content("")

    @on(AddLine.Added)
    def _added(self, message: AddLine.Added) -> None:
        message.stop()
        for label in message.labels:
            self._records.write_in(self._new, label)
            self._new = self.given.new_id()
        self.tell()

    def action_bring_back(self) -> None:
        """Brings back what was taken out last."""
        self._records.bring_back()

    def after(self, field: Widget) -> None:
        """Enter goes on from the list, and from the empty line."""
        self.done()
