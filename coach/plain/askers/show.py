"""read, reveal, recap."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.show import Read, Recap, Reveal
from ...lessons.wording import worded
from ...plan.recap import Block, recap
from ...words import said
from ..prose import prose
from ..talk import Talk, sentence


def read(step: Read, given: Given, talk: Talk, raw: Value) -> None:
    """The text, and a pause."""
    talk.say(prose(step.text, given))
    talk.go_on()


def reveal(step: Reveal, given: Given, talk: Talk, raw: Value) -> None:
    """The guess first, then what there is to see."""
    talk.say(said("Make a guess; then you hear the answer."))
    before = str(raw.get("guess") or "")
    if step.options:
        now = step.options.index(before) if before in step.options else None
        place = talk.choose(said("Your guess"), step.options, now, needed=False, enter=said("Enter for no guess"))
        raw["guess"] = "" if place is None else step.options[place]
    else:
        raw["guess"] = talk.ask_line(said("Your guess"), before, enter=said("one line, Enter for no guess"))
    talk.say()
    without = said("You went without a guess.")
    talk.say(said("You guessed: {guess}", guess=raw["guess"]) if raw["guess"] else without)
    talk.say(prose(step.answer, given))
    talk.go_on()


def recapped(step: Recap, given: Given, talk: Talk, raw: Value) -> None:
    """The person's own plan."""
    blocks = _blocks(step, given)
    if is_empty(step, given):
        talk.say(
            worded(step.empty, given) or said("There is nothing to tell yet: this part of your plan is still empty.")
        )
        blocks = []
    for block in blocks:
        talk.say(f"{block.title}{f', {block.when}' if block.when else ''}:")
        for line in _lines(block):
            talk.say(line, "  ")
    if blocks or not step.offer:  # else the walk offers the lesson that fills it
        talk.go_on()


def is_empty(step: Recap, given: Given) -> bool:
    """Whether there is nothing to tell yet."""
    return all(block.empty for block in _blocks(step, given))


def _blocks(step: Recap, given: Given) -> list[Block]:
    return recap(given.plan, [(part.plan, part.title) for part in step.shows], given.today)


def _lines(block: Block) -> list[str]:
    if block.empty:
        return [said("nothing here yet")]
    seen, heard = block.moved_words(), block.moved_words(arrow=False)
    return [sentence(heard if line == seen else line) for line in block.words()]
