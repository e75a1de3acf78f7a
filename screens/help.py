"""Help for the place one is at: what it is for, and every key that does something there."""

from collections.abc import Sequence

from textual.binding import ActiveBinding
from textual.content import Content

from coach.words import said

from .base import About
from .dialogs import Tell
from .drawing import ACCENT, QUIET, one_line, plain

EVERYWHERE = ("palette", "quit", "help", "undo", "redo", "go.")
MOVING = ("list.", "step.page", "lesson.page")

Keys = Sequence[tuple[str, ActiveBinding]]


class Help(Tell):
    """The help of one place."""

    def __init__(self, about: About, bindings: Keys, *more: Content) -> None:
        named = [(key, active) for key, active in bindings if active.binding.id and active.binding.description]
        always = [pair for pair in named if _one_of(pair[1], EVERYWHERE)]
        moving = [pair for pair in named if _one_of(pair[1], MOVING) and pair not in always]
        here = [pair for pair in named if pair not in always and pair not in moving]
        lists = [
            _keys(said("Keys here"), here),
            _keys(said("Moving about"), moving),
            _keys(said("Keys everywhere"), always),
        ]
        super().__init__(
            said(about.title), Content("\n\n").join([part for part in (plain(said(about.text)), *more, *lists) if part])
        )


def _one_of(active: ActiveBinding, kinds: tuple[str, ...]) -> bool:
    return (active.binding.id or "").startswith(kinds)


def _keys(title: str, bindings: Keys) -> Content:
    """A line for each action, with all its keys."""
    by_action: dict[str, tuple[str, list[str]]] = {}
    for key, active in bindings:
        _, keys = by_action.setdefault(active.binding.action, (active.binding.description, []))
        keys.append(key)
    lines = [
        Content.assemble((f"{', '.join(keys):<16}", ACCENT), one_line(said(words)))
        for words, keys in by_action.values()
    ]
    return Content("\n").join([Content.styled(title, QUIET), *lines]) if lines else Content("")
