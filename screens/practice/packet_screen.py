"""What came back in a packet, before anything is done with it; then record by record what both have changed."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from coach.packets import merge, rows
from coach.packets.form import Packet, Return
from coach.packets.merge import Met, Side
from coach.packets.telling import conflict, head, news, sender
from coach.plan.events import Change
from coach.restore import back_up
from coach.words import marked, said, said_of

from ..base import About
from ..dialogs import Choose, Offer
from ..drawing import QUIET, one_line, wrap
from .pages import ClientPage
from .visit import Visit

WHAT = marked("what came back")  # in the history, as the command line says it


class PacketScreen(ClientPage):
    """A packet that was opened and not yet taken in."""

    about = About(
        marked("What came back"),
        marked(
            "What the packet would bring into your client's plan. Enter takes it in. What both of you have changed is "
            "asked about first, record by record, with both wordings; what is not taken stays in the history. Until "
            "then nothing is changed."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", marked("Take it in"), id="packet.take"),
    ]

    def __init__(self, visit: Visit, packet: Packet, content: Return) -> None:
        super().__init__(visit)
        self.packet = packet
        self.content = content
        self.sides: dict[tuple[str, str], Side] = {}
        self._meet()

    def _meet(self) -> None:
        plan = self.visit.one.plan
        admitted = rows.admitted(self.content.rows, self.content.lessons)
        self.plan, self.met = plan.plan, merge.meet(plan.plan, plan.history(), admitted)

    @property
    def both(self) -> list[Met]:
        """The records that both have changed."""
        return [one for one in self.met if one.conflict]

    def heading(self) -> tuple[str, str]:
        n = len(self.both)
        return said("What came back"), said_of(n, "{n} to decide", "{n} to decide") if n else ""

    def lines(self, width: int) -> list[Content]:
        agreed = merge.changes(self.met, lambda one: "ours")  # what nobody has to decide
        told = list(news(self.plan, agreed, self.desk.library)) or [said("There is nothing new in it.")]
        parts = [*wrap(head(self.packet), width, QUIET), Content(""), *(part for t in told for part in wrap(t, width))]
        if self.both:
            parts += [Content(""), one_line(said("Both of you have changed"), "bold")]
            parts += [part for one in self.both for text in self._conflict(one) for part in wrap(text, width)]
        if self.content.withheld:
            counts = ", ".join(f"{n} × {title}" for title, n in sorted(self.content.withheld.items()))
            parts += [Content(""), *wrap(said("It stays with them: {counts}", counts=counts), width, QUIET)]
        return parts

    def _conflict(self, one: Met) -> list[str]:
        return list(conflict(one, self.plan, self.desk.library))

    def hints(self) -> list[tuple[str, str]]:
        return [("take", said("take it in")), *super().hints()]

    def action_take(self) -> None:
        """Asks about what both have changed, one after the other; then all of it is taken in."""
        self.sides = {}
        self._next()

    def _next(self) -> None:
        left = [one for one in self.both if (one.table, one.id) not in self.sides]
        if not left:
            self._take_in()
            return
        first, title = left[0], said_of(len(left), "{n} to decide", "{n} to decide")
        offers = [
            Offer("ours", said("The one here")),
            Offer("theirs", said("Theirs")),
        ]

        def chosen(key: str | None) -> None:
            if key is not None:
                self.sides[first.table, first.id] = "theirs" if key == "theirs" else "ours"
                self.call_later(self._next)

        self.ask(Choose(title, offers, "\n".join(self._conflict(first)), first.newer), chosen)

    def _take_in(self) -> None:
        plan = self.one.plan
        if plan.refresh() and plan.plan is not self.plan:
            self._meet()
            self.redraw()
            self.warn(said("The plan was changed in another window just now. Look once more, then take it in."))
            return
        changes = merge.changes(self.met, lambda one: self.sides.get((one.table, one.id), one.newer))
        what = f"{WHAT} from {sender(self.packet)}"
        if not changes:
            self.leave()
            self.say(said("There is nothing new in it."))
        elif self.do(lambda: self._record(changes, what)):
            self.leave()
            self.say(said("Taken in. What was not taken is kept in the history."))

    def _record(self, changes: list[Change], what: str) -> None:
        back_up(self.one.plan, "merge")
        self.one.plan.record("took in", changes, what, self.packet.source)
