"""choice and scale."""

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.choose import Choice, Row, ScaleStep
from ...lessons.wording import worded
from ...words import marked, said, said_of
from ..talk import Talk, capital

OTHER = marked("Something else, in your own words")


def choice(step: Choice, given: Given, talk: Talk, raw: Value) -> None:
    """A numbered list, the person's own words last; one number or several."""
    options = step.choices(given)
    if not options and not step.other:
        talk.nothing(marked("to choose from"))
        return
    labels = [label for _, label in options] + ([said(OTHER)] if step.other else [])
    helps = [worded(option.help, given) for option in step.options]
    before = [id for id, _ in options if id in raw.get("chosen", ())]
    now = [n for n, (id, _) in enumerate(options) if id in before] + ([len(options)] if raw.get("other") else [])
    places = (_many if step.many else _one)(step, talk, labels, helps, now)
    raw["chosen"] = [options[place][0] for place in places if place < len(options)]
    if step.other:
        other = len(options) in places
        raw["other"] = (
            talk.ask_line(said("In your own words"), str(raw.get("other") or ""), needed=True) if other else ""
        )
    if step.quiz and raw["chosen"] != before:
        raw["tries"] = int(raw.get("tries") or 0) + 1


def _one(step: Choice, talk: Talk, labels: list[str], helps: list[str], now: list[int]) -> list[int]:
    of = said("Choose one of these {n}.", n=len(labels))
    talk.say(of if len(labels) > 1 else said("There is one to choose."))
    place = talk.choose(said("Which one?"), labels, now[0] if now else None, needed=step.min > 0, helps=helps)
    return [] if place is None else [place]


def _many(step: Choice, talk: Talk, labels: list[str], helps: list[str], now: list[int]) -> list[int]:
    talk.say(said("Choose from these {n}.", n=len(labels)))
    talk.number(labels, helps)
    numbers = talk.ask_numbers(said("Which ones?"), len(labels), step.min, step.max, [n + 1 for n in now])
    return [number - 1 for number in numbers]


def scale(step: ScaleStep, given: Given, talk: Talk, raw: Value) -> None:
    """Each row in turn, with one number or two."""
    items = step.items(given)
    if not items:
        talk.nothing(marked("to rate"))
        return
    talk.say(said_of(len(items), "A number for this line.", "A number for each of {n} lines."))
    for label, low, high in _columns(step):
        lowest, highest = f"{step.min}{f', {low},' if low else ''}", f"{step.max}{f', {high}' if high else ''}"
        ends = said("from {low} to {high}.", low=lowest, high=highest)
        talk.say(capital(f"{label}: {ends}" if label else ends))
    rows = {row.id: row for row in step.rows}
    for n, (id, label) in enumerate(items, 1):
        row = rows.get(id)
        talk.item(n, len(items), label, worded(row.help, given) if row else "")
        _row(step, id, row, talk, raw)


def _row(step: ScaleStep, id: str, row: Row | None, talk: Talk, raw: Value) -> None:
    for column, (label, *_) in zip(("ratings", "second"), _columns(step), strict=False):
        numbers = raw.setdefault(column, {})
        number = talk.ask_number(
            capital(label) or said("Number"), step.min, step.max, numbers.get(id), needed=not step.partly
        )
        numbers[id] = number
    if row and row.wants:
        notes = raw.setdefault("notes", {})
        notes[id] = talk.ask_line(row.wants, str(notes.get(id) or ""), enter=said("one line, Enter leaves it out"))


def _columns(step: ScaleStep) -> list[tuple[str, str, str]]:
    """What the numbers are called, and what their ends mean."""
    first = (step.label, step.low, step.high)
    return [first, (step.second.label, step.second.low, step.second.high)] if step.second else [first]
