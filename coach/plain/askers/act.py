"""do and export."""

from pathlib import Path

from ...exports.documents import Section, compose, sections
from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.act import OUTCOMES, TEMPLATES, Do, Export
from ...lessons.wording import worded
from ...store.files import NotSaved, write_whole
from ..prose import unmarked
from ..talk import Talk, several


def do(step: Do, given: Given, talk: Talk, raw: Value) -> None:
    """How far it went, and a note."""
    if step.timer:
        talk.say(f"Give it about {several(step.timer, 'minute')}. This waits for you.")
    talk.say("Then say how far it went.")
    names = list(OUTCOMES)
    now = names.index(raw["outcome"]) if raw.get("outcome") in names else None
    place = talk.choose("Is it done?", list(OUTCOMES.values()), now)
    raw["outcome"] = names[place or 0]
    if raw["outcome"] != "not-yet":
        note = worded(step.note, given)
        raw["note"] = talk.ask_line(note, str(raw.get("note") or ""), enter="one line, Enter leaves it out")


def export(step: Export, given: Given, talk: Talk, raw: Value) -> None:
    """What would leave, section by section; then where to."""
    found = sections(step.template, given.plan, given.today)
    if not found:
        talk.say("There is nothing in your plan yet that this document could hold.")
        talk.go_on()
        return
    chosen = _chosen(step, found, talk, raw)
    raw["included"] = [section.id for section in chosen]
    raw["path"] = ""
    file = _file(talk)
    if file is None:
        _read_out(step, chosen, talk)
        return
    try:
        write_whole(file, compose(step.template, chosen, given.today).encode())
        raw["path"] = str(file)
        talk.say(f"Written to {file}. Only you can read it; whoever you give it to can read what is in it.")
    except NotSaved as error:
        talk.say(f"Not written: {error}.")


def _chosen(step: Export, found: list[Section], talk: Talk, raw: Value) -> list[Section]:
    """The sections that are taken in; private ones only when their numbers are typed."""
    talk.say(f"{TEMPLATES[step.template]}. Nothing is sent anywhere. It can hold:")
    talk.number([_named(section) for section in found])
    included = raw.get("included")
    now = [n for n, one in enumerate(found, 1) if (one.id in included if included else not one.private)]
    return [found[n - 1] for n in sorted(talk.ask_numbers("Which parts?", len(found), now=now))]


def _named(section: Section) -> str:
    return f"{section.title}, {several(len(section.lines), 'line')}" + (", private" if section.private else "")


def _file(talk: Talk) -> Path | None:
    """The file to write, if any; one that is there already only when that is really meant."""
    path = talk.ask_line("Write it to which file?", enter="a path, Enter only reads it out")
    while path:
        file = Path(path).expanduser()
        if file.is_dir():
            question = "That is a folder. Which file?"
        elif not file.exists() or talk.ask_yes("There is a file of that name. Write over it?", now=False):
            return file
        else:
            question = "Which file, then?"
        path = talk.ask_line(question, enter="a path, Enter only reads it out")
    return None


def _read_out(step: Export, chosen: list[Section], talk: Talk) -> None:
    talk.say()
    for section in chosen:
        talk.say(f"{section.title}:")
        for line in section.lines:
            talk.say(unmarked(line.strip()), "  ")
    talk.go_on()
