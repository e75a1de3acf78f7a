"""What an edit of a lesson does to the answers people have given: said of two versions of its file, before it ships.

What is said here of an edit, `survival` does to an answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from ..words import marked, said
from .checks.sheet import rows, word, words
from .faults import quoted, with_article
from .tokens import KeyPath

Effect = Literal["kept", "marked", "attic", "new"]
Data = dict[str, Any]
WORDING = ("title", "prompt", "help", "example", "text", "answer", "coach_prompt", "low", "high", "label", "feedback",
           "hint", "unit")  # fmt: skip
PARTS = {"options": marked("option"), "rows": marked("row"), "cards": marked("card"), "buckets": marked("bucket"),
         "items": marked("item"), "groups": marked("group"), "fields": marked("field"), "columns": marked("column"),
         "actions": marked("action")}  # fmt: skip
QUIET = frozenset({"read", "recap"})  # kinds with nothing to answer
SHORTEST = 0.6  # how alike two steps are of which one may be the other


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: in words, what it does to answers, whether the author said so, and where it stands."""

    what: str  # step-removed, option-renamed, scale-changed, ...
    effect: Effect
    sentence: str
    step: str = ""
    part: str = ""
    said: bool = True  # by `was` or `gone`; whatever loses no id needs no saying
    old: KeyPath | None = None  # its place in the old file
    new: KeyPath | None = None  # and in the new one
    maybe: str = ""  # the new id that may be the same thing under another name


def edits(old: Data, new: Data) -> list[Edit]:
    """Every edit between two versions of a lesson, in the order of the steps."""
    found = [*_lesson(old, new)]
    before, after = dict(_by_id(old, "steps")), dict(_by_id(new, "steps"))
    pairs = paired({id: row for id, (_, row) in before.items()}, {id: row for id, (_, row) in after.items()})
    gone = {id for _, id in words(new, "gone")}
    for id, (n, step) in before.items():
        if id in pairs:
            m, now = after[pairs[id]]
            found += _step(step, now, ("steps", n), ("steps", m))
        else:
            maybe = _alike(step, {i: row for i, (_, row) in after.items() if i not in pairs.values()})
            found.append(_removed(step, ("steps", n), id in gone, maybe))
    found += [_added(row, ("steps", m)) for id, (m, row) in after.items() if id not in pairs.values()]
    return found + _moved(list(before), list(after), pairs, after)


def paired(before: Mapping[str, Data], after: Mapping[str, Data]) -> dict[str, str]:
    """Which id of the old version is which of the new one: the same, or one that says `was`."""
    pairs = {id: id for id in before if id in after}
    for id, row in after.items():
        for _, old in words(row, "was"):
            if old in before and old not in pairs and id not in pairs.values():
                pairs[old] = id
    return pairs


def _by_id(table: Data, key: str) -> Iterator[tuple[str, tuple[int, Data]]]:
    return ((word(row, "id"), (n, row)) for n, row in rows(table, key) if word(row, "id"))


def _lesson(old: Data, new: Data) -> Iterator[Edit]:
    was, now = word(old, "id"), word(new, "id")
    if was != now:
        sentence = said("the lesson {was} is {now} now; its answers move along", was=quoted(was), now=quoted(now))
        yield Edit("lesson-renamed", "kept", sentence, old=("id",), new=("id",))
    if any(old.get(name) != new.get(name) for name in ("title", "outcomes", "light", "privacy")):
        yield Edit("lesson-reworded", "kept", said("the lesson is worded in another way"), old=("id",), new=("id",))


def _named(step: Data) -> str:
    return said("step {id}", id=quoted(word(step, "id")))


def _removed(step: Data, path: KeyPath, told: bool, maybe: str) -> Edit:
    if word(step, "kind") in QUIET:
        sentence = said("{step} is gone; there was nothing to answer in it", step=_named(step))
        return Edit("step-removed", "kept", sentence, word(step, "id"), said=told, old=(*path, "id"), maybe=maybe)
    sentence = said("{step} is gone; its answers go to the attic, and come back if the step does", step=_named(step))
    return Edit("step-removed", "attic", sentence, word(step, "id"), said=told, old=(*path, "id"), maybe=maybe)


def _added(step: Data, path: KeyPath) -> Edit:
    sentence = said(
        "{step} is new; who has finished the lesson finds it marked as new, and need not answer it", step=_named(step)
    )
    return Edit("step-added", "new", sentence, word(step, "id"), new=(*path, "id"))


def _alike(step: Data, added: Mapping[str, Data]) -> str:
    """The added step that this one may be under another name: of its kind, and much alike or the only one."""
    same = {id: row for id, row in added.items() if word(row, "kind") == word(step, "kind")}
    likeness = {id: SequenceMatcher(None, _text(step), _text(row)).quick_ratio() for id, row in same.items()}
    best = max(likeness, key=lambda id: likeness[id], default="")
    return best if best and (likeness[best] >= SHORTEST or len(same) == 1) else ""


def _text(row: Data) -> str:
    return " ".join(str(row.get(name, "")) for name in ("title", "prompt", "label"))[:400]


def _moved(before: list[str], after: list[str], pairs: dict[str, str], rows: Any) -> list[Edit]:
    """Steps that stand elsewhere in the order; where somebody is, is known by the step's id."""
    old, new = [pairs[id] for id in before if id in pairs], [id for id in after if id in pairs.values()]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {id for block in blocks for id in new[block.b : block.b + block.size]}

    def sentence(id: str) -> str:
        return said("step {id} stands elsewhere; its answers are found by its id", id=quoted(id))

    return [Edit("step-moved", "kept", sentence(id), id, new=("steps", rows[id][0], "id"))
            for id in new if id not in stayed]  # fmt: skip


# --- one step ------------------------------------------------------------------------------


def _step(old: Data, new: Data, there: KeyPath, here: KeyPath) -> Iterator[Edit]:
    id = word(new, "id")
    places: dict[str, Any] = {"old": (*there, "id"), "new": (*here, "id")}
    if word(old, "id") != id:
        sentence = said("{step} is {id} now; its answers move along", step=_named(old), id=quoted(id))
        yield Edit("step-renamed", "kept", sentence, id, **places)
    if word(old, "kind") != word(new, "kind"):
        places = {"old": (*there, "kind"), "new": (*here, "kind")}
        if word(old, "kind") not in QUIET:
            was, now = with_article(word(old, "kind")), with_article(word(new, "kind"))
            sentence = said("step {id} was {was} and is {now}; earlier answers go to the attic, and are told beside "
                            "the new question", id=quoted(id), was=was, now=now)  # fmt: skip
            yield Edit("kind-changed", "attic", sentence, id, said=False, **places)
        return
    found = [edit for name in PARTS for edit in _parts(old, new, name, there, here, new)]
    found += _limits(old, new, there, here)
    yield from found
    if any(old.get(name) != new.get(name) for name in WORDING):
        yield Edit("step-reworded", "kept", said("step {id} is worded in another way", id=quoted(id)), id, **places)


def _parts(old: Data, new: Data, name: str, there: KeyPath, here: KeyPath, step: Data) -> Iterator[Edit]:
    """The options, rows, fields of a step; those of a field in turn."""
    before, after = dict(_by_id(old, name)), dict(_by_id(new, name))
    if not before and (name == "actions" or not after):
        return
    pairs = paired({id: row for id, (_, row) in before.items()}, {id: row for id, (_, row) in after.items()})
    gone = {id for table in (new, step) for _, id in words(table, "gone")}
    added = {id: row for id, (_, row) in after.items() if id not in pairs.values()}
    here_in, what = quoted(word(step, "id")), PARTS[name]
    for id, (n, row) in before.items():
        path = (*there, name, n, "id")
        called = said("the {what} {id} of step {step}", what=said(what), id=quoted(id), step=here_in)
        if id not in pairs:
            sentence = said("{part} is gone; who answered with it sees “was: {label}”, and may choose again",
                            part=called, label=word(row, "label"))  # fmt: skip
            yield Edit(f"{what}-removed", "marked", sentence, word(step, "id"), id, said=id in gone, old=path,
                       new=(*here, "id"), maybe=_alike(row, added))  # fmt: skip
            continue
        m, now = after[pairs[id]]
        yield from _part(row, now, called, (what, name), path, (*here, name, m), step)
    for id in added:
        place = (*here, name, after[id][0], "id")
        sentence = said("the {what} {id} of step {step} is new", what=said(what), id=quoted(id), step=here_in)
        yield Edit(f"{what}-added", "kept", sentence, word(step, "id"), id, new=place)


def _part(
    old: Data, new: Data, called: str, what: tuple[str, str], path: KeyPath, here: KeyPath, step: Data
) -> Iterator[Edit]:
    """One option, row or field that is in both."""
    id = word(new, "id")
    places: dict[str, Any] = {"old": path, "new": (*here, "id")}
    if word(old, "id") != id:
        sentence = said("{part} is {id} now; answers move along", part=called, id=quoted(id))
        yield Edit(f"{what[0]}-renamed", "kept", sentence, word(step, "id"), id, **places)
    if old.get("type", "text") != new.get("type", "text"):
        sentence = said("{part} takes something else now; what does not fit is told as “was”", part=called)
        yield Edit("type-changed", "marked", sentence, word(step, "id"), id, **places)
    elif (old.get("min"), old.get("max")) != (new.get("min"), new.get("max")) and what[1] in ("fields", "columns"):
        sentence = said("{part} has other limits; numbers outside them are told as “was”", part=called)
        yield Edit("scale-changed", "marked", sentence, word(step, "id"), id, **places)
    if what[1] in ("fields", "columns"):
        yield from _parts(old, new, "options", path[:-1], here, {**step, "gone": [*_all(step), *_all(new)]})
    if any(old.get(name) != new.get(name) for name in WORDING):
        sentence = said("{part} is worded in another way", part=called)
        yield Edit(f"{what[0]}-reworded", "kept", sentence, word(step, "id"), id, **places)


def _all(table: Data) -> list[str]:
    return [id for _, id in words(table, "gone")]


LIMITS: dict[str, dict[str, tuple[Any, str]]] = {  # by kind: a key, what it is when it is not there, and the edit
    "scale": {"min": (1, "scale-changed"), "max": (5, "scale-changed"), "second": (None, "scale-changed")},
    "allocate": {"total": (100, "scale-changed"), "second": (None, "scale-changed")},
    "rank": {"top": (None, "scale-changed")},
    "choice": {"many": (False, "scale-changed"), "other": (False, "scale-changed")},
    "grid": {"own_corners": (False, "kind-of-answer-changed")},
    "scenario": dict.fromkeys(("scenario", "start", "stop_at"), (None, "story-changed")),
}  # fmt: skip


def _limits(old: Data, new: Data, there: KeyPath, here: KeyPath) -> Iterator[Edit]:
    """Other scales, limits and sources: no id is lost, and part of an answer may not fit."""
    id, kind = word(new, "id"), word(new, "kind")
    for key, (default, what) in {**LIMITS.get(kind, {}), "from": (None, "source-changed")}.items():
        was, now = old.get(key, default), new.get(key, default)
        same = was == now or (key == "second" and bool(was) == bool(now)) or (key in ("many", "other") and now)
        if same or (key == "from" and was is None):
            continue
        sentence = said("step {id}: {key} was {was} and is {now}; what of an answer does not fit is told as “was”",
                        id=quoted(id), key=quoted(key), was=_shown(was), now=_shown(now))  # fmt: skip
        yield Edit(what, "marked", sentence, id, old=(*there, key), new=(*here, key))


def _shown(value: Any) -> str:
    return said("not there") if value is None else quoted(value) if isinstance(value, str) else str(value).lower()[:40]
