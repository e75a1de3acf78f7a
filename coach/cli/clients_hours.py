"""The log of hours: the sums, a table for a credential, and hours from before this practice was kept here."""

from typing import TYPE_CHECKING, Any

from ..display import shorten
from ..words import marked, said, said_of
from .clients_find import finish, number, past_day_of, practice_of
from .clients_keep import named, one_of
from .command import Arguments
from .context import Context
from .stop import FINE
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from ..practice.hours import Logged

PAID = ("paid", "pro bono", "internal")


def hours(context: Context, given: Arguments) -> int:
    """The log of hours: the sums, a table for a credential, or hours from before this practice was kept here."""
    from ..practice.hours import as_csv, log, rows

    if given.words:
        return _log_hours(context, given)
    logged = log(practice_of(context))
    if given.csv:
        show(as_csv(rows(logged)).splitlines())
        tell(*_unlisted(logged))
    elif given.json:
        show_json(_hours_data(logged))
    else:
        show(_hours_lines(logged))
    return FINE


def _log_hours(context: Context, given: Arguments) -> int:
    from ..practice.keeping import log_hours

    one, words = named(context, given, 2, marked("hours CLIENT MINUTES --on DATE"))
    minutes, people = number(words[0], "minutes"), number(given.people or "1", "people")
    paid = one_of(given.paid or "paid", PAID, marked("kind of pay"))
    day = past_day_of(given.on, one.own.today)
    log_hours(one, minutes, day, None, paid, max(1, people))
    finish(context, one)
    alias = shorten(one.client.alias, 60)
    told = said("Logged: {n} minutes, {day}, {paid}, {alias}", n=minutes, day=day, paid=said(paid), alias=alias)
    show([told])
    return FINE


def _unlisted(logged: "list[Logged]") -> list[str]:
    from ..practice.hours import totals

    out = [one for one in logged if not one.agreed]
    hidden = totals(out)
    if not out:
        return []
    told = said_of(
        len(out),
        "Not listed, for want of a consent to stand in the log: {n} client, {hours} hours. To record one: "
        "coach clients consent CLIENT WORDING --scope hours",
        "Not listed, for want of a consent to stand in the log: {n} clients, {hours} hours. To record one: "
        "coach clients consent CLIENT WORDING --scope hours",
        hours=f"{hidden.hours():g}",
    )
    return [told]


def _hours_lines(logged: "list[Logged]") -> list[str]:
    from ..practice.hours import levels, missing, totals

    listed = totals([one for one in logged if one.agreed])
    table = levels()
    words = marked("Hours that can be listed: {hours}, paid {paid}, pro bono {free}, with {n} clients")
    whole, paid, free = (f"{listed.hours(what):g}" for what in ("minutes", "paid", "pro_bono"))
    lines = [said(words, n=listed.clients, hours=whole, paid=paid, free=free), *_unlisted(logged)]
    for level in table.levels:
        lacking = missing(level, listed)
        still = said("still {what}", what=", ".join(lacking)) if lacking else said("the hours are there")
        lines.append(f"{level.name}: {still}")
    return [
        *lines,
        said(
            "The levels are as published in {checked} ({where}). Check them before you apply.",
            checked=table.checked,
            where=table.where,
        ),
    ]


def _hours_data(logged: "list[Logged]") -> dict[str, Any]:
    from ..practice.hours import levels, missing, totals

    listed, hidden = (totals([one for one in logged if one.agreed is agreed]) for agreed in (True, False))
    sums = {
        name: {
            "clients": one.clients,
            "hours": one.hours(),
            "paid": one.hours("paid"),
            "pro_bono": one.hours("pro_bono"),
        }
        for name, one in (("listed", listed), ("unlisted", hidden))
    }
    table = levels()
    steps = [{"name": level.name, "missing": missing(level, listed)} for level in table.levels]
    return {**sums, "levels_checked": table.checked, "levels": steps}
