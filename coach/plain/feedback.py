"""What there is to say about an answer that was kept: what fits, what does not, and why."""

from ..lessons.kinds import Step, Value
from ..lessons.kinds.base import Feedback
from ..walk import Walk
from .talk import Talk, sentence

CHOSEN = {True: "Right", False: "Not quite", None: "You chose"}
OTHERS = {True: "This one", False: "Not this one", None: "The other"}


def feedback(talk: Talk, step: Step, value: Value, walk: Walk) -> bool:
    """Says the words on an answer, the score first; False when there are none."""
    words = step.feedback(value)
    if words:
        talk.say(_score(value))
    for word in sorted(words, key=lambda word: not word.chosen):
        talk.say(f"{_sign(word)}: {sentence(_label(word))} {walk.worded(word.text)}")
    return bool(words)


def _score(value: Value) -> str:
    if value.get("of"):
        return f"{value['right']} of {value['of']} are where they belong."
    if "correct" not in value:
        return "A word on your answer."
    return "That is right." if value["correct"] else "Not quite."


def _sign(word: Feedback) -> str:
    return (CHOSEN if word.chosen else OTHERS)[word.right]


def _label(word: Feedback) -> str:
    """A card and its bucket come with an arrow between them, which a voice would read out as one."""
    return ": ".join(part.rstrip(".") for part in word.label.split(" → "))
