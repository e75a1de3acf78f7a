"""Other lessons in a conversation: those that a lesson builds on, and the one that fills what is still empty."""

from ..lessons.index import Head
from .talk import Talk, several
from .voice import Back, BackAStep, Leave

FIRST, SHORT = "first", "short"


def way_on(talk: Talk, head: Head) -> str:
    """Asks what to do about a lesson that was not begun: FIRST, SHORT, or an empty text for going on without."""
    talk.say(f"This lesson builds on “{head.title}”, where you have not been yet. It works without it too.")
    wishes = {SHORT: f"Its short version, here: {head.light.strip()}"} if head.light else {}
    wishes[FIRST] = f"That one first, about {several(head.minutes, 'minute')}; then this one"
    try:
        place = talk.choose("Which one?", list(wishes.values()), needed=False, enter="Enter goes on without it")
    except (Back, BackAStep, Leave):
        return ""
    return "" if place is None else list(wishes)[place]


def jotted(talk: Talk, head: Head) -> str:
    """The short version of a lesson: what somebody writes on it, which may be nothing."""
    talk.say(head.light.strip())
    lines: list[str] = []
    try:
        for question in ("A line on it", "One more line"):
            if not (line := talk.ask_line(question, enter="Enter goes on")):
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
    talk.say(f"It is filled in “{head.title}”, in about {several(head.minutes, 'minute')}; then you are back here.")
    return bool(talk.ask_key("Enter goes on, o opens it", "o"))
