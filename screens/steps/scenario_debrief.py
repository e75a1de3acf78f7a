"""Looking back at a role-play: the way through it, what moved, and what there is to learn."""

from typing import NamedTuple

from textual.content import Content

from coach.lessons.kinds.simulate import RUNGS, Meter, Move, Node, Play, Scenario, ScenarioStep
from coach.words import said

from ..text import cut, one_line
from .drawn import DIM, hanging
from .scenario_story import Passage, tint

BARS = "▁▂▃▄▅▆▇█"


class Turn(NamedTuple):
    """One choice on the way: where it was made, what it was, and what the play had come to afterwards."""

    node: Node
    move: Move
    after: Play


def turns(step: ScenarioStep, path: tuple[tuple[str, str], ...]) -> list[Turn]:
    """The choices of a path, each with the play as it stood then."""
    play, found = Play.begin(step), []
    for _, key in path:
        node = play.node
        move = next((move for move in play.moves if move.key == key), None)
        if node is None or move is None:
            break
        play = play.choose(key)
        found.append(Turn(node, move, play))
    return found


def way(made: list[Turn]) -> Passage:
    """The choices one below the other, with their rungs on the ladder of help."""

    def draw(width: int, past: bool) -> list[Content]:
        lines = [Content.styled(said("Your way through it"), tint(past) or "bold"), Content("")]
        times = min(width // 3, max((len(turn.node.when) for turn in made), default=0))
        for turn in made:
            lines += _turn(turn, times, width, past)
        return lines + _highest(made, width, past)

    return draw


def _turn(turn: Turn, times: int, width: int, past: bool) -> list[Content]:
    when = cut(turn.node.when, times, DIM)
    before = when.pad_right(times - when.cell_length + 2) if times else Content("")
    rung = "" if turn.move.rung is None else f"{turn.move.rung} {said(RUNGS[turn.move.rung])}"
    if width < 60:
        lines = [before + cut(turn.move.label, max(8, width - before.cell_length), tint(past))]
        return lines + ([Content(" " * before.cell_length) + one_line(rung, DIM)] if rung else [])
    room = width - before.cell_length - (max(len(said(name)) for name in RUNGS.values()) + 4 if rung else 0)
    label = cut(turn.move.label, max(8, room), tint(past))
    return [before + label.pad_right(room - label.cell_length + 2) + one_line(rung, DIM)]


def _highest(made: list[Turn], width: int, past: bool) -> list[Content]:
    """How much help was given at most, and when."""
    rungs = [turn for turn in made if turn.move.rung is not None]
    if not rungs:
        return []
    top = max(rungs, key=lambda turn: turn.move.rung or 0)
    rung = top.move.rung or 0
    words = said("Highest on the ladder of help: {rung}, {name}", rung=rung, name=said(RUNGS[rung]))
    words += f" ({top.node.when})" if top.node.when else ""
    return [Content(""), *one_line(words, tint(past)).wrap(width)]


def moved(step: ScenarioStep, story: Scenario, made: list[Turn]) -> Passage:
    """The meters over the story, each as a row of small bars from first to last."""
    begun = Play.begin(step)

    def draw(width: int, past: bool) -> list[Content]:
        lines = [Content.styled(said("What moved"), tint(past) or "bold"), Content("")]
        labels = min(width // 3, max(len(meter.label) for meter in story.meters))
        for meter in story.meters:
            values = [begun.meters[meter.id], *(turn.after.meters[meter.id] for turn in made)]
            lines += _meter(meter, values, labels, width, past)
        return lines

    return draw


def _meter(meter: Meter, values: list[int], labels: int, width: int, past: bool) -> list[Content]:
    label = cut(meter.label, labels, tint(past))
    drawn = Content.styled(bars(meter, values), tint(past) or "$accent")
    words = f"{values[0]} → {values[-1]}"
    words = f"{words} {meter.unit}" if meter.unit else said("{values} of {most}", values=words, most=meter.max)
    numbers = one_line(words, tint(past) or "bold")
    first = label.pad_right(labels - label.cell_length + 2) + drawn + "  " + numbers
    if not meter.meaning:
        return [first]
    return [first, *hanging(Content(" " * (labels + 2)), one_line(meter.meaning, DIM), width)]


def bars(meter: Meter, values: list[int]) -> str:
    """A bar for each value. A meter with a unit fills the height with its own most; the others share one scale."""
    top = max(values) if meter.unit else meter.max
    span = max(1, top - meter.min)
    return "".join(BARS[round((value - meter.min) * (len(BARS) - 1) / span)] for value in values)


def learned(story: Scenario) -> Passage:
    """What there is to learn from the story."""

    def draw(width: int, past: bool) -> list[Content]:
        lines = [Content.styled(said("What there is to learn"), tint(past) or "bold")]
        for point in story.learn:
            lines += [Content(""), *hanging(Content.styled("• ", DIM), one_line(point, tint(past)), width)]
        return lines

    return draw
