"""Lessons that have another id now (`was = ["old-id"]`): what a person did in them moves along."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .plan.events import Change, with_old
from .plan.plan import Plan
from .plan.records import Review
from .review.held import review_id
from .store.files import NotSaved
from .words import said

if TYPE_CHECKING:
    from .lessons.library import Library
    from .workspace import Workspace


def moves(plan: Plan, library: "Library") -> list[Change]:
    """The changes that put progress, answers and what they wrote under the ids that lessons have now.

    A lesson that is there keeps its own; one that was begun under its new id, too, is left as it is.
    """
    heads = library.index.heads
    lost = [id for id in plan.progress if id not in heads]
    if not lost:
        return []
    now = {old: head.id for head in heads.values() for old in head.was}
    found: list[Change] = []
    for old in lost:
        new = now.get(old)
        if new is not None and new not in plan.progress and not any(change.id == new for change in found):
            found += _moved(plan, old, new)
    return found


def _moved(plan: Plan, old: str, new: str) -> Iterator[Change]:
    yield with_old(plan, "progress", new, plan.fields("progress", old))
    yield with_old(plan, "progress", old, None)
    for step in plan.answers.of(old):
        yield with_old(plan, "answers", f"{new}/{step}", plan.fields("answers", f"{old}/{step}"))
        yield with_old(plan, "answers", f"{old}/{step}", None)
    runs = plan.progress[old].run
    reviews = {review_id(old, run): review_id(new, run) for run in range(1, runs + 1)}
    for table in plan.tables:
        for row in plan.rows(table):
            here = (row.source or "").partition("/")
            source = {"source": f"{new}/{here[2]}"} if here[0] == old and here[1] else {}
            if table == Review.table and row.id in reviews:
                fields = {**(plan.fields(table, row.id) or {}), **source}
                yield with_old(plan, table, reviews[row.id], fields)
                yield with_old(plan, table, row.id, None)
            elif source:
                yield with_old(plan, table, row.id, source)


def as_named_now(plan: Plan, library: "Library") -> Plan:
    """The plan with its lessons under the ids of today, to be looked at."""
    for change in moves(plan, library):
        plan = plan.changed(change.table, change.id, change.new)
    return plan


def take_along(workspace: "Workspace", library: "Library") -> None:
    """Keeps it so, drafts too. If it cannot be kept now, the next start tries again."""
    changes = [] if workspace.read_only else moves(workspace.plan, library)
    if not changes:
        return
    try:
        workspace.record("went", changes, said("a lesson with another name"), "")
        for old, new in _pairs(changes):
            for step, raw in list(workspace.drafts.of(old).items()):
                workspace.drafts.keep(new, step, raw)
                workspace.drafts.drop(old, step)
    except (NotSaved, OSError):
        return


def _pairs(changes: list[Change]) -> list[tuple[str, str]]:
    ids = [change.id for change in changes if change.table == "progress"]
    return list(zip(ids[1::2], ids[::2], strict=True))
