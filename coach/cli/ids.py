"""Ids as people type them: any beginning that fits only one thing is enough."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ..display import shorten
from ..plan.records import Record
from ..words import said
from .stop import Stop

R = TypeVar("R", bound=Record)
SHOWN = 5


def matching(typed: str, ids: Iterable[str]) -> list[str]:
    """The ids that a typed beginning may mean; an id typed in full means only itself."""
    known = list(ids)
    if typed.strip() in known:
        return [typed.strip()]
    wanted = typed.strip().lower()
    return [id for id in known if wanted and id.lower().startswith(wanted)]


def one_id(typed: str, named: Mapping[str, str], what: str) -> str:
    """The one id that is meant, out of ids and what they stand for. `what` they are is marked, or said.

    Raises:
        Stop: none fits, or several do; the sentence names the nearest.
    """
    found = matching(typed, named)
    if len(found) == 1:
        return found[0]
    what, word = said(what), shorten(typed, 40)
    if found:
        several = said("“{word}” may mean {n} of your {what}s:", word=word, n=len(found), what=what)
        raise Stop(f"{several}\n{_listed(found, named)}")
    near = _nearest(typed, named)
    if not near:
        raise Stop(said("there is no {what} “{word}”, and no other {what} either.", what=what, word=word))
    nearest = said("there is no {what} “{word}”. The nearest:", what=what, word=word)
    raise Stop(f"{nearest}\n{_listed(near, named)}")


def one_record(typed: str, records: Sequence[R], what: str) -> R:
    """The one record that is meant. Among several that fit, one that is still open comes before those that are not.

    Raises:
        Stop: none fits, or several do.
    """
    by_id = {record.id: record for record in records}
    still = [id for id in matching(typed, by_id) if by_id[id].open]
    if len(still) == 1:
        return by_id[still[0]]
    ordered = sorted(by_id.values(), key=lambda record: not record.open)
    return by_id[one_id(typed, {record.id: record.label for record in ordered}, what)]


def _nearest(typed: str, named: Mapping[str, str]) -> list[str]:
    import difflib

    near = difflib.get_close_matches(typed.lower()[:60], list(named), n=SHOWN, cutoff=0.5)
    return near or list(named)[:SHOWN]


def _listed(ids: Sequence[str], named: Mapping[str, str]) -> str:
    width = max(len(id) for id in ids[:SHOWN])
    lines = [f"  {id:{width}}  {shorten(named[id], 60)}" for id in ids[:SHOWN]]
    more = [f"  {said('and {n} more', n=len(ids) - SHOWN)}"] if len(ids) > SHOWN else []
    return "\n".join(lines + more)
