"""A year lived through in memory, and then written at once: nobody waits for hundreds of saves."""

from collections.abc import Callable, Sequence

from ..plan.events import Change, Event, apply
from ..plan.plan import Plan
from ..store.journal import Journal, encode
from ..workspace import Clock, Workspace


class Rehearsal(Workspace):
    """A workspace without a folder: deeds and walks do with it what they do with any other.

    Its events are numbered as the journal numbers them, so that `write_to` gives the file that saving one by one would.
    """

    def __init__(self, device: str, clock: Clock, new_id: Callable[[], str]) -> None:
        self.clock = clock
        self.new_id = new_id
        self.plan = Plan()
        self._file = f"{device}-0001"
        self._size = 0
        self._events: list[Event] = []

    def record(
        self, what: str, changes: Sequence[Change], title: str = "", source: str = "", undoes: str = ""
    ) -> Event:
        event = Event(id=f"{self._file}:{self._size}", at=self.clock(), what=what, title=title, source=source,
                      changes=tuple(changes), undoes=undoes)  # fmt: skip
        self._size += len(encode(event))
        self._events.append(event)
        self.plan = apply(self.plan, event)
        return event

    def history(self) -> list[Event]:
        return self._events

    def refresh(self) -> bool:
        return False

    def write_to(self, journal: Journal) -> None:
        """Writes all of it as the first file of a journal.

        Raises:
            NotSaved: it could not be written.
        """
        journal.append(journal.folder / f"{self._file}.jsonl", 0, self._events)
