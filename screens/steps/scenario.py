"""The view of `scenario`: a role-play that is read like a story, one moment after another, with choices in between.

Everything follows from the path of choices, so a play that was left half-way goes on exactly where it was.
"""

from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region

from coach.lessons.given import Given
from coach.lessons.kinds import Value
from coach.lessons.kinds.simulate import Meter, Play, Scenario, ScenarioStep
from coach.words import marked, said

from ..text import one_line
from .arranged import Arranged, entries, mapping, whole
from .drawn import Drawn, show_region
from .entry import Writing
from .scenario_debrief import learned, moved, turns, way
from .scenario_story import Passage, Story, aside, ending, missing, moment, pause, setting, taken
from .scenario_ways import Way, Ways


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
    ScenarioView Writing { min-height: 2; }
    """
    hint = marked("letters or arrows and enter choose, u takes back, page up reads back")

    def __init__(self, step: ScenarioStep, given: Given, raw: Value) -> None:
        super().__init__(step, given, raw)
        self._play = self._resumed(raw) if step.story else None
        self._replays = whole(raw.get("replays")) or 0
        self._thoughts = {id: str(text or "") for id, text in mapping(raw, "thoughts").items()}
        self._writings: dict[str, Writing] = {}
        self._prompts: list[Prompt] = []
        self._begun = bool(self._play and self._play.path)
        self._commenting = False  # whether the word on the last choice is still to be read
        self._looking = 0  # how many pages of looking back are open
        self._width = 0
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
            self._prompts.append(Prompt(question.prompt))
            self._writings[question.id] = Writing(self._thoughts.get(question.id, ""))
            yield self._prompts[-1]
            yield self._writings[question.id]
        yield self._ways
        self._show()

    def raw(self) -> Value:
        path = [{"node": node, "choice": key} for node, key in self._play.path] if self._play else []
        thoughts = self._thoughts | {id: writing.text for id, writing in self._writings.items()}
        written = {id: text for id, text in thoughts.items() if text}
        raw: dict[str, Any] = {"path": path, "replays": self._replays, "thoughts": written}
        return raw | {name: self.first[name] for name in ("record", "notes") if self.first.get(name)}

    def focus_field(self) -> None:
        self.screen.set_focus(self._ways, scroll_visible=False)
        self.call_after_refresh(self._scroll)

    def on_resize(self) -> None:
        """At another width the story has other lines. A height that changes while somebody writes moves nothing."""
        if self.size.width != self._width:  # the height also changes while somebody writes, and then nothing may move
            self._width = self.size.width
            self.call_after_refresh(self._scroll)

    # --- what is shown -------------------------------------------------------------

    def _show(self) -> None:
        """Tells the story as far as it has come, and what can be done now."""
        self._story.tell(*self._passages())
        self._ways.offer(self._offers())
        for widget in (*self._prompts, *self._writings.values()):
            widget.display = self._asking
        self.call_after_refresh(self._scroll)

    def _scroll(self) -> None:
        """Brings what is to be read now into view, with what can be done about it, if there is room for both."""
        top = self._story.new_from()
        show_region(self, Region(0, top, 1, max(1, self.size.height - top)))

    def _passages(self) -> tuple[list[Passage], int]:
        """The passages so far, and which of them is the first to be read now."""
        play, story = self._play, self.step.story
        if play is None or story is None:
            return [missing], 0
        made = turns(self.step, play.path)
        told = [setting(story, under_way=self.step.start not in (None, story.start))]
        before = Play.begin(self.step)
        for turn in made:
            told += [moment(turn.node, self._gauges(before)), taken(turn.move)]
            told += [aside(turn.move.feedback)] if turn.move.feedback else []
            before = turn.after
        if not self._begun:
            return told, 0
        if self._commenting:
            return told, len(told) - (2 if made[-1].move.feedback else 1)
        now = len(told)
        if play.node:
            return [*told, moment(play.node, self._gauges(play))], now
        told.append(ending(play.ending) if play.ending else pause(play))
        pages = self._pages(story)
        told += pages[: self._looking]
        return told, now + self._looking

    def _gauges(self, play: Play) -> list[tuple[Meter, int]]:
        """The meters that are shown while playing."""
        story = self.step.story
        return [(meter, play.meters[meter.id]) for meter in story.meters if meter.shown] if story else []

    def _pages(self, story: Scenario) -> list[Passage]:
        """The pages of looking back."""
        made = turns(self.step, self._play.path) if self._play else []
        pages = [way(made)] + ([moved(self.step, story, made)] if story.meters else [])
        return pages + ([learned(story)] if story.learn and self._play and self._play.ending else [])

    @property
    def _asking(self) -> bool:
        """Whether the questions after the play are open."""
        story = self.step.story
        return bool(story and self._play and self._play.over and self._looking > len(self._pages(story)))

    def _offers(self) -> list[Way]:
        """What can be done now."""
        play, story = self._play, self.step.story
        if play is None or story is None:
            return [Way("", said("Go on"), self.done)]
        if not self._begun:
            return [Way("", said("Begin"), self._begin)]
        if self._commenting:
            return [Way("", said("Go on"), self._go_on)]
        if play.node:
            return [Way(move.key, move.label, partial(self._choose, move.key), choice=True) for move in play.moves]
        again = Way("r", said("Play it again, another way"), self._again)
        if self._looking > len(self._pages(story)) or (not story.debrief and self._looking == len(self._pages(story))):
            return [Way("", said("Finish"), self.done), again]
        if self._looking:
            return [Way("", said("Go on"), self._look)]
        return [Way("", said("Look back at how it went"), self._look), again,
                Way("u", said("Take the last choice back"), self._take_back)]  # fmt: skip

    # --- deeds ---------------------------------------------------------------------

    def _begin(self) -> None:
        self._begun = True
        self._show()

    def _choose(self, key: str) -> None:
        if self._play is None:
            return
        self._play = self._play.choose(key)
        self._commenting = bool(self._play.feedback)
        self._show()
        self.tell()

    def _go_on(self) -> None:
        self._commenting = False
        self._show()

    def _look(self) -> None:
        """Opens the next page of looking back; after the last one, the questions."""
        self._looking += 1
        self._show()
        if self._asking:
            first = next(iter(self._writings.values()))
            self.screen.set_focus(first, scroll_visible=False)

    def _take_back(self) -> None:
        """Takes the last choice back: the moment before it is there again."""
        if self._play is None or not self._play.path:
            return
        path = [{"node": node, "choice": key} for node, key in self._play.path[:-1]]
        self._play = Play.along(self.step, path) or Play.begin(self.step)
        self._restart()

    def _again(self) -> None:
        """Plays it again from the beginning. What was thought about it stays."""
        self._play = Play.begin(self.step)
        self._replays += 1
        self._restart()

    def _restart(self) -> None:
        self._commenting, self._looking = False, 0
        self.screen.set_focus(self._ways, scroll_visible=False)
        self._show()
        self.tell()
