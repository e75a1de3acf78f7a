"""A client's plan as the coach may see it: to look at, and never to write into.

What the client keeps private is not in it, and neither is the history, for that may know what has since been made
private. Whatever shows plans can be given this in a plan's place.
"""

from ..exports.visible import visible
from ..plan.events import Event
from ..words import said
from ..workspace import Workspace
from .seen import COACH


class Looking(Workspace):
    """The plan of somebody else, open to look at."""

    def __init__(self, whole: Workspace) -> None:
        # Not opened anew: it is the other one, seen through a filter.
        self._whole = whole
        self.files, self.clock, self.new_id, self.drafts = whole.files, whole.clock, whole.new_id, whole.drafts
        self._watchers = []
        self.withheld = 0  # how many things the client keeps private
        self._look()
        self._unwatch = whole.watch(self._changed)

    def _look(self) -> None:
        copy = visible(self._whole.plan, COACH)
        self.plan, self.withheld = copy.plan, sum(copy.withheld.values())

    def _changed(self) -> None:
        self._look()
        self._told()

    @property
    def notices(self) -> list[str]:
        return []

    @property
    def read_only(self) -> str:
        return said("this plan is your client's; here it is only looked at")

    def history(self) -> list[Event]:
        return []

    def refresh(self) -> bool:
        return self._whole.refresh()

    def close(self) -> None:
        self._unwatch()
