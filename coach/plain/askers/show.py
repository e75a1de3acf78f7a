"""read, reveal, recap."""

import re

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.show import Read, Recap, Reveal
from ...lessons.wording import worded
from ...plan.recap import recap
from ..talk import Talk

_MARKS = re.compile(r"(\*\*|\*|__|`)(?=\S)(.+?)(?<=\S)\1")


def prose(text: str, given: Given) -> str:
    """An author's text without the marks of emphasis, its paragraphs as lines."""
    plain = _MARKS.sub(r"\2", text.strip())
    paragraphs = [
        " ".join(lines.split()) if not lines.lstrip().startswith("- ") else lines for lines in plain.split("\n\n")
    ]
    return worded("\n\n".join(paragraphs), given)


def read(step: Read, given: Given, talk: Talk, raw: Value) -> None:
    """The text, and a pause."""
    talk.say(prose(step.text, given))
    talk.go_on()


def reveal(step: Reveal, given: Given, talk: Talk, raw: Value) -> None:
    """The guess first, then what there is to see."""
    if step.options:
        talk.numbered(step.options)
        n = talk.ask_number("Your guess, a number (Enter: just show me):", 1, len(step.options))
        raw["guess"] = step.options[n - 1] if n else ""
    else:
        raw["guess"] = talk.ask_line("Your guess (Enter: just show me):", str(raw.get("guess") or ""))
    talk.say()
    talk.say(prose(step.answer, given))
    talk.go_on()


def recapped(step: Recap, given: Given, talk: Talk, raw: Value) -> None:
    """The person's own plan, or what fills it."""
    blocks = recap(given.plan, [(part.plan, part.title) for part in step.shows], given.today)
    if all(block.empty for block in blocks):
        talk.say(worded(step.empty, given) or "There is nothing here yet.")
        blocks = []
    for block in blocks:
        talk.say(f"{block.title}:")
        for line in block.words():
            talk.say(line, indent="  ")
    talk.go_on()
