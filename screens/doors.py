"""The places behind the numbers, opened when somebody first goes there; that of a coach only for a coach."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import AwaitMount

from coach.words import marked

from .base import Desk, Place
from .hardening import Hardened
from .widgets.lines import PlaceLine

CLIENTS = "clients"


class WithDoors(Hardened):
    """An app with places. Whoever has clients finds them behind a fourth number; nobody else meets any of it."""

    desk: Desk
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("4", "clients", marked("Clients"), show=False, id="go.clients"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.add_mode("learn", self._learn)
        self.add_mode("plan", self._plan)
        self.add_mode(CLIENTS, self._clients)

    def _learn(self) -> Screen[None]:
        from .learn import LearnScreen

        return LearnScreen(self.desk)

    def _plan(self) -> Screen[None]:
        from .plan.page import PlanScreen

        return PlanScreen(self.desk)

    def _clients(self) -> Screen[None]:
        from .practice.clients import ClientsScreen

        return ClientsScreen(self.desk)

    @property
    def coaching(self) -> bool:
        """Whether there is a practice in this home."""
        return (self.desk.places.data / "practice").is_dir()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key for the clients works from a place to another one, and for a coach."""
        if action == CLIENTS:
            return self.coaching and isinstance(self.screen, Place)
        return super().check_action(action, parameters)

    def switch_mode(self, mode: str) -> AwaitMount:
        """Goes to a place, whose first line says then which places there are by now."""
        going = super().switch_mode(mode)
        self.call_later(self._tell_places)
        return going

    def _tell_places(self) -> None:
        for line in self.screen.query(PlaceLine):
            line.refresh()

    def action_clients(self) -> None:
        """To the clients."""
        self.switch_mode(CLIENTS)
