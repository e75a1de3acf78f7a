"""What is said as a step begins: where it stands, its question, and what helps to answer it."""

from ..last_time import last_time
from ..lessons.kinds import Step
from ..plan.seen import seen_words
from ..seen import answer_of
from ..walk import Walk
from ..words import said, said_of
from .prose import for_example
from .talk import Talk, sentence


def begun(talk: Talk, walk: Walk, step: Step) -> None:
    """Says where somebody is and what is asked; of an answer that others may see, also who they are."""
    place = walk.place
    talk.say()
    title = sentence(walk.worded(step.title))
    left = said_of(place.minutes_left, "About {n} minute left.", "About {n} minutes left.")
    talk.say(said("Step {n} of {of}: {title} {left}", n=place.n, of=place.of, title=title, left=left))
    example = for_example(walk.worded(step.example.strip()))
    texts = (walk.worded(step.prompt), walk.worded(step.help), example, last_time(walk, step, {}))
    for text in (*texts, seen_words(answer_of(walk, step))):
        if text:
            talk.say(text.strip())
