"""The view of `scenario`: a role-play that is read like a story, one moment after another, with choices in between.

Everything follows from the path of choices, so a play that was left half-way goes on exactly where it was.
"""

from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple

from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.simulate import Play, ScenarioStep

from ..text import one_line
from .arranged import Arranged, entries, mapping, whole
from .drawn import ACCENT, DIM, Drawn, DrawnList, hanging, show_region
from .entry import Writing
from .scenario_debrief import Turn, learned, moved, turns, way
from .scenario_story import Passage, Story, aside, ending, moment, pause, setting, taken

AIRY = 32  # lines of terminal from which the choices stand apart


class Way(NamedTuple):
    """A line that leads on: a choice, or what can be done between them."""

    key: str
    label: str
    take: Callable[[], None]


class Ways(DrawnList):
    """What can be done now. Keys: the letters or numbers of the choices, the arrows and enter, `u` to take one back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "take_back", "Take the last choice back", show=False, id="scenario.back"),
    ]

    def __init__(self, back: Callable[[], None]) -> None:
        super().__init__()
        self.ways: list[Way] = []
        self._back = back

    def offer(self, ways: list[Way]) -> None:
        """Shows what can be done now, the first of it highlighted."""
        self.ways, self.cursor = ways, 0
        self.redraw()

    def count(self) -> int:
        return len(self.ways)

    def above(self, row: int, width: int) -> list[Content]:
        airy = self.app.size.height >= AIRY and len(self.ways) > 1 and 0 < row < self.count()
        return [Content("")] if airy and self.ways[0].key else []

    def draw_row(self, row: int, width: int, here: bool) -> list[Content]:
        way = self.ways[row]
        key = Content.styled(f"{way.key}  ", ACCENT if here else DIM) if way.key else Content("")
        style = ACCENT if here and len(way.key) != 1 else ""
        return hanging(self.pointer(here) + key, one_line(way.label, style), width)

    # --- keys --------------------------------------------------------------------

    def _unseen(self) -> bool:
        """Whether the highlighted row is out of sight; then a key brings it into view before it does anything."""
        if self.cursor >= len(self._tops):
            return False
        top, height = self._tops[self.cursor]
        here = Region(self.region.x, self.region.y + top, 1, height)
        room = self.screen.region
        for node in self.ancestors:
            if isinstance(node, Widget) and node is not self.screen:
                room = room.intersection(node.content_region) if node.is_scrollable else room
        return not (room.y <= here.y < room.bottom)

    def action_move(self, by: int) -> None:
        """The line above or below, if this one is in view."""
        if self._unseen() and by > 0:
            self.reveal()
        else:
            super().action_move(by)

    def enter(self, row: int) -> None:
        """Takes a way that is in view."""
        if self._unseen():
            self.reveal()
        elif self.count():
            self.ways[row].take()

    def mark(self, row: int) -> None:
        """Space does the same as enter."""
        self.enter(row)

    def pressed(self, row: int, x: int, line: int) -> None:
        """A click takes a way."""
        self.ways[row].take()

    def digit(self, number: int) -> bool:
        """A choice by its number."""
        if not 1 <= number <= self.count():
            return False
        self.ways[number - 1].take()
        return True

    def letter(self, character: str) -> bool:
        """A choice by its letter, or `u`, which takes the last one back."""
        found = next((way for way in self.ways if way.key == character.lower()), None)
        if found is not None:
            found.take()
        elif character.lower() == "u":
            self._back()
        return found is not None or character.lower() == "u"

    def action_take_back(self) -> None:
        """Takes the last choice back."""
        self._back()


class Prompt(Drawn):
    """A question to think about after the play."""

    DEFAULT_CSS = """
    Prompt { margin: 1 0 0 0; }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def draw(self, width: int) -> list[Content]:
        return one_line(self.text).wrap(max(8, width))


class ScenarioView(Arranged[ScenarioStep]):
    """A role-play."""

    DEFAULT_CSS = """
    ScenarioView Ways { margin: 1 0 0 0; }
    ScenarioView Writing { min-height: 3; }
    """
    hint = "a letter or enter chooses, u takes it back, page up and down to read"

    def __init__(self, step: ScenarioStep, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._play = self._resumed(raw) if step.story else None
        self._replays = whole(raw.get("replays")) or 0
        self._thoughts = {id: str(text or "") for id, text in mapping(raw, "thoughts").items()}
        self._writings: dict[str, Writing] = {}
        self._told_way: list[Passage] = []  # what of the looking back is shown
        self._commenting = False  # whether the word on the last choice is still being read
        self._begun = bool(self._play and self._play.path)
        self._story = Story()
        self._ways = Ways(self._take_back)

    def _resumed(self, raw: Value) -> Play:
        """The play as far as it had come; if the story has changed since, as far as it still goes."""
        play = Play.begin(self.step)
        for move in entries(raw, "path"):
            if move.get("node") != play.at or move.get("choice") not in [m.key for m in play.moves]:
                break
            play = play.choose(str(move["choice"]))
        return play

    def compose(self) -> ComposeResult:
        yield self._story
        for question in self.step.story.debrief if self.step.story else ():
            prompt, writing = Prompt(question.prompt), Writing(self._thoughts.get(question.id, ""))
            self._writings[question.id] = writing
            prompt.display = writing.display = False
            yield prompt
            yield writing
        yield self._ways

    def on_mount(self) -> None:
        super().on_mount()
        self._show()

    def raw(self) -> Value:
        path = [{"node": node, "choice": key} for node, key in self._play.path] if self._play else []
        thoughts = self._thoughts | {id: writing.text for id, writing in self._writings.items()}
        raw: dict[str, Any] = {"path": path, "replays": self._replays, "thoughts": {i: t for i, t in thoughts.items() if t}}
        return raw | {name: self.first[name] for name in ("record", "notes") if self.first.get(name)}

    def focus_field(self) -> None:
        self.screen.set_focus(self._ways, scroll_visible=False)
        self.call_after_refresh(self._scroll)
