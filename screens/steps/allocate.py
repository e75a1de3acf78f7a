"""The view of `allocate`: a total shared out between rows, with bars, and what is left always in view."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.arrange import Allocate
from coach.lessons.kinds.base import line
from coach.lessons.wording import worded
from coach.words import marked, said

from ..text import one_line
from .arranged import AddLine, Arranged, entries
from .drawn import DIM, Drawn, Room, hanging
from .shares import Pot, Shares


class Balance(Drawn):
    """What is still to be shared out, or too much."""

    DEFAULT_CSS = """
    Balance { margin: 1 0 0 0; }
    """

    def __init__(self, pot: Pot) -> None:
        super().__init__()
        self.pot = pot
        self.full = False  # whether there can be no more rows

    def draw(self, width: int) -> list[Content]:
        lines = []
        for n, name in enumerate(self.pot.names):
            before = one_line(f"{name}:", DIM) + " " if name else Content("")
            lines += ("  " + before + self._said(self.pot.left(n))).wrap(max(8, width))
        if self.full:
            lines.append(
                Content.styled("  " + said("That makes {most}, the most there can be.", most=self.pot.step.max), DIM)
            )
        if self.pot.step.own and self.pot.rows:
            keys = Content.styled(said("e changes the name of a line, delete takes it out"), DIM)
            lines += hanging(Content("  "), keys, width)
        return lines

    def _said(self, left: int) -> Content:
        unit = said(self.pot.step.unit)
        if left > 0:
            return one_line(said("{left} {unit} still to share out", left=left, unit=unit), "bold $accent")
        if left < 0:
            return one_line(said("{over} {unit} too many", over=-left, unit=unit), "bold $warning")
        words = said("All {total} {unit} are shared out", total=self.pot.step.total, unit=unit)
        return Content.styled("✓ ", "bold $success") + one_line(words)


class AllocateView(Arranged[Allocate]):
    """A total to share out."""

    DEFAULT_CSS = """
    AllocateView AddLine { margin: 1 0 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "keep_name", marked("Leave the name as it is"), show=False, id="allocate.keep_name"),
    ]
    hint = marked("digits or ← → share out, r gives the rest, enter goes on")

    def __init__(self, step: Allocate, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        rows = step.given_items(given)
        self._fixed = {id for id, _ in rows}
        if step.own:
            rows += self._own(raw)
        self._pot = Pot(step, rows, raw)
        help = {item.id: worded(item.help, given) for item in step.items}
        self._shares = Shares(self._pot, help, self._fixed)
        self._balance = Balance(self._pot)
        self._renaming = ""
        self._add: AddLine | None = None

    def _own(self, raw: Value) -> list[tuple[str, str]]:
        own = [(str(item.get("id") or self.given.new_id()), line(item.get("label"))) for item in entries(raw, "items")]
        return [(id, label) for id, label in own if label and id not in self._fixed]

    def compose(self) -> ComposeResult:
        yield Room(self._shares, others=self._other_lines)
        if self.step.own:
            self._add = AddLine(placeholder=said("Another one: type it, then enter"))
            yield self._add
        yield self._balance
        self._shares.display = bool(self._pot.rows) or not self.step.own

    def _other_lines(self, width: int) -> int:
        return len(self._balance.drawn(width)) + 1 + (2 if self.step.own else 0)

    def raw(self) -> Value:
        pot = self._pot
        raw: Value = {"points": {id: pot.columns[0].get(id, 0) for id, _ in pot.rows}}
        if self.step.own:
            raw["items"] = [{"id": id, "label": label} for id, label in pot.rows if id not in self._fixed]
        if self.step.second:
            raw["second"] = {id: pot.columns[1].get(id, 0) for id, _ in pot.rows}
        return raw | ({"record": self.first["record"]} if self.first.get("record") else {})

    def focus_field(self) -> None:
        if self._add is not None and not self._pot.rows:
            self._add.focus()
        else:
            self._shares.focus()

    def tell(self) -> None:
        """Also counts anew what is left."""
        self._balance.full = self.step.own and len(self._pot.rows) >= self.step.max
        self._balance.redraw()
        super().tell()

    # --- rows of one's own -------------------------------------------------------

    @on(AddLine.Added)
    def _added(self, message: AddLine.Added) -> None:
        message.stop()
        labels = list(message.labels)
        if self._renaming:
            self._pot.rename(self._renaming, labels.pop(0))
            self._renamed()
        room = max(0, self.step.max - len(self._pot.rows))
        for label in labels[:room]:
            self._pot.rows.append((self.given.new_id(), label))
        if labels[room:]:
            message.field.put("; ".join(labels[room:]))  # nothing that was typed is lost
        self._shares.display = bool(self._pot.rows)
        self._shares.redraw()
        self.tell()

    @on(Shares.Rename)
    def _rename(self, message: Shares.Rename) -> None:
        message.stop()
        if self._add is not None:
            self._renamed(message.id)
            self._add.value = dict(self._pot.rows)[message.id]
            self._add.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a name being changed, escape is left to the screen."""
        return bool(self._renaming) if action == "keep_name" else super().check_action(action, parameters)

    def action_keep_name(self) -> None:
        """Leaves a name as it was."""
        self._renamed()
        if self._add is not None:
            self._add.value = ""
        self._shares.focus()

    def _renamed(self, id: str = "") -> None:
        """No name is being changed any more, or another one is."""
        self._renaming = id
        self.refresh_bindings()

    @on(Shares.Removed)
    def _removed(self, message: Shares.Removed) -> None:
        message.stop()
        if not self._pot.rows and self._add is not None:
            self._add.focus()
            self._shares.display = False
        self.tell()

    # --- going on ----------------------------------------------------------------

    def after(self, field: Widget) -> None:
        """Enter goes to the next row while something is left to share out, and on when it is all shared out."""
        short = [n for n in range(len(self._pot.columns)) if self._pot.left(n)]
        if not short or not self._pot.rows:
            self.done()
            return
        if self._pot.column not in short:
            self._pot.column, row = short[0], 0
        else:
            row = (self._shares.cursor + 1) % len(self._pot.rows) if field is self._shares else 0
        if len(self._pot.rows) == 1 and field is self._shares:
            self.done()
            return
        self._shares.focus()
        self._shares.go(row)
