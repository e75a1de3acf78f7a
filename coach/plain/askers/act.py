"""do and export."""

from ...exports.documents import Section, compose, sections
from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.act import OUTCOMES, TEMPLATES, Do, Export
from ...lessons.wording import worded
from ...words import said, said_of
from ..prose import unmarked
from ..talk import Talk
from .document import written


def do(step: Do, given: Given, talk: Talk, raw: Value) -> None:
    """How far it went, and a note."""
    if step.timer:
        talk.say(
            said_of(
                step.timer,
                "Give it about {n} minute. This waits for you.",
                "Give it about {n} minutes. This waits for you.",
            )
        )
    talk.say(said("Then say how far it went."))
    names = list(OUTCOMES)
    now = names.index(raw["outcome"]) if raw.get("outcome") in names else None
    place = talk.choose(said("Is it done?"), [said(words) for words in OUTCOMES.values()], now)
    raw["outcome"] = names[place or 0]
    note = said("A note, if you like") if raw["outcome"] == "not-yet" else worded(said(step.note), given)
    raw["note"] = talk.ask_line(note, str(raw.get("note") or ""), enter=said("one line, Enter leaves it out"))


def export(step: Export, given: Given, talk: Talk, raw: Value) -> None:
    """What would leave, section by section; then where to."""
    found = sections(step.template, given.plan, given.today)
    if not found:
        talk.say(said("There is nothing in your plan yet that this document could hold."))
        talk.go_on()
        return
    chosen = _chosen(step, found, talk, raw)
    raw["included"] = [section.id for section in chosen]
    text = compose(step.template, chosen, given.today)
    raw["path"] = written(talk, f"{step.template}-{given.today.isoformat()}.md", text)
    if not raw["path"]:
        _read_out(chosen, talk)


def _chosen(step: Export, found: list[Section], talk: Talk, raw: Value) -> list[Section]:
    """The sections that are taken in; private ones only when their numbers are typed."""
    talk.say(said("{document}. Nothing is sent anywhere. It can hold:", document=said(TEMPLATES[step.template])))
    talk.number([_named(section) for section in found])
    included = raw.get("included")
    now = [n for n, one in enumerate(found, 1) if (one.id in included if included else not one.private)]
    return [found[n - 1] for n in sorted(talk.ask_numbers(said("Which parts?"), len(found), now=now))]


def _named(section: Section) -> str:
    name = said_of(len(section.lines), "{part}, {n} line", "{part}, {n} lines", part=section.title)
    return said("{part}, private", part=name) if section.private else name


def _read_out(chosen: list[Section], talk: Talk) -> None:
    talk.say()
    for section in chosen:
        talk.say(f"{section.title}:")
        for line in section.lines:
            talk.say(unmarked(line.strip().removeprefix("- ")), "  ")
    talk.go_on()
