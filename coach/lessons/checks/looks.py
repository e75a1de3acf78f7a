"""What a lesson looks at: earlier answers and parts of the plan, in `when`, in recaps and in `${...}` in texts."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from ...plan.records import RECORDS
from ...words import marked, said
from ..faults import did_you_mean, quoted, with_article
from ..kinds import KINDS
from ..tokens import KeyPath
from .parts import fields, unknown_part
from .sheet import Advice, Sheet, rows, word
from .steps import Order, Table, order_of

_PLACE = re.compile(r"\$\{((?:(?!\$\{)[^}]){0,400})(\}?)")
_NAMED = re.compile(r"(plan|answer)\.([a-z0-9_.-]+)(\|.*)?", re.DOTALL)
_FORM = marked("The form is ${plan.<part>|words} or ${answer.<step>|words}; the words are for when nothing is there.")


def check_looks(sheet: Sheet) -> None:
    """Adds everything that is looked at and cannot be there."""
    order = order_of(sheet)
    for n, step in order.steps:
        for path, condition in conditions(("steps", n, "when"), step.get("when")):
            _condition(sheet, order, n, path, condition)
        for m, shown in rows(step, "shows"):
            _part(sheet, ("steps", n, "shows", m, "plan"), word(shown, "plan"))
        for path, text in _texts(("steps", n), step) if b"${" in sheet.source else ():
            _places(sheet, order, n, path, text)
        _about(sheet, n, step)


def conditions(path: KeyPath, condition: Any) -> Iterator[tuple[KeyPath, Table]]:
    """A condition and all the conditions in it, with their paths."""
    if isinstance(condition, dict):
        yield path, condition
        yield from conditions((*path, "not"), condition.get("not"))
        for name in ("all", "any"):
            for n, part in rows(condition, name):
                yield from conditions((*path, name, n), part)


def _condition(sheet: Sheet, order: Order, n: int, path: KeyPath, condition: Table) -> None:
    _part(sheet, (*path, "plan"), word(condition, "plan"))
    ref, option = word(condition, "answer"), word(condition, "is")
    asked = order.earlier(ref, n)
    if ref and asked is None:
        sheet.say("C308", (*path, "answer"), *order.refused("when", ref, n), beside=order.place(ref))
    if option and not ref:
        sheet.say(
            "C314",
            (*path, "is"),
            said("“is” stands without “answer”"),
            said('Write { answer = "the-step", is = "the-option" }.'),
        )
    elif option and asked is not None:
        _option(sheet, (*path, "is"), option, asked, order.place(ref))


def _option(sheet: Sheet, path: KeyPath, option: str, asked: Table, beside: tuple[KeyPath, str] | None) -> None:
    kind, ref = word(asked, "kind"), word(asked, "id")
    if kind == "pick" or kind not in KINDS:
        return  # what can be picked depends on the plan
    if kind != "choice":
        why = said(
            "{step} is {kind} step; “is” asks for an option of a choice", step=quoted(ref), kind=with_article(kind)
        )
        advice = said("Name a choice step, or leave “is” out: then the condition is that it was answered.")
        sheet.say("C314", path, why, advice, beside=beside)
        return
    options = [word(row, "id") for _, row in rows(asked, "options")]
    if not asked.get("from") and option not in options:
        why = said("{step} has no option {option}, so this never holds", step=quoted(ref), option=quoted(option))
        sheet.say("C314", path, why, partial(did_you_mean, option, options, marked("options")), beside=beside)


def _part(sheet: Sheet, path: KeyPath, part: str) -> None:
    if part and (wrong := unknown_part(part)):
        sheet.say("C315", path, said("the plan has no {part}", part=quoted(part)), _there(*wrong))


def _there(name: str, there: list[str]) -> Advice:
    return (
        partial(did_you_mean, name, there, marked("parts"))
        if there
        else said("Name the part before it; this one has no parts.")
    )


def _about(sheet: Sheet, n: int, step: Table) -> None:
    """`about`: the table a pair is about, or the field of a form that is written beside its group."""
    about, path = word(step, "about"), ("steps", n, "about")
    if about and word(step, "kind") == "if-then" and about not in RECORDS:
        advice = partial(did_you_mean, about, RECORDS, marked("tables"))
        sheet.say("C315", path, said("the plan has no table {table}", table=quoted(about)), advice)
    if about and word(step, "kind") == "form":
        _beside(sheet, path, step, about)


def _beside(sheet: Sheet, path: KeyPath, step: Table, about: str) -> None:
    ids = [word(field, "id") for _, field in rows(step, "fields")]
    table = word(step, "fills").partition(".")[0]
    if about not in ids:
        sheet.say(
            "C307",
            path,
            said("this form has no field {id}", id=quoted(about)),
            partial(did_you_mean, about, ids, marked("fields")),
        )
    elif table in RECORDS and about not in fields(RECORDS[table]):
        advice = partial(did_you_mean, about, fields(RECORDS[table]), marked("fields"))
        sheet.say("C307", path, said("{table} has no field {id}", table=quoted(table), id=quoted(about)), advice)


# --- places in texts -----------------------------------------------------------


def _texts(path: KeyPath, value: Table | list[Any]) -> Iterator[tuple[KeyPath, str]]:
    """All texts of a step that have a place in them."""
    for key, part in value.items() if type(value) is dict else enumerate(value):
        if type(part) is str:
            if "${" in part:
                yield (*path, key), part
        elif type(part) is dict or type(part) is list:
            yield from _texts((*path, key), part)


def _places(sheet: Sheet, order: Order, n: int, path: KeyPath, text: str) -> None:
    for match in _PLACE.finditer(text):
        why, advice = _wrong(order, n, match)
        if why:
            sheet.say("C321", path, why, advice, find=match[0])


def _wrong(order: Order, n: int, match: re.Match[str]) -> tuple[str, Advice]:
    named = _NAMED.fullmatch(match[1])
    if not match[2]:
        return said("{placeholder} has no closing brace", placeholder=quoted(match[0][:30])), said(_FORM)
    if named is None:
        return said("{placeholder} is nothing that can be filled in", placeholder=quoted(match[0])), said(_FORM)
    where, name, words = named.groups()
    if not words or not words[1:].strip():
        return (
            said("{placeholder} has no words for when there is nothing", placeholder=quoted(match[0])),
            said("Write ${{where}.{name}|your own words}.", where=where, name=name),
        )
    if where == "answer" and order.earlier(name, n) is None:
        why, advice = order.refused("answer", name, n)
        return why, advice
    wrong = unknown_part(name) if where == "plan" else None
    return (said("the plan has no {part}", part=quoted(name)), _there(*wrong)) if wrong else ("", "")
