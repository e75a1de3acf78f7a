"""Steps that write into records without a `fills` of their own: the actions of `revise`, the words of a timeline."""

from functools import partial
from typing import Any

from ...plan.records import RECORDS
from ...words import marked, said
from ..faults import did_you_mean, quoted
from ..tokens import KeyPath
from .parts import fields, fits, values_of
from .sheet import Sheet, rows, word, words

Table = dict[str, Any]


def check_records(sheet: Sheet) -> None:
    """Adds tables and fields that the plan does not have, and values that they cannot hold."""
    for n, step in rows(sheet.data, "steps"):
        if word(step, "kind") == "timeline" and word(step, "tell_field"):
            _field(sheet, ("steps", n, "tell_field"), "stops", word(step, "tell_field"), "a")
        if word(step, "kind") == "revise":
            _revise(sheet, ("steps", n), step)


def _revise(sheet: Sheet, path: KeyPath, step: Table) -> None:
    for n, table in words(step, "of"):
        if table not in RECORDS:
            advice = partial(did_you_mean, table, RECORDS, marked("tables"))
            sheet.say("C315", (*path, "of", n), said("the plan has no table {table}", table=quoted(table)), advice)
            continue
        for m, action in rows(step, "actions"):
            place = (*path, "actions", m)
            _becomes(sheet, place, word(action, "becomes"))
            sets = action.get("sets")
            for field, value in sets.items() if isinstance(sets, dict) else ():
                _field(sheet, (*place, "sets", field), table, field, value)
            if word(action, "field"):
                _field(
                    sheet, (*place, "field"), table, word(action, "field"), 1 if action.get("number") is True else "a"
                )


def _becomes(sheet: Sheet, path: KeyPath, table: str) -> None:
    if table and table not in RECORDS:
        advice = partial(did_you_mean, table, RECORDS, marked("tables"))
        sheet.say("C315", (*path, "becomes"), said("the plan has no table {table}", table=quoted(table)), advice)


def _field(sheet: Sheet, path: KeyPath, table: str, field: str, value: Any) -> None:
    there = fields(RECORDS[table])
    if field not in there:
        advice = partial(did_you_mean, field, there, marked("fields"))
        why = said("{table} has no field {id}", table=quoted(table), id=quoted(field))
        sheet.say("C307", path, why, advice, at="key" if path[-2] == "sets" else "value")
    elif not fits(table, {field: value}):
        shown = said("a number") if value == 1 else said("text") if value == "a" else quoted(value)
        advice = partial(_values, str(value), values_of(there[field]))
        sheet.say(
            "C307",
            path,
            said(
                "the field {id} of {table} cannot hold {value}",
                id=quoted(field),
                table=quoted(table),
                value=shown,
            ),
            advice,
        )


def _values(value: str, few: list[str]) -> str:
    return did_you_mean(value, few, marked("values")) if few else said("Name another field, or set another value.")
