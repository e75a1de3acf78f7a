"""Who may see an answer: private until its owner says more, and what the owner said stands when it is given again."""

from collections.abc import Sequence
from typing import Any, get_args

from ..words import marked, said
from .answers import Answer
from .events import Change, with_old
from .plan import Plan
from .records import RECORDS, Record, Settings, Visibility
from .words import SEEN_BY

WHAT = "shown"  # the verb of the event
LEVELS: tuple[Visibility, ...] = get_args(Visibility)  # from the most private one on
OFFERS: dict[Visibility, tuple[str, str]] = {
    "private": (marked("Only me"), marked("Nobody else gets to see it; no export for others holds it.")),
    "coach": (marked("My coach"), marked("It is in what I prepare for my coach.")),
    "sponsor": (marked("My coach and the sponsor"), marked("Whoever pays for the coaching may be told of it.")),
    "shareable": (marked("Whoever I give it to"), marked("It may stand in any export.")),
}


def seen(answer: Answer) -> Visibility:
    """Who may see an answer."""
    return answer.visibility or "private"


def seen_words(answer: Answer | None) -> str:
    """Who else may see an answer, as a sentence; empty when nobody else may."""
    if answer is None or seen(answer) == "private":
        return ""
    return said("Seen by {who}.", who=said(SEEN_BY[seen(answer)]))


def level_words(answer: Answer) -> str:
    """Who may see an answer, in words that follow `seen by`."""
    return said(SEEN_BY[seen(answer)])


def kept_so(answer: Answer | None, usual: Visibility | None) -> dict[str, Any]:
    """What an answer that is given again says of who may see it: what its owner has chosen, else what is usual."""
    if answer is None or not answer.visibility_chosen:
        return {"visibility": usual}
    return {"visibility": seen(answer), "visibility_chosen": True}


def made_so(answer: Answer | None, usual: Visibility | None, change: Change) -> Change:
    """A record that an answer makes is as private as the step says; and nobody sees it whom the owner of the answer has
    not chosen."""
    chosen = answer is not None and answer.visibility_chosen
    if not (usual or chosen) or change.old is not None or change.new is None or RECORDS[change.table].one:
        return change
    level = usual
    if answer is not None and chosen:
        level = min(seen(answer), usual or RECORDS[change.table].default_visibility, key=LEVELS.index)
    return Change(change.table, change.id, {"visibility": level, **change.new}, None)


def stands_otherwise(plan: Plan, answer: Answer, chosen: Visibility) -> list[Record]:
    """The records of an answer that would be in the way of a choice: when more people are to see it, those that fewer
    see, and the other way round."""
    opens = LEVELS.index(chosen) > LEVELS.index(seen(answer))
    at = LEVELS.index(chosen)

    def other(record: Record) -> bool:
        level = LEVELS.index(record.visibility or record.default_visibility)
        return level < at if opens else level > at

    return [record for record in _written(plan, answer) if other(record)]


def otherwise_words(answer: Answer, chosen: Visibility) -> str:
    """What it means when those records stay as they are."""
    if LEVELS.index(chosen) > LEVELS.index(seen(answer)):
        return said("As long as fewer people may see that, the answer is left out of copies for the others.")
    return said("Then those who see that may read there what you answered.")


def _written(plan: Plan, answer: Answer) -> list[Record]:
    places = [path.partition("/") for path in answer.writes]
    found = (plan.record(table, id) for table, _, id in places if table in RECORDS and table != Settings.table)
    return [record for record in found if record is not None]


def shown_to(plan: Plan, place: str, chosen: Visibility, along: Sequence[Record] = ()) -> list[Change]:
    """The changes that say who may see the answer at `lesson/step`, and with it some of the records that it wrote."""
    answer = with_old(plan, "answers", place, {"visibility": chosen, "visibility_chosen": True})
    return [answer, *(_record_too(plan, record, chosen) for record in along)]


def _record_too(plan: Plan, record: Record, chosen: Visibility) -> Change:
    level = None if chosen == record.default_visibility else chosen
    return with_old(plan, record.table, record.id, {"visibility": level})
