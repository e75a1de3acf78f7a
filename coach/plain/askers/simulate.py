"""The role-play, line by line."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.simulate import RUNGS, Play, ScenarioStep
from ..talk import Talk


def scenario(step: ScenarioStep, given: Given, talk: Talk, raw: Value) -> None:
    """Plays to an ending, from where it was left; then the debrief."""
    story = step.story
    if story is None:
        return
    talk.say(story.setting)
    talk.say(f"You are {story.role}.")
    while True:
        play = _resumed(step, raw)
        while not play.over:
            play = _turn(play, talk)
            raw["path"] = [{"node": node, "choice": choice} for node, choice in play.path]
        _closing(play, talk)
        if talk.ask("Enter goes on to the debrief; r plays it again:").strip().lower() != "r":
            break
        raw["path"] = []
        raw["replays"] = int(raw.get("replays") or 0) + 1
    thoughts = raw.setdefault("thoughts", {})
    for question in story.debrief:
        thoughts[question.id] = talk.ask_line(question.prompt, str(thoughts.get(question.id) or ""))


def _resumed(step: ScenarioStep, raw: Value) -> Play:
    play = Play.along(step, list(raw.get("path", ())))
    if play is None:
        raw["path"] = []
        return Play.begin(step)
    return play


def _turn(play: Play, talk: Talk) -> Play:
    node = play.node
    assert node is not None, "the play is not over"
    talk.say()
    talk.say(" - ".join(part for part in (node.when, node.speaker) if part))
    talk.say(" ".join(node.text.split()))
    talk.numbered(move.label for move in play.moves)
    number = None
    while number is None:
        number = talk.ask_number("What do you do?", 1, len(play.moves))
    play = play.choose(play.moves[number - 1].key)
    talk.say(play.feedback, indent="  ")
    return play


def _closing(play: Play, talk: Talk) -> None:
    talk.say()
    if play.ending:
        talk.say(f"The end: {play.ending.title}")
        talk.say(" ".join(play.ending.text.split()))
    else:
        talk.say("The story stops here for now.")
    story = play.step.story
    for meter in story.meters if story else ():
        talk.say(f"{meter.label}: {play.meters[meter.id]}" + (f" {meter.unit}" if meter.unit else ""))
    for rung, times in sorted(play.rungs.items()):
        talk.say(f"{RUNGS[int(rung)]}: {times} times" if times > 1 else f"{RUNGS[int(rung)]}: once")
    for point in story.learn if story else ():
        talk.say(f"- {point}")
