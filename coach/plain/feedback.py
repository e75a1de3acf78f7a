"""What there is to say about an answer that was kept: what fits, what does not, and why."""

from ..lessons.kinds import Step, Value
from ..lessons.kinds.base import Feedback
from ..walk import Walk
from ..words import marked, said
from .talk import Talk, sentence

CHOSEN = {True: marked("Right"), False: marked("Not quite"), None: marked("You chose")}
OTHERS = {True: marked("This one"), False: marked("Not this one"), None: marked("The other")}


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
        return said("{right} of {of} are where they belong.", right=value["right"], of=value["of"])
    if "correct" not in value:
        return said("A word on your answer.")
    return said("That is right.") if value["correct"] else said("Not quite.")


def _sign(word: Feedback) -> str:
    return said((CHOSEN if word.chosen else OTHERS)[word.right])


def _label(word: Feedback) -> str:
    """A card and its bucket come with an arrow between them, which a voice would read out as one."""
    return ": ".join(part.rstrip(".") for part in word.label.split(" → "))
