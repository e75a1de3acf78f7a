"""What an author sees beside a step: its condition in words, what it would write, and where a preview goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..lessons.conditions import Condition
from ..lessons.fitting import fitting
from ..lessons.kinds import Refused, Step, Value
from ..lessons.kinds.shapes import shaped
from ..lessons.lesson import Lesson
from ..lessons.survival import ids_of, named
from ..plan.answers import Answer
from ..walk import Walk
from ..words import marked, said

KEPT_ASIDE = ("answers", "progress")  # what every answer writes; not the lesson's own doing
OURS = ("source", "created", "visibility")  # fields that every new record gets


# --- conditions -------------------------------------------------------------------------


def in_words(when: Condition, lesson: Lesson) -> str:
    """A condition as a sentence without its end: `“Why look?” has an answer and the plan has goals`."""
    if when.all:
        return said(" and ").join(_part(part, lesson) for part in when.all)
    if when.any:
        return said(" or ").join(_part(part, lesson) for part in when.any)
    if when.not_ is not None:
        return said("it is not so that {condition}", condition=_part(when.not_, lesson))
    if when.answer is None:
        return said(marked("the plan has {part}") if when.filled else marked("the plan has no {part}"), part=when.plan)
    step = named(lesson.steps, when.answer)
    title = f"“{step.title if step else when.answer}”"
    if when.is_ is None:
        return said(marked("{title} has an answer") if when.filled else marked("{title} has no answer"), title=title)
    return said("{title} is answered with “{option}”", title=title, option=_label(step, when.is_))


def _part(part: Condition, lesson: Lesson) -> str:
    words = in_words(part, lesson)
    return f"({words})" if len(part.all) > 1 or len(part.any) > 1 else words


def _label(step: Step | None, id: str) -> str:
    options = getattr(step, "options", ())
    return next((one.label for one in options if getattr(one, "id", "") == id), id)


def forced(lesson: Lesson, taken: Mapping[str, bool]) -> Lesson:
    """The lesson with some conditions taken to hold, or not to hold, whatever was answered. Answers mean the same."""
    steps = tuple(_forced(step, taken[step.id]) if step.id in taken else step for step in lesson.steps)
    return lesson.model_copy(update={"steps": steps}) if taken else lesson


def _forced(step: Step, holds: bool) -> Step:
    if step.when is None or holds:
        return step.model_copy(update={"when": None})
    never = Condition.model_validate({"all": [step.when, {"not": step.when}]})
    return step.model_copy(update={"when": never})


def holds(step: Step, walk: Walk) -> bool:
    """Whether a step's condition is true of these answers and this plan."""
    return step.when is None or step.when.holds(walk.given)


# --- the same place in an edited lesson ----------------------------------------------------


def kept_place(before: Sequence[Step], after: Sequence[Step], at: str) -> str:
    """The step to show after an edit: the same one, also under a new name, else the nearest that stood before it."""
    ids = [step.id for step in before]
    earlier = reversed(ids[: ids.index(at) + 1]) if at in ids else iter(())
    found = (named(after, id) for id in earlier)
    return next((step.id for step in found if step is not None), after[0].id)


def same_until(before: Sequence[Step], after: Sequence[Step], at: str) -> bool:
    """Whether an edit left a step, and all that stand before it, as they were."""
    n = next((n for n, step in enumerate(before) if step.id == at), None)
    return n is not None and tuple(before[: n + 1]) == tuple(after[: n + 1])


def still_fitting(before: Lesson, after: Lesson, at: str, raw: Value) -> tuple[str, Value] | None:
    """What was typed in a step, as far as it fits the step after an edit, and that step's id; None if nothing does."""
    old, new = named(before.steps, at), named(after.steps, at)
    if new is None and old is not None:
        new = next((step for step in after.steps if old.id in ids_of(step, after.steps)), None)
    if old is None or new is None or old.kind != new.kind:
        return None
    whole = shaped(new.kind, raw)
    answer = Answer(kind=old.kind, value=whole, names=old.names(whole), scale=old.limits())
    fit = fitting(new, answer, whole).value
    return (new.id, fit) if fit else None


# --- what would be written -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Written:
    """One record as a step would write it: its table, whether it is new or goes, and its fields in words."""

    table: str
    id: str
    way: str  # "new", "changed" or "taken out"
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Writes:
    """What an answer as it stands would write; or why it could not be kept yet."""

    records: tuple[Written, ...] = ()
    refused: str = ""
    advice: str = ""


def writes(walk: Walk, step: Step, raw: Value) -> Writes:
    """What answering would write into the plan. Nothing is recorded."""
    outcome = walk.answer(step, raw)
    if isinstance(outcome, Refused):
        return Writes(refused=outcome.why)
    records = [
        Written(change.table, change.id, _way(change.old, change.new), _fields(change.new or {}, change.old))
        for change in outcome.changes
        if change.table not in KEPT_ASIDE
    ]
    return Writes(tuple(records), advice=outcome.advice)


def _way(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> str:
    if new is None:
        return said("taken out")
    return said("new") if old is None else said("changed")


def _fields(new: Mapping[str, Any], old: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    shown = {name: value for name, value in new.items() if name not in OURS and value not in (None, "", [], {})}
    emptied = [name for name in new if new[name] in (None, "", [], {}) and (old or {}).get(name)]
    return (
        *((name, value_words(value)) for name, value in shown.items()),
        *((name, said("emptied")) for name in emptied),
    )


def value_words(value: Any) -> str:
    """A field's value on one line."""
    if isinstance(value, bool):
        return said("yes") if value else said("no")
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {value_words(one)}" for name, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return "; ".join(value_words(one) for one in value)
    return " ".join(str(value).split())
