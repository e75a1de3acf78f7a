"""do and export."""

from pathlib import Path

from ...exports.documents import compose, sections
from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.act import OUTCOMES, TEMPLATES, Do, Export
from ...store.files import NotSaved, write_whole
from ..talk import Talk


def do(step: Do, given: Given, talk: Talk, raw: Value) -> None:
    """How far it went, and a note."""
    if step.timer:
        talk.say(f"Give it about {step.timer} minutes. This waits for you.")
    talk.numbered(OUTCOMES.values())
    names = list(OUTCOMES)
    now = names.index(raw["outcome"]) + 1 if raw.get("outcome") in names else None
    number = talk.ask_number("Is it done?", 1, len(names), now)
    if number:
        raw["outcome"] = names[number - 1]
    if raw.get("outcome") != "not-yet":
        raw["note"] = talk.ask_line(step.note, str(raw.get("note") or ""))


def export(step: Export, given: Given, talk: Talk, raw: Value) -> None:
    """What would leave, section by section; then where to."""
    found = sections(step.template, given.plan, given.today)
    talk.say(f"{TEMPLATES[step.template]}. It would hold:")
    talk.numbered(f"{s.title} ({len(s.lines)} lines{', private' if s.private else ''})" for s in found)
    open_by_default = [n for n, section in enumerate(found, 1) if not section.private]
    numbers = talk.ask_numbers("Numbers to take in (Enter: all that is not private):", len(found)) if found else []
    raw["included"] = [found[n - 1].id for n in (open_by_default if numbers is None else numbers)]
    text = compose(step.template, [s for s in found if s.id in raw["included"]], given.today)
    path = talk.ask_line("Write it to which file? (Enter: only show it)")
    if not path:
        talk.say(text)
        return
    try:
        write_whole(Path(path).expanduser(), text.encode())
        raw["path"] = path
        talk.say(f"Written to {path}.")
    except NotSaved as error:
        talk.say(f"Not written: {error}.")
