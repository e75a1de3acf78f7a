"""form and table."""

from typing import Any

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.structure import FieldSpec, Form, Table
from ...words import said
from ..talk import Talk, asking, capital, sentence
from .rows import gone_through, without
from .write import paragraphs

SHORT = 44  # characters of a hint that may stand in a question


def form(step: Form, given: Given, talk: Talk, raw: Value) -> None:
    """Each field in turn."""
    if len(step.fields) > 1:
        how = said("A form of {n} lines. Enter leaves a line as it is; a hyphen empties it.", n=len(step.fields))
        talk.say(how)
    _fields(step.fields, raw.setdefault("fields", {}), given, talk)


def table(step: Table, given: Given, talk: Talk, raw: Value) -> None:
    """Row by row; rows that are there are filled in first, then more can be added."""
    rows = [dict(row) for row in raw.get("rows", ())]
    raw["rows"] = rows
    names = ", ".join(spec.label for spec in step.columns)
    talk.say(said("A table. For each {row}: {names}.", row=said(step.row_name), names=names))
    talk.say(said("Enter leaves a line as it is; a hyphen empties it."))
    bare = [row for row in rows if not _begun(step, row)]
    for n, row in enumerate(bare, 1):
        name = said("{row} {n} of {of}", row=said(step.row_name).capitalize(), n=n, of=len(bare))
        _bare(step, row, name, given, talk)
    if len(bare) < len(rows):
        _revise(step, rows, given, talk)
    _more(step, rows, given, talk)


def _begun(step: Table, row: Value) -> bool:
    """Whether a row says all that it must, and more than what it is about."""
    there = [spec for spec in step.columns if row.get(spec.id) not in (None, "", [])]
    more = len(step.columns) == 1 or any(spec in there for spec in step.columns[1:])
    return more and all(spec in there for spec in step.columns if spec.required)


def _bare(step: Table, row: Value, name: str, given: Given, talk: Talk) -> None:
    """Fills in a row of which only the first column stands there."""
    first = _shown(step.columns[0], row[step.columns[0].id]) if row.get(step.columns[0].id) else ""
    talk.say(f"{name}: {first}" if first else f"{name}.")
    _fields(step.columns[1:] if first else step.columns, row, given, talk)


def _revise(step: Table, rows: list[Value], given: Given, talk: Talk) -> None:
    def change(row: Value) -> bool:
        if talk.ask_key(said("Enter goes through it, t takes it out"), "t"):
            return False
        _fields(step.columns, row, given, talk)
        return True

    gone_through(talk, lambda: rows, lambda row: _named(step, row), change, lambda row: without(rows, row))


def _named(step: Table, row: Value) -> str:
    """A row as one line."""
    shown = [_shown(spec, row[spec.id]) for spec in step.columns if row.get(spec.id) not in (None, "", [])]
    return "; ".join(shown) or said("an empty {row}", row=said(step.row_name))


def _more(step: Table, rows: list[Value], given: Given, talk: Talk) -> None:
    while len(rows) < step.max_rows:
        if len(rows) >= max(step.min_rows, 1) and not talk.ask_yes(
            said("Another {row}?", row=said(step.row_name)), now=False
        ):
            return
        row: Value = {"id": given.new_id()}
        rows.append(row)
        talk.say(f"{said(step.row_name).capitalize()} {len(rows)}.")
        _fields(step.columns, row, given, talk)


# --- fields ----------------------------------------------------------------------


def _fields(specs: tuple[FieldSpec, ...], values: Value, given: Given, talk: Talk) -> None:
    for spec in specs:
        asked = len(talk.given)
        while why := spec.read(found := _field(spec, values, given, talk))[1]:
            talk.retry(why, since=asked)
        values[spec.id] = found


def _field(spec: FieldSpec, values: Value, given: Given, talk: Talk) -> Any:
    """Asks for one field; gives what stands there afterwards."""
    now = values.get(spec.id)
    name = _hinted(spec, talk)
    match spec.type:
        case "choice":
            return _choice(spec, name, now, talk)
        case "date":
            return talk.ask_date(name, given.today, str(now) if now else None, spec.required)
        case "yesno":
            return talk.ask_yes(name, now if isinstance(now, bool) else None, spec.required)
        case "number" | "scale":
            return talk.ask_amount(name, *_limits(spec), "" if now is None else str(now), spec.required)
        case "long":
            talk.say(asking(name))
            paragraphs(talk, values, spec.id, spec.required)
            return values.get(spec.id)
        case _:
            return _line(spec, name, now, talk)


def _hinted(spec: FieldSpec, talk: Talk) -> str:
    """What a field is called, with its hint if that is quickly said; a longer one comes before the question."""
    if len(spec.hint) <= SHORT:
        return f"{sentence(spec.label)} {capital(spec.hint.rstrip('.'))}" if spec.hint else spec.label
    talk.say(sentence(f"{spec.label}: {spec.hint}"))
    return spec.label


def _limits(spec: FieldSpec) -> tuple[float | None, float | None]:
    low, high = (1, 5) if spec.type == "scale" else (None, None)
    return low if spec.min is None else spec.min, high if spec.max is None else spec.max


def _choice(spec: FieldSpec, name: str, now: Any, talk: Talk) -> str | None:
    talk.say(asking(name))
    ids = [option.id for option in spec.options]
    labels, helps = [option.label for option in spec.options], [option.help for option in spec.options]
    place = talk.choose(said("Which one?"), labels, ids.index(now) if now in ids else None, spec.required, helps)
    return None if place is None else ids[place]


def _shown(spec: FieldSpec, value: Any) -> str:
    """What stands in a field, as words."""
    return ", ".join(map(str, value)) if isinstance(value, list) else spec.shown(value)


def _line(spec: FieldSpec, name: str, now: Any, talk: Talk) -> Any:
    """A line; a list is said with commas, and stays what it was when it is kept."""
    shown = _shown(spec, now) if now else ""
    needed = said("needed") if spec.required else ""
    how = said("with commas between them") if spec.type == "list" else needed
    line = talk.ask_line(name, shown, spec.required, enter=how)
    return now if line == shown else line
