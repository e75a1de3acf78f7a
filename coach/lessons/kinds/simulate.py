"""The scenario step: a branching role-play, played inside a lesson."""

from typing import Annotated, Literal

from pydantic import Field

from ...plan.events import Change
from ...words import marked, said
from ..writes import fill_record
from .base import LONGEST, Accepted, Data, Given, Refused, Slug, Step, Value, Verdict

NodeId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]*$", max_length=40)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Meter(Data):
    """Something that the choices move, hidden while playing unless `shown`, and always in the debrief."""

    id: Name
    label: Annotated[str, Field(min_length=1, max_length=60)]
    meaning: str = ""
    start: int = 0
    min: int = 0
    max: int = 10
    shown: bool = False
    unit: str = ""


class Test(Data):
    """A condition inside a role-play, on one flag or one meter."""

    flag: Name | None = None
    set: bool = True
    meter: Name | None = None
    at_least: int | None = None
    at_most: int | None = None


class Move(Data):
    """A choice at a node: what is said or done, what it changes, where it leads, and what it teaches."""

    key: Annotated[str, Field(pattern=r"^[a-e]$")]
    label: Annotated[str, Field(min_length=1)]
    rung: Annotated[int, Field(ge=0, le=4)] | None = None  # of the help ladder, in mentor scenarios
    effects: dict[Name, int] = {}
    flags: tuple[Name, ...] = ()
    to: NodeId
    feedback: str = ""
    repair: bool = False  # leads back from a poor branch
    when: Test | None = None


class Node(Data):
    """A moment of the story."""

    id: NodeId
    when: str = ""  # story time: "Tue 15:00"
    speaker: str = ""
    text: Annotated[str, Field(min_length=1)]
    flags: tuple[Name, ...] = ()  # set on arrival
    choices: Annotated[tuple[Move, ...], Field(min_length=1, max_length=5)]


class Ending(Data):
    """How a story can end."""

    id: NodeId
    title: Annotated[str, Field(min_length=1, max_length=80)]
    text: Annotated[str, Field(min_length=1)]
    tone: Literal["good", "mended", "mixed", "poor"]


class Question(Data):
    """Something to think about after the play."""

    id: Slug
    prompt: Annotated[str, Field(min_length=1)]


class Scenario(Data):
    """A role-play in a file of its own, so that one story can serve several lessons."""

    format: Literal[1]
    id: Slug
    version: Annotated[int, Field(ge=1)] = 1
    title: Annotated[str, Field(min_length=1, max_length=80)]
    setting: Annotated[str, Field(min_length=1)]
    role: Annotated[str, Field(min_length=1)]  # who the player is
    learn: tuple[str, ...] = ()  # shown in the debrief
    sources: tuple[str, ...] = ()
    meters: tuple[Meter, ...] = ()
    flags: tuple[Name, ...] = ()
    start: NodeId
    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]
    endings: Annotated[tuple[Ending, ...], Field(min_length=1)]
    debrief: tuple[Question, ...] = ()

    def node(self, id: str) -> Node | None:
        """The node of that id, or None when it is an ending."""
        return next((node for node in self.nodes if node.id == id), None)

    def ending(self, id: str) -> Ending | None:
        """The ending of that id."""
        return next((ending for ending in self.endings if ending.id == id), None)


class ScenarioStep(Step):
    """Plays a scenario, whole or a part of it: from `start`, until a node named in `stop_at`."""

    kind: Literal["scenario"]
    scenario: Slug
    start: NodeId | None = None
    stop_at: tuple[NodeId, ...] = ()
    meters: dict[Name, int] = {}  # what the meters show at `start`, when that is not the beginning
    story: Annotated[Scenario | None, Field(exclude=True)] = None  # put in by the library

    usual_minutes = 7.0

    def accept(self, raw: Value, given: Given) -> Verdict:
        path = [{"node": str(m["node"]), "choice": str(m["choice"])} for m in raw.get("path", ())]
        play = Play.along(self, path)
        if play is None:
            return Refused(said("This story has changed since; please play it once more."))
        if not play.over:
            return Refused(said("Play on to an ending first; going back and trying another way is welcome."))
        thoughts = {id: str(text)[:LONGEST] for id, text in (raw.get("thoughts") or {}).items() if str(text).strip()}
        notes = raw.get("notes") or {}
        value: Value = {"path": path, "ending": play.ending_id, "meters": play.meters, "flags": sorted(play.flags),
                        "rungs": play.rungs, "replays": int(raw.get("replays") or 0),
                        "record": raw.get("record") or given.new_id(),
                        "notes": {id: notes.get(id) or given.new_id() for id in thoughts}}  # fmt: skip
        if thoughts:
            value["thoughts"] = thoughts
        return Accepted(value)

    def fill(self, value: Value, given: Given) -> list[Change]:
        if not self.fills:
            return []
        sitting = {"instrument": f"role-play-{self.scenario}", "taken_on": given.today.isoformat(),
                   "ratings": {f"rung-{rung}": n for rung, n in value["rungs"].items()},
                   "names": {f"rung-{rung}": said(RUNGS[int(rung)]) for rung in value["rungs"]},
                   "note": self._ending_title(value["ending"])}  # fmt: skip
        changes = fill_record(given, self.id, "assessments", value["record"], sitting)
        prompts = {q.id: q.prompt for q in self.story.debrief} if self.story else {}
        for id, text in value.get("thoughts", {}).items():
            fields = {"text": text, "on": given.today.isoformat(), "prompt": prompts.get(id, "")}
            changes += fill_record(given, self.id, "reflections", value["notes"][id], fields)
        return changes

    def again(self, value: Value, given: Given) -> Value:
        return {}

    def _ending_title(self, id: str) -> str:
        ending = self.story.ending(id) if self.story else None
        return ending.title if ending else said("Paused")

    def words(self, value: Value, given: Given) -> list[str]:
        ending = said("Ending: {title}", title=self._ending_title(value.get("ending", "")))
        return [ending, *value.get("thoughts", {}).values()]

    def names(self, value: Value) -> dict[str, str]:
        ending = value.get("ending", "")
        return {f"ending/{ending}": self._ending_title(ending)} if ending else {}

    def meaning(self) -> object:
        return [self.scenario, self.start, sorted(self.stop_at)]


RUNGS = {
    0: marked("listen and ask"),
    1: marked("name the WHAT"),
    2: marked("hint or resource"),
    3: marked("show a similar case"),
    4: marked("give the answer"),
}


class Play(Data):
    """A scenario as far as it has been played: a fold over the choices made. Every choice makes a new Play."""

    step: ScenarioStep
    at: str  # a node or an ending
    meters: dict[str, int]
    flags: frozenset[str] = frozenset()
    path: tuple[tuple[str, str], ...] = ()
    rungs: dict[str, int] = {}
    feedback: str = ""  # on the last choice

    @classmethod
    def begin(cls, step: ScenarioStep) -> "Play":
        """The start of the story, or of the part that this step plays."""
        story = _story(step)
        meters = {meter.id: step.meters.get(meter.id, meter.start) for meter in story.meters}
        at = step.start or story.start
        node = story.node(at)
        return cls(step=step, at=at, meters=meters, flags=frozenset(node.flags if node else ()))

    @classmethod
    def along(cls, step: ScenarioStep, path: list[dict[str, str]]) -> "Play | None":
        """The play after these choices, or None if the story no longer allows them."""
        play = cls.begin(step)
        for move in path:
            if play.at != move["node"] or move["choice"] not in [m.key for m in play.moves]:
                return None
            play = play.choose(move["choice"])
        return play

    @property
    def node(self) -> Node | None:
        """The moment the story is at, or None at an ending or a stop."""
        return None if self.at in self.step.stop_at and self.path else _story(self.step).node(self.at)

    @property
    def ending(self) -> Ending | None:
        """The ending reached, or None."""
        return _story(self.step).ending(self.at)

    @property
    def ending_id(self) -> str:
        """The id of the ending, or `paused` where the lesson stops the story."""
        return self.at if self.ending else "paused"

    @property
    def over(self) -> bool:
        """Whether there is nothing more to choose."""
        return self.node is None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The choices open now."""
        return tuple(move for move in self.node.choices if self._allowed(move)) if self.node else ()

    def _allowed(self, move: Move) -> bool:
        test = move.when
        if test is None:
            return True
        if test.flag is not None:
            return (test.flag in self.flags) == test.set
        value = self.meters.get(test.meter or "", 0)
        return (test.at_least is None or value >= test.at_least) and (test.at_most is None or value <= test.at_most)

    def choose(self, key: str) -> "Play":
        """The story after one choice."""
        move = next(move for move in self.moves if move.key == key)
        limits = {meter.id: meter for meter in _story(self.step).meters}
        meters = {
            id: max(limits[id].min, min(limits[id].max, value + move.effects.get(id, 0)))
            for id, value in self.meters.items()
        }
        rungs = dict(self.rungs)
        if move.rung is not None:
            rungs[str(move.rung)] = rungs.get(str(move.rung), 0) + 1
        arrival = _story(self.step).node(move.to)
        flags = self.flags | set(move.flags) | set(arrival.flags if arrival else ())
        return Play(step=self.step, at=move.to, meters=meters, flags=flags, rungs=rungs, feedback=move.feedback,
                    path=(*self.path, (self.at, key)))  # fmt: skip


def _story(step: ScenarioStep) -> Scenario:
    if step.story is None:
        raise LookupError(f"the scenario {step.scenario} is not in the library")
    return step.story
