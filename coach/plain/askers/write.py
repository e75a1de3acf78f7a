"""text and list."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.write import Group, List, Text
from ...words import marked, said, said_of
from ..talk import Talk
from .rows import ALL, NONE, gone_through, reworded, without

HOW = marked("Write as many lines as you like. A line that is only a full stop ends it.")


def text(step: Text, given: Given, talk: Talk, raw: Value) -> None:
    """A text of several lines; what was there before can be kept, or gone on with."""
    if limits := _limits(step):
        talk.say(limits)
    paragraphs(talk, raw, "text")


def _limits(step: Text) -> str:
    least = said("at least {n}", n=step.min_words) if step.min_words > 1 else ""
    most = said("at most {n}", n=step.max_words) if step.max_words else ""
    limits = said(" and ").join(part for part in (least, most) if part)
    return said("It should have {limits} words.", limits=limits) if limits else ""


def paragraphs(talk: Talk, values: Value, name: str, needed: bool = True) -> None:
    """A text of several lines, kept as it grows."""
    before = str(values.get(name) or "")
    if before:
        talk.say(said("So far you have written:"))
        talk.say(before, "  ")
        how = talk.ask_key(said("Enter keeps it, a adds to it, n writes it anew"), "an")
        if not how:
            return
        before = values[name] = before if how == "a" else ""
    talk.say(said(HOW) if needed else f"{said(HOW)} {said('Enter at once leaves it out.')}")

    def keep(text: str) -> None:
        values[name] = text

    talk.ask_lines(keep, before, needed)


def items(step: List, given: Given, talk: Talk, raw: Value) -> None:
    """One item a line; an empty line ends."""
    kept = [dict(item) for item in raw.get("items", ())]
    raw["items"] = kept
    talk.say(said("A list, one thing a line. An empty line ends it.") + _wanted(step.min if not step.groups else 0))
    if step.prompts:
        talk.say(said("It may help to think of: {things}.", things=", ".join(step.prompts)))
    for n, group in enumerate(step.groups or (None,), 1):
        if group:
            called = said("List {n} of {of}: {label}.", n=n, of=len(step.groups), label=group.label)
            talk.say(called + _wanted(group.min))
        _group(step, group, kept, talk, given)


def _wanted(least: int) -> str:
    return said(" At least {n}.", n=least) if least > 1 else ""


def _group(step: List, group: Group | None, kept: list[Value], talk: Talk, given: Given) -> None:
    def mine() -> list[Value]:
        return [item for item in kept if group is None or item.get("group") == group.id]

    gone_through(
        talk, mine, lambda item: str(item.get("text") or ""), lambda item: reworded(talk, item, "text"),
        lambda item: without(kept, item),
    )  # fmt: skip
    least, most = (group.min, group.max or step.max) if group else (step.min, step.max)
    while (there := len(mine())) < most and len(kept) < step.max:
        needed = there < least
        enter = "" if needed else said(ALL) if there else said(NONE)
        line = talk.ask_line(said("Another one") if there else said("One"), needed=needed, enter=enter)
        if not line:
            return
        kept.append({"id": given.new_id(), "text": line} | ({"group": group.id} if group else {}))
    makes = said_of(there, "That makes {n} line, as many as fit here.", "That makes {n} lines, as many as fit here.")
    talk.say(makes)
