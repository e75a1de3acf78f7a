"""text and list."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.write import Group, List, Text
from ..talk import Talk


def text(step: Text, given: Given, talk: Talk, raw: Value) -> None:
    """A text of several lines; what was there before can be kept."""
    before = str(raw.get("text") or "")
    if before:
        talk.say("What you have written so far:")
        talk.say(before, indent="  ")
        if talk.ask("Enter keeps it; n writes it anew:").strip().lower() != "n":
            return
    raw["text"] = talk.ask_lines("Write as many lines as you like; a line with only a full stop ends it.")


def items(step: List, given: Given, talk: Talk, raw: Value) -> None:
    """One item a line; an empty line ends."""
    kept = [dict(item) for item in raw.get("items", ())]
    raw["items"] = kept
    for group in step.groups or (None,):
        _group(step, group, kept, talk, given)


def _group(step: List, group: Group | None, kept: list[Value], talk: Talk, given: Given) -> None:
    mine = [item for item in kept if group is None or item.get("group") == group.id]
    if group:
        talk.say(f"{group.label}:")
    if mine:
        talk.numbered(str(item.get("text", "")) for item in mine)
        numbers = talk.ask_numbers("Numbers to take out (Enter keeps them all):", len(mine))
        for n in numbers or ():
            kept.remove(mine[n - 1])
    if step.prompts:
        talk.say("It may help to think of: " + ", ".join(step.prompts) + ".")
    while True:
        line = talk.ask(
            "One, then Enter (an empty line ends):" if not mine else "Another (an empty line ends):"
        ).strip()
        if not line:
            return
        mine.append({"id": given.new_id(), "text": line} | ({"group": group.id} if group else {}))
        kept.append(mine[-1])
