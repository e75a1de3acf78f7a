"""choice and scale."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.choose import Choice, ScaleStep
from ..talk import Talk


def choice(step: Choice, given: Given, talk: Talk, raw: Value) -> None:
    """A numbered list; one number or several."""
    options = step.choices(given)
    chosen = set(raw.get("chosen", ()))
    talk.numbered(f"{label} (chosen)" if id in chosen else label for id, label in options)
    if options:
        how = "Numbers, with spaces between them:" if step.many else "A number:"
        numbers = talk.ask_numbers(how + (" (Enter keeps your choice)" if chosen else ""), len(options))
        if numbers is not None:
            raw["chosen"] = [options[n - 1][0] for n in numbers]
            raw["tries"] = int(raw.get("tries") or 0) + 1
    if step.other:
        raw["other"] = talk.ask_line("Something else, in your own words (Enter: no):", str(raw.get("other") or ""))


def scale(step: ScaleStep, given: Given, talk: Talk, raw: Value) -> None:
    """Each row in turn, with one number or two."""
    ends = (
        f"{step.min}"
        + (f" ({step.low})" if step.low else "")
        + f" to {step.max}"
        + (f" ({step.high})" if step.high else "")
    )
    talk.say(f"From {ends}." + (" An empty line leaves a row out." if step.partly else ""))
    ratings, second = raw.setdefault("ratings", {}), raw.setdefault("second", {})
    notes = raw.setdefault("notes", {})
    wants = {row.id: row.wants for row in step.rows if row.wants}
    for id, label in step.items(given):
        talk.say(label)
        _rate(ratings, id, step.label or "Your number", step, talk)
        if step.second:
            _rate(second, id, step.second.label, step, talk)
        if id in wants:
            notes[id] = talk.ask_line(f"{wants[id]}:", str(notes.get(id) or ""))


def _rate(column: Value, id: str, name: str, step: ScaleStep, talk: Talk) -> None:
    while True:
        number = talk.ask_number(f"{name}, {step.min} to {step.max}:", step.min, step.max, column.get(id))
        if number is not None:
            column[id] = number
        if number is not None or step.partly:
            return
