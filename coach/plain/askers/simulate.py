"""The role-play, line by line: told like a story, with a choice at each of its moments."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.simulate import RUNGS, Ending, Meter, Move, Node, Play, Scenario, ScenarioStep
from ...words import marked, said
from ..prose import prose
from ..talk import Talk, sentence

TONES = {
    "good": marked("A good ending."),
    "mended": marked("An ending that was mended."),
    "mixed": marked("A mixed ending."),
    "poor": marked("A poor ending, and one to learn from."),
}


def scenario(step: ScenarioStep, given: Given, talk: Talk, raw: Value) -> None:
    """Plays to an ending, from where it was left; then looks back at it."""
    story = step.story
    if story is None:
        talk.nothing(marked("to play"))
        return
    play = _begun(step, story, given, talk, raw)
    while True:
        while not play.over:
            play = _turn(play, given, talk)
            raw["path"] = [{"node": node, "choice": choice} for node, choice in play.path]
        _end(play, given, talk)
        if not talk.ask_key(said("Enter looks back at how it went, r plays it again"), "r"):
            break
        raw["path"], raw["replays"] = [], int(raw.get("replays") or 0) + 1
        play = Play.begin(step)
    _look_back(play, story, talk)
    thoughts = raw.setdefault("thoughts", {})
    for question in story.debrief:
        before = str(thoughts.get(question.id) or "")
        thoughts[question.id] = talk.ask_line(question.prompt, before, enter=said("one line, Enter leaves it out"))


def _begun(step: ScenarioStep, story: Scenario, given: Given, talk: Talk, raw: Value) -> Play:
    """Tells where the story is set, and what was played before; a story that has changed begins anew."""
    talk.say(said("A role-play. You hear a moment of the story and choose what to do."))
    talk.say()
    talk.say(prose(story.setting, given))
    talk.say(prose(story.role, given))
    if step.start not in (None, story.start):
        talk.say(said("The story is under way already."))
    play = Play.along(step, list(raw.get("path", ())))
    if play is None:
        raw["path"] = []
        return Play.begin(step)
    moves = _moves(play)
    if moves:
        talk.say()
        talk.say(said("What you have done so far:"))
        _told(moves, talk)
    return play


def _turn(play: Play, given: Given, talk: Talk) -> Play:
    """One moment, and what is done in it."""
    node = play.node
    assert node is not None  # the play is not over
    talk.say()
    heading = ". ".join(part for part in (node.when, node.speaker) if part)
    if heading:
        talk.say(f"{heading}:")
    talk.say(prose(node.text, given))
    story = play.step.story
    for meter in story.meters if story else ():
        if meter.shown:
            talk.say(f"{meter.label}: {_value(meter, play.meters[meter.id])}.")
    place = talk.choose(said("What do you do?"), [move.label for move in play.moves])
    play = play.choose(play.moves[place or 0].key)
    if play.feedback:
        talk.say()
        talk.say(prose(play.feedback, given))
    return play


def _end(play: Play, given: Given, talk: Talk) -> None:
    talk.say()
    ending: Ending | None = play.ending
    if ending is None:
        talk.say(said("The story stops here for now. A later lesson takes it up."))
        return
    talk.say(said("The end: {title} {tone}", title=sentence(ending.title), tone=said(TONES[ending.tone])))
    talk.say(prose(ending.text, given))


# --- looking back ----------------------------------------------------------------


def _look_back(play: Play, story: Scenario, talk: Talk) -> None:
    """The way through the story, what moved, and what there is to learn."""
    talk.say()
    talk.say(said("Your way through it:"))
    _told(_moves(play), talk)
    begun = Play.begin(play.step)
    for meter in story.meters:
        first, last = begun.meters[meter.id], _value(meter, play.meters[meter.id])
        told = said("{meter}: from {first} to {last}.", meter=meter.label, first=first, last=last)
        talk.say(f"{told} {meter.meaning}")
    rungs = [int(rung) for rung in play.rungs]
    if rungs:
        talk.say(said("The most help you gave: {help}.", help=said(RUNGS[max(rungs)])))
    if story.learn and play.ending:
        talk.say(said("What there is to learn:"))
        for point in story.learn:
            talk.say(f"- {point}")


def _moves(play: Play) -> list[tuple[Node, Move]]:
    """The moments of a play and what was done in them."""
    now, found = Play.begin(play.step), []
    for _, key in play.path:
        if now.node is not None:
            found.append((now.node, next(move for move in now.moves if move.key == key)))
        now = now.choose(key)
    return found


def _told(moves: list[tuple[Node, Move]], talk: Talk) -> None:
    for node, move in moves:
        rung = "" if move.rung is None else f" ({said(RUNGS[move.rung])})"
        talk.say(f"- {f'{node.when}: ' if node.when else ''}{move.label}{rung}")


def _value(meter: Meter, value: int) -> str:
    return f"{value} {meter.unit}" if meter.unit else said("{n} of {of}", n=value, of=meter.max)
