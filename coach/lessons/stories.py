"""Walks a role-play on every path: what is never reached, and which first choices can still end well."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..words import said
from .kinds.simulate import Play, ScenarioStep

MOST = 20_000  # states looked at


def story_faults(step: ScenarioStep) -> list[str]:
    """What is wrong with the part of a story that a step plays, each as a sentence."""
    story = step.story
    if story is None:
        return [said("the role-play “{scenario}” is missing", scenario=step.scenario)]
    plays = list(every_play(Play.begin(step)))
    faults = [
        said("“{at}” has no choice that is open", at=play.at) for play in plays if not play.over and not play.moves
    ]
    whole = step.start in (None, story.start) and not step.stop_at
    if whole:
        seen = {play.at for play in plays}
        faults += [
            said("the moment “{id}” is never reached", id=node.id) for node in story.nodes if node.id not in seen
        ]
        faults += [
            said("the ending “{id}” is never reached", id=ending.id)
            for ending in story.endings
            if ending.id not in seen
        ]
    begin = Play.begin(step)
    if step.start in (None, story.start):
        faults += [
            said("after the first choice “{key}” nothing ends well", key=move.key)
            for move in begin.moves
            if not _ends_well(begin, move.key)
        ]
    return list(dict.fromkeys(faults))


@dataclass(frozen=True, slots=True)
class Played:
    """What came of playing a story on every way: how many there are, and which nodes and endings they come to."""

    ways: int
    nodes: frozenset[str]
    endings: frozenset[str]


def played(step: ScenarioStep) -> Played:
    """Plays the story of a step on every way. Ways that come back to a place with nothing changed are not counted."""
    begin = Play.begin(step)
    at = {place.at for place in every_play(begin)}
    story = step.story
    nodes = {node.id for node in story.nodes} if story else set()
    return Played(_ways(begin), frozenset(at & nodes), frozenset(at - nodes))


def _ways(begin: Play) -> int:
    """How many ways lead from here to an end: each place's number is the sum of those that follow it."""
    number: dict[object, int] = {}
    waiting = [begin]
    while waiting and len(number) < MOST:
        play = waiting[-1]
        state = _state(play)
        after = [play.choose(move.key) for move in play.moves] if number.get(state, 0) == 0 else []
        fresh = [one for one in after if _state(one) not in number]
        if play.over or not fresh or number.get(state):
            waiting.pop()
            number[state] = number.get(state) or int(play.over) or sum(number[_state(one)] for one in after)
        else:
            number[state] = 0  # as long as it is on the way: a circle that leads back to it adds nothing
            waiting += fresh
    return number.get(_state(begin), 0)


def _ends_well(begin: Play, key: str) -> bool:
    return any(
        play.over and (play.ending is None or play.ending.tone in ("good", "mended"))
        for play in every_play(begin.choose(key))
    )


def every_play(begin: Play) -> Iterator[Play]:
    """Every state a play can come to, each once: a place with its flags and meters."""
    waiting = [begin]
    seen: set[object] = set()
    while waiting and len(seen) < MOST:
        play = waiting.pop()
        state = _state(play)
        if state in seen:
            continue
        seen.add(state)
        yield play
        waiting += [play.choose(move.key) for move in play.moves]


def _state(play: Play) -> object:
    """All that decides how a story can go on."""
    return play.at, play.flags, tuple(sorted(play.meters.items())), bool(play.path)


def path_to(step: ScenarioStep, ending: str, through: str = "") -> list[dict[str, str]] | None:
    """The shortest way to an ending (through a moment, if named), as an answer holds it; None if there is none."""
    waiting = [Play.begin(step)]
    for play in waiting:
        if len(waiting) > MOST:
            return None
        nodes = [node for node, _ in play.path]
        if play.over and play.ending_id == ending and (not through or through in nodes):
            return [{"node": node, "choice": choice} for node, choice in play.path]
        if len(nodes) < 16:
            waiting += [play.choose(move.key) for move in play.moves]
    return None
