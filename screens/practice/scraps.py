"""What is half written in a session and belongs to no record yet: in memory at once, on disk within a second."""

from typing import Any

from coach.store.files import NotSaved

from ..drafting import Drafting


class Scraps(Drafting):
    """The drafts of one session, in the coach's own file, by what they are of."""

    def half(self, name: str) -> dict[str, Any]:
        """What was half written there, now or before the program ended."""
        kept: dict[str, Any] = self.desk.workspace.drafts.of(self.lesson).get(name) or {}
        return self.desk.half_typed.get((self.lesson, name), kept)

    def done(self, name: str) -> None:
        """It was kept as what it is; a draft that stays behind is only shown again."""
        self.desk.half_typed.pop((self.lesson, name), None)
        try:
            self.desk.workspace.drafts.drop(self.lesson, name)
        except (NotSaved, OSError):
            return
