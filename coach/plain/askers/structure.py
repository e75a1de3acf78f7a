"""form and table."""

from typing import Any

from ...lessons.given import Given
from ...lessons.kinds import Value
from ...lessons.kinds.structure import FieldSpec, Form, Table
from ..talk import Talk


def form(step: Form, given: Given, talk: Talk, raw: Value) -> None:
    """Each field in turn; Enter keeps, a hyphen empties."""
    talk.say("Enter keeps what is there; a hyphen empties it.")
    _fields(step.fields, raw.setdefault("fields", {}), given, talk)


def table(step: Table, given: Given, talk: Talk, raw: Value) -> None:
    """Row by row; the first column left empty ends the table."""
    rows = [dict(row) for row in raw.get("rows", ())]
    raw["rows"] = rows
    if rows:
        talk.numbered(str(row.get(step.columns[0].id, "")) for row in rows)
        _revise(step, rows, given, talk)
    while len(rows) < step.max_rows:
        answer = talk.ask(f"{'Another' if rows else 'A'} {step.row_name}? Enter: no; y: yes:").strip().lower()
        if answer != "y":
            return
        rows.append({"id": given.new_id()})
        _fields(step.columns, rows[-1], given, talk)


def _revise(step: Table, rows: list[Value], given: Given, talk: Talk) -> None:
    numbers = talk.ask_numbers("Numbers of rows to fill in or change (Enter: none):", len(rows))
    for n in numbers or ():
        talk.say(f"{step.row_name.capitalize()} {n}: {rows[n - 1].get(step.columns[0].id, '')}")
        _fields(step.columns, rows[n - 1], given, talk)
    numbers = talk.ask_numbers("Numbers of rows to take out (Enter: none):", len(rows))
    for n in sorted(numbers or (), reverse=True):
        del rows[n - 1]


def _fields(specs: tuple[FieldSpec, ...], values: Value, given: Given, talk: Talk) -> None:
    for spec in specs:
        while True:
            found = _field(spec, values.get(spec.id), given, talk)
            _, why = spec.read(found)
            if not why:
                break
            talk.say(why)
        values[spec.id] = found


def _field(spec: FieldSpec, now: Any, given: Given, talk: Talk) -> Any:
    name = spec.label + (" (needed)" if spec.required else "") + (f", {spec.hint}" if spec.hint else "")
    if spec.type == "choice":
        talk.say(f"{name}:")
        talk.numbered(f"{option.label} (now)" if option.id == now else option.label for option in spec.options)
        n = talk.ask_number("A number (Enter: leave it):", 1, len(spec.options))
        return spec.options[n - 1].id if n else now
    if spec.type == "date":
        return talk.ask_date(f"{name}:", given, now)
    if spec.type == "yesno":
        answer = talk.ask(f"{name}, y or n:").strip().lower()
        return answer == "y" if answer in ("y", "n") else now
    shown = ", ".join(now) if isinstance(now, list) else str(now or "")
    return talk.ask_line(f"{name}:", shown)
