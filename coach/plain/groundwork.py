"""Other lessons in a conversation: those that a lesson builds on, and the one that fills what is still empty."""

from ..lessons.index import Head
from ..words import said, said_of
from .talk import Talk, minutes
from .voice import Back, BackAStep, Leave

FIRST, SHORT = "first", "short"


def way_on(talk: Talk, head: Head) -> str:
    """Asks what to do about a lesson that was not begun: FIRST, SHORT, or an empty text for going on without."""
    on = said(
        "This lesson builds on “{lesson}”, where you have not been yet. It works without it too.", lesson=head.title
    )
    talk.say(on)
    wishes = {SHORT: said("Its short version, here: {text}", text=head.light.strip())} if head.light else {}
    wishes[FIRST] = said_of(head.minutes, "That one first, about {n} minute; then this one",
                            "That one first, about {n} minutes; then this one")  # fmt: skip
    try:
        place = talk.choose(
            said("Which one?"), list(wishes.values()), needed=False, enter=said("Enter goes on without it")
        )
    except (Back, BackAStep, Leave):
        return ""
    return "" if place is None else list(wishes)[place]


def jotted(talk: Talk, head: Head) -> str:
    """The short version of a lesson: what somebody writes on it, which may be nothing."""
    talk.say(head.light.strip())
    lines: list[str] = []
    try:
        for question in (said("A line on it"), said("One more line")):
            if not (line := talk.ask_line(question, enter=said("Enter goes on"))):
                break
            lines.append(line)
    except (Back, BackAStep, Leave):
        pass
    return "\n".join(lines)


def wanted(talk: Talk, head: Head | None) -> bool:
    """Offers the lesson that fills what is empty here, if there is one; says whether it shall be opened now."""
    if head is None:
        talk.go_on()
        return False
    time = minutes(head.minutes)
    where = said("It is filled in “{lesson}”, in about {minutes}; then you are back here.",
                 lesson=head.title, minutes=time)  # fmt: skip
    talk.say(where)
    return bool(talk.ask_key(said("Enter goes on, o opens it"), "o"))
