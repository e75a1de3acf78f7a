"""Help for the place one is at: what it is for, and every key that does something there."""

from collections.abc import Sequence

from textual.binding import ActiveBinding
from textual.content import Content

from .base import About
from .dialogs import Tell
from .drawing import ACCENT, QUIET, one_line, plain

EVERYWHERE = {"palette", "quit", "help", "undo", "redo", "go.today", "go.learn", "go.plan"}


class Help(Tell):
    """The help of one place."""

    def __init__(self, about: About, bindings: Sequence[tuple[str, ActiveBinding]], *more: Content) -> None:
        here = [(key, active) for key, active in bindings if (active.binding.id or "") not in EVERYWHERE]
        always = [(key, active) for key, active in bindings if active.binding.id in EVERYWHERE]
        parts = [plain(about.text), *more, _keys("Keys here", here), _keys("Keys everywhere", always)]
        super().__init__(about.title, Content("\n\n").join([part for part in parts if part]))


def _keys(title: str, bindings: Sequence[tuple[str, ActiveBinding]]) -> Content:
    """A key a line, those of one action together."""
    by_action: dict[str, tuple[str, list[str]]] = {}
    for key, active in bindings:
        if active.binding.id and active.binding.description:
            _, keys = by_action.setdefault(active.binding.action, (active.binding.description, []))
            keys.append(key)
    if not by_action:
        return Content("")
    lines = [Content.styled(title, QUIET)]
    for words, keys in by_action.values():
        shown = ", ".join(dict.fromkeys(keys))
        lines.append(Content.assemble((f"{shown:<18}", ACCENT), one_line(words)))
    return Content("\n").join(lines)
