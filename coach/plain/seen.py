"""Who may see an answer, line by line: said, asked, and asked of a lesson that is finished."""

from ..lessons.kinds import Step
from ..outcome import Outcome
from ..plan.seen import LEVELS, OFFERS, level_words, otherwise_words, seen, stands_otherwise
from ..seen import answer_of, named, none_words, others_may_see, shown
from ..walk import Walk
from ..words import said
from .talk import Talk, sentence
from .voice import Back, BackAStep, Leave


def ask_seen(talk: Talk, walk: Walk, step: Step) -> Outcome | None:
    """Asks who may see the answer to a step, and about what it wrote; None when nothing is to be changed.

    Raises:
        Told: the person wants to do something else.
    """
    answer = answer_of(walk, step)
    if answer is None:
        talk.say(none_words(step))
        return None
    talk.say(sentence(said("Who may see it: {name}", name=walk.worded(step.title))))
    labels, helps = zip(*((said(label), said(help)) for label, help in OFFERS.values()), strict=True)
    place = talk.choose(said("Which one?"), labels, LEVELS.index(seen(answer)), helps=helps)
    if place is None or LEVELS[place] == seen(answer):
        return None
    others = stands_otherwise(walk.plan, answer, LEVELS[place])
    if others:
        talk.say(sentence(said("It wrote into your plan: {names}", names=named(others))))
    along = others and talk.ask_yes(said("The same for that?"), now=True)
    if others and not along:
        talk.say(otherwise_words(answer, LEVELS[place]))
    return shown(walk, step, LEVELS[place], others if along else ())


def which_answer(talk: Talk, walk: Walk) -> Step | None:
    """Asks which of the answers of a lesson is meant."""
    steps = [step for step in walk.path if answer_of(walk, step) is not None]
    if not steps:
        talk.say(said("Nothing is kept yet."))
        return None
    titles = [walk.worded(step.title) for step in steps]
    try:
        place = talk.choose(said("Which answer?"), titles, needed=False, enter=said("Enter means none"))
    except (Back, BackAStep, Leave):
        return None
    return None if place is None else steps[place]


def others_see(talk: Talk, walk: Walk) -> None:
    """Says at the end of a lesson which answers others may see."""
    answers = others_may_see(walk)
    if answers:
        talk.say(said("Answers that are not for you alone:"))
    for step, answer in answers:
        title, who = walk.worded(step.title), level_words(answer)
        talk.say(f"- {sentence(said('{title}: seen by {who}', title=title, who=who))}")
