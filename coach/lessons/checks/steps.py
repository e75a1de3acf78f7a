"""What the steps of a lesson say about each other: `goto`, `from`, quizzes, limits, and what is covered."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from ...plan.records import RECORDS
from ...words import marked, said
from ..faults import did_you_mean, quoted, with_article
from ..kinds import KINDS, Step
from ..kinds.arrange import Allocate
from ..kinds.choose import ScaleStep
from ..tokens import KeyPath
from .sheet import Advice, Sheet, number, rows, word, words

Table = dict[str, Any]
_ITEMS = {"choice": "options", "scale": "rows", "sort": "cards", "allocate": "items", "checklist": "items",
          "rank": "items", "grid": "items"}  # fmt: skip
_OWN = {"choice": "other", "grid": "own_corners"}  # lets people do without items


class Order:
    """The steps of a lesson by id, and which of them come before which."""

    def __init__(self, data: Table) -> None:
        self.steps = list(rows(data, "steps"))
        self._first: dict[str, int] = {}
        self._last: dict[str, int] = {}
        self._by_index = dict(self.steps)
        for n, step in self.steps:
            self._first.setdefault(word(step, "id"), n)
            self._last[word(step, "id")] = n

    def earlier(self, id: str, n: int) -> Table | None:
        """The step of that id if it comes before the n-th."""
        first = self._first.get(id, n) if id else n
        return self._by_index[first] if first < n else None

    def follows(self, id: str, n: int) -> bool:
        """Whether a step of that id comes after the n-th."""
        return self._last.get(id, n) > n

    def before(self, n: int) -> Iterator[str]:
        """The ids of the steps before the n-th, the nearest first."""
        return (word(step, "id") for m, step in reversed(self.steps) if m < n and word(step, "id"))

    def after(self, n: int) -> Iterator[str]:
        """The ids of the steps after the n-th."""
        return (word(step, "id") for m, step in self.steps if m > n and word(step, "id"))

    def place(self, id: str, n: int | None = None) -> tuple[KeyPath, str] | None:
        """Where the step of that id stands, to be shown beside what names it; None if it is not there (before `n`)."""
        found = self._first.get(id)
        there = found is not None and (n is None or found < n)
        return (("steps", found, "id"), said("this step")) if found is not None and there else None

    def refused(self, key: str, ref: str, n: int) -> tuple[str, Advice]:
        """Why `ref` is no earlier step of the n-th, and what to do."""
        if ref in self._first:
            return (
                said("“{key}” names {id}, which is not an earlier step", key=key, id=quoted(ref)),
                said("Move that step up, or name an earlier one."),
            )
        return said("“{key}” names {id}, which is no step", key=key, id=quoted(ref)), partial(
            did_you_mean, ref, self.before(n), marked("earlier steps")
        )


def order_of(sheet: Sheet) -> Order:
    """The order of a lesson's steps, made once."""
    if sheet.order is None:
        sheet.order = Order(sheet.data)
    found: Order = sheet.order
    return found


def check_steps(sheet: Sheet) -> None:
    """Adds what is wrong between the steps of one lesson."""
    order = order_of(sheet)
    for n, step in order.steps:
        if word(step, "kind") not in KINDS:
            continue  # one fault is enough: what the other keys mean is not known
        _goto(sheet, order, n, step)
        for key in _FROM & step.keys():
            _from(sheet, order, n, step, key)
        _items(sheet, ("steps", n), step)
        _right(sheet, ("steps", n), step)
        _limits(sheet, ("steps", n), step)
    _covers(sheet, order.steps)


def _goto(sheet: Sheet, order: Order, at: int, step: Table) -> None:
    for n, option in rows(step, "options"):
        goto = word(option, "goto")
        if not goto or order.follows(goto, at):
            continue
        if order.earlier(goto, at + 1):
            why = said("“goto” leads back to {id}, and can only lead on", id=quoted(goto))
            advice: Advice = said("Name a later step; people can always go back by themselves.")
        else:
            why = said("“goto” leads to {id}, which is no step", id=quoted(goto))
            advice = partial(did_you_mean, goto, order.after(at), marked("later steps"))
        beside = order.place(goto, at + 1)
        sheet.say("C302", ("steps", at, "options", n, "goto"), why, advice, beside=beside)


def _from(sheet: Sheet, order: Order, at: int, step: Table, key: str) -> None:
    ref, path = word(step, key), ("steps", at, key)
    if ref.startswith("plan."):
        _table(sheet, path, ref)
    elif ref:
        _source(sheet, order, path, key, ref)


def _table(sheet: Sheet, path: KeyPath, ref: str) -> None:
    if ref[5:] not in RECORDS:
        advice = partial(did_you_mean, ref, [f"plan.{table}" for table in RECORDS], marked("tables of the plan"))
        sheet.say("C308", path, said("the plan has no table {table}", table=quoted(ref[5:])), advice)


def _source(sheet: Sheet, order: Order, path: KeyPath, key: str, ref: str) -> None:
    at = int(path[1])
    source = order.earlier(ref, at)
    if source is None:
        sheet.say("C308", path, *order.refused(key, ref, at), beside=order.place(ref))
        return
    kind = KINDS.get(word(source, "kind"))
    if key == "criteria_from" and kind is not None and kind is not Allocate:
        why = said(
            "{step} is {kind} step, which has no weights", step=quoted(ref), kind=with_article(word(source, "kind"))
        )
        advice = said("Criteria and their weights come from an earlier allocate step.")
        sheet.say("C308", path, why, advice, beside=order.place(ref))
    elif kind is not None and kind.offers is Step.offers:
        giving = ", ".join(name for name, cls in KINDS.items() if cls.offers is not Step.offers)
        why = said(
            "{step} is {kind} step, which has no items to take over",
            step=quoted(ref),
            kind=with_article(word(source, "kind")),
        )
        sheet.say("C308", path, why, said("Steps with items are: {list}.", list=giving), beside=order.place(ref))


def _items(sheet: Sheet, path: KeyPath, step: Table) -> None:
    """Adds that there is nothing to choose, rate, sort or tick."""
    kind = word(step, "kind")
    name = _ITEMS.get(kind)
    own = step.get(_OWN.get(kind, "own"))
    if name and not step.get(name) and not step.get("from") and not own and (*path, name) not in sheet.faulty:
        advice = said("Add {name}, or take an earlier step's items with “from”.", name=name)
        sheet.say("C318", path, said("this {kind} step has no {name}", kind=kind, name=name), advice)
    for group in ("fields", "columns"):
        for n, field in rows(step, group):
            _field(sheet, (*path, group, n), field)


def _field(sheet: Sheet, path: KeyPath, field: Table) -> None:
    choice = word(field, "type") == "choice"
    if choice != bool(field.get("options")) and (*path, "type") not in sheet.faulty:
        id = quoted(word(field, "id"))
        without, with_them = (
            marked("the field {id} has no options"),
            marked("the field {id} has options, but is no choice"),
        )
        advice = said('A field with options has type = "choice", and options = [{ id = "a", label = "..." }].')
        sheet.say("C318", path, said(without if choice else with_them, id=id), advice)


def _right(sheet: Sheet, path: KeyPath, step: Table) -> None:
    if word(step, "kind") == "choice":
        _right_options(sheet, path, step, list(rows(step, "options")))
    buckets = [word(bucket, "id") for _, bucket in rows(step, "buckets")]
    cards = list(rows(step, "cards")) if word(step, "kind") == "sort" else []
    for n, card in cards:
        if word(card, "right") and word(card, "right") not in buckets:
            why = said("“right” names {id}, which is no bucket of this step", id=quoted(card["right"]))
            sheet.say(
                "C317",
                (*path, "cards", n, "right"),
                why,
                partial(did_you_mean, card["right"], buckets, marked("buckets")),
            )
    if any(word(card, "right") for _, card in cards):
        _feedback(sheet, path, "cards", cards)


def _right_options(sheet: Sheet, path: KeyPath, step: Table, options: list[tuple[int, Table]]) -> None:
    if not any("right" in option for _, option in options):
        if any(word(option, "feedback").strip() for _, option in options):
            _feedback(sheet, path, "options", options, marked("{id} says nothing when it is chosen, and others do"))
        return
    right = [n for n, option in options if option.get("right") is True]
    if not right:
        sheet.say("C316", path, said("no option of this question is right"), said("Mark it with right = true."))
    elif len(right) > 1 and step.get("many") is not True:
        why = said("{n} options are right, and only one can be chosen", n=len(right))
        beside = ((*path, "options", right[0], "right"), said("the first"))
        advice = said("Keep one, or let the step have many = true.")
        sheet.say("C316", (*path, "options", right[1], "right"), why, advice, beside=beside)
    _feedback(sheet, path, "options", options)


def _feedback(sheet: Sheet, path: KeyPath, name: str, items: list[tuple[int, Table]],
              what: str = marked("{id} says nothing on why it is right or not")) -> None:  # fmt: skip
    """Adds the options or cards without feedback."""
    for n, item in items:
        if not word(item, "feedback").strip() and (*path, name, n, "feedback") not in sheet.faulty:
            why = said(what, id=quoted(word(item, "id")))
            sheet.say("C404", (*path, name, n), why, said('Add feedback = "...": one sentence that teaches.'))


_FROM = frozenset(("from", "options_from", "criteria_from"))
_PAIRS = (("min", "max"), ("min_words", "max_words"), ("min_rows", "max_rows"))
_LIMITED = frozenset(("fields", "columns", "groups", *(key for pair in _PAIRS for key in pair)))


def _limits(sheet: Sheet, path: KeyPath, step: Table) -> None:
    """Adds limits that no answer can meet."""
    if _LIMITED.isdisjoint(step):
        return
    kind = KINDS.get(word(step, "kind"))
    for low, high in _PAIRS:
        least, most = _limit(kind, step, low), _limit(kind, step, high)
        if least is not None and most is not None and (least > most or (kind is ScaleStep and least == most)):
            _contradict(sheet, path, step, (low, least), (high, most))
    for name in ("fields", "columns", "groups"):
        for n, field in rows(step, name):
            least, most = number(field, "min"), number(field, "max")
            if least is not None and most is not None and least > most:
                _contradict(sheet, (*path, name, n), field, ("min", least), ("max", most))
    _count(sheet, path, step)


def _contradict(sheet: Sheet, path: KeyPath, table: Table, low: tuple[str, float], high: tuple[str, float]) -> None:
    """Adds that two limits exclude each other; both are shown, unless one of them is the usual one."""
    place = (*path, low[0]) if low[0] in table else (*path, high[0])
    beside = ((*path, high[0]), f"“{high[0]}”") if low[0] in table and high[0] in table else None
    why = said("“{low}” is {least} and “{high}” is {most}",
               low=low[0], least=f"{low[1]:g}", high=high[0], most=f"{high[1]:g}")  # fmt: skip
    sheet.say("C319", place, why, said("Make “{low}” smaller than “{high}”.", low=low[0], high=high[0]), beside=beside)


def _limit(kind: type[Step] | None, step: Table, key: str) -> float | None:
    field = kind.model_fields.get(key) if kind else None
    return number(step, key, field.default if field else None)


def _count(sheet: Sheet, path: KeyPath, step: Table) -> None:
    name = {"choice": "options", "checklist": "items"}.get(word(step, "kind"))
    if name is None or step.get("from") or step.get("other") or step.get("own") or not isinstance(step.get(name), list):
        return
    there, least = len(step[name]), number(step, "min", 0) or 0
    if step[name] and least > there:
        sheet.say(
            "C319",
            (*path, "min"),
            said("at least {least} are asked for, and there are {n}", least=f"{least:g}", n=there),
            said("Write min = {n} or less.", n=there),
            beside=((*path, name), said("all there are")),
        )
    elif least > 1 and word(step, "kind") == "choice" and step.get("many") is not True:
        sheet.say(
            "C319",
            (*path, "min"),
            said("at least {least} are asked for, and only one can be chosen", least=f"{least:g}"),
            said("Add many = true."),
        )


def _covers(sheet: Sheet, steps: list[tuple[int, Table]]) -> None:
    whole = {idea for _, idea in words(sheet.data, "covers")}
    taught = {idea for _, step in steps for _, idea in words(step, "covers")}
    for n, idea in words(sheet.data, "covers"):
        if idea not in taught:
            sheet.say(
                "C320",
                ("covers", n),
                said("the lesson covers {idea}, and none of its steps does", idea=quoted(idea)),
                said("Write it in the “covers” of the step that teaches it."),
            )
    for m, step in steps:
        for n, idea in words(step, "covers"):
            if idea not in whole:
                sheet.say(
                    "C320",
                    ("steps", m, "covers", n),
                    said("the lesson does not cover {idea}", idea=quoted(idea)),
                    said("Add it to the “covers” of the lesson, or correct it here."),
                )
