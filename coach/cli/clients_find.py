"""What the commands of a practice share: which client is meant, and fields typed as name=value."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..dates import parse_date
from ..display import display_line, shorten
from ..words import marked, said
from .context import Context
from .stop import PROBLEM, Stop
from .streams import tell

if TYPE_CHECKING:
    from ..practice.practice import OneClient, Practice

FieldKind = Literal["text", "day", "number", "list", "span"]
DATES = marked("Some that are: fri, next week, in 3 months, 12 dec, 2027-03-01.")


def practice_of(context: Context) -> "Practice":
    """The practice of this home. Without clients it has no folder, and gets none by being looked at."""
    from ..practice.practice import Practice

    return Practice(context.places, context.device())


def client_named(practice: "Practice", typed: str) -> "OneClient":
    """The one client that is meant: by the beginning of the id, by the alias, or by a part of it.

    Raises:
        Stop: none fits, or several do.
    """
    from ..practice.remembered import all_facts

    known = {facts.id: facts.alias for facts in all_facts(practice)}
    wanted = typed.strip().casefold()
    ways = (
        [id for id in known if id == wanted],
        [id for id, alias in known.items() if alias.casefold() == wanted],
        [id for id, alias in known.items() if wanted and (id.startswith(wanted) or wanted in alias.casefold())],
    )
    found = next((ids for ids in ways if ids), [])
    if len(found) == 1:
        return practice.one(found[0])
    named = shorten(typed, 40)
    if not found:
        raise Stop(said("there is no client “{name}”. They are listed by: coach clients --all", name=named), PROBLEM)
    listed = "\n".join(f"  {id}  {shorten(known[id], 60)}" for id in found[:8])
    raise Stop(said("“{name}” may mean {n} clients:\n{listed}", name=named, n=len(found), listed=listed), PROBLEM)


def finish(context: Context, *clients: "OneClient") -> None:
    """Closes what was opened: what people read is written, and what was out of order is said."""
    for one in clients:
        tell(*one.close(), *one.own.faults())
    context.keep_device()
    context.commit()


def day_of(typed: str, today: dt.date) -> dt.date:
    """The day that a text means.

    Raises:
        Stop: it means none.
    """
    day = parse_date(typed, today)
    if day is None:
        raise Stop(said("“{typed}” is not understood as a date. {dates}", typed=shorten(typed, 40), dates=said(DATES)))
    return day


def past_day_of(typed: str | None, today: dt.date) -> dt.date:
    """The day behind us that a text means; today without one.

    Raises:
        Stop: it means none.
    """
    from .log import date_given

    return date_given(typed, today) if typed else today


def fields_of(words: Sequence[str], kinds: Mapping[str, FieldKind], today: dt.date) -> dict[str, Any]:
    """Fields as they are typed: `name=value`, an empty value takes one away.

    Raises:
        Stop: a word is no field, or its value does not fit.
    """
    fields: dict[str, Any] = {}
    for word in words:
        name, sign, value = word.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or name not in kinds:
            raise Stop(
                said(
                    "“{word}” is not a field with its value. Fields: {kinds}.",
                    word=shorten(word, 40),
                    kinds=", ".join(kinds),
                )
            )
        fields[name] = _value(value.strip(), kinds[name], name, today)
    return fields


def _value(typed: str, kind: FieldKind, name: str, today: dt.date) -> Any:
    if not typed:
        return [] if kind == "list" else None
    if kind == "day":
        return day_of(typed, today)
    if kind == "list":
        return [part.strip() for part in typed.split(",") if part.strip()]
    if kind == "span":
        return span(typed)
    if kind == "number":
        return number(typed, name)
    return typed


def number(typed: str, what: str) -> int:
    """A whole number of at most four digits.

    Raises:
        Stop: it is none.
    """
    if not typed.isascii() or not typed.isdigit() or len(typed) > 4:
        raise Stop(
            said(
                "{what}: a whole number, please; “{typed}” is none.", what=display_line(what), typed=shorten(typed, 20)
            )
        )
    return int(typed)


def span(typed: str) -> str:
    """A span of time as it is kept: `P24M`.

    Raises:
        Stop: it is none.
    """
    from ..dates import parse_rhythm

    found = parse_rhythm(typed)
    if found is None:
        raise Stop(said("“{typed}” is no span of time. Some that are: P24M, 2y, 18m.", typed=shorten(typed, 20)))
    return found
