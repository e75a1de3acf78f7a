"""The log of hours: written by closing a session. Clients who did not agree to stand in it are counted, not listed."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence
from importlib.resources import files

import msgspec
import tomli

from ..display import display_line
from ..words import marked, said
from .practice import OneClient, Practice
from .receipts import Stint, receipts
from .records import Client, Consent, Hours, Scope, Session

_COMMANDS = frozenset("=+-@|%\u2212")  # what a formula begins with, also as a wide, small or raised sign
_UNSEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp"))  # categories of characters that are left out before one
_BREAKS = ("\t", "\r", "\n")
HEADINGS = (marked("Client"), marked("Contact"), marked("Individual or group"), marked("People in the group"),
            marked("First day"), marked("Last day"), marked("Paid hours"), marked("Pro bono hours"),
            marked("Internal hours"))  # fmt: skip


class Logged(msgspec.Struct, frozen=True):
    """A client in the log: who agreed to it goes by name, the others only count."""

    name: str
    contact: str
    agreed: bool
    stints: tuple[Stint, ...]


class Level(msgspec.Struct, frozen=True):
    """What a credential asks."""

    name: str
    hours: int
    paid: int
    clients: int


class Levels(msgspec.Struct, frozen=True):
    """The levels, and when somebody last checked them."""

    checked: str
    where: str
    levels: list[Level]


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Sums over clients. Hours within an organisation count as paid: the coach is paid for them, by the employer."""

    clients: int
    minutes: int
    paid: int
    pro_bono: int

    def hours(self, what: str = "minutes") -> float:
        """A sum in hours, to a quarter."""
        minutes: int = getattr(self, what)
        return round(minutes / 15) / 4


def levels() -> Levels:
    """The data file with the credential levels."""
    return msgspec.convert(tomli.loads(files(__package__).joinpath("levels.toml").read_text("utf-8")), Levels)


def holds(consents: Iterable[Consent], scope: Scope) -> bool:
    """Whether a recorded consent covers something."""
    return any(consent.open and scope in consent.scope for consent in consents)


def log(practice: Practice) -> list[Logged]:
    """Every client with hours, those who agreed first, each by their first day."""
    found = [_logged(practice.one(id)) for id in practice.ids()]
    found += [Logged("", "", False, receipt.hours) for receipt in receipts(practice.places)]  # erased: they only count
    return sorted((one for one in found if one.stints), key=lambda one: (not one.agreed, one.stints[0].start, one.name))


def stints(one: OneClient) -> list[Stint]:
    """The sessions that were held with a client, and hours from before, by their first days."""
    found = [_of_session(session) for session in one.own.all(Session) if session.on and not session.open]
    found += [Stint(row.start, row.end or row.start, row.minutes, row.paid, row.people)
              for row in one.own.all(Hours) if row.start]  # fmt: skip
    return sorted(found, key=lambda stint: stint.start)


def _logged(one: OneClient) -> Logged:
    client = one.own.only(Client)
    agreed = holds(one.own.all(Consent), "hours")
    name = client.name or client.alias
    return Logged(name, client.contact or "", agreed, tuple(stints(one)))


def _of_session(session: Session) -> Stint:
    day = session.on or dt.date.min
    return Stint(day, day, session.minutes or 0, session.paid, session.people)


def totals(logged: Sequence[Logged]) -> Totals:
    """The sums over some clients. An hour with a group is one hour, however many of its people are clients here."""
    everyone = [stint for one in logged for stint in one.stints]
    held = [stint for stint in everyone if stint.people == 1] + list({stint for stint in everyone if stint.people > 1})
    free = sum(stint.minutes for stint in held if stint.paid == "pro bono")
    whole = sum(stint.minutes for stint in held)
    return Totals(clients=len(logged), minutes=whole, paid=whole - free, pro_bono=free)


def missing(level: Level, so_far: Totals) -> list[str]:
    """What is still missing for a level, in words; empty when nothing is."""
    pairs = (
        (level.hours - so_far.hours(), marked("{amount} hours")),
        (level.paid - so_far.hours("paid"), marked("{amount} paid hours")),
        (level.clients - so_far.clients, marked("{amount} clients")),
    )
    return [said(what, amount=f"{amount:g}") for amount, what in pairs if amount > 0]


def rows(logged: Sequence[Logged]) -> list[list[str]]:
    """The lines of the log for a table: a line for each client and kind of session. Only of those who agreed."""
    found = [[said(heading) for heading in HEADINGS]]
    for one in logged:
        for people in sorted({stint.people for stint in one.stints}) if one.agreed else ():
            found.append(_row(one, [stint for stint in one.stints if stint.people == people], people))
    return found


def _row(one: Logged, stints: Sequence[Stint], people: int) -> list[str]:
    hours = {paid: sum(stint.minutes for stint in stints if stint.paid == paid) / 60
             for paid in ("paid", "pro bono", "internal")}  # fmt: skip
    kind = said("group") if people > 1 else said("individual")
    days = [min(stint.start for stint in stints).isoformat(), max(stint.end for stint in stints).isoformat()]
    return [one.name, one.contact, kind, str(people) if people > 1 else "", *days,
            *(f"{amount:.2f}" for amount in hours.values())]  # fmt: skip


def as_csv(table: Iterable[Sequence[str]]) -> str:
    """A table as CSV. What a spreadsheet would take for a formula gets an apostrophe before it, and is text again."""
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(
        [_harmless(c) for c in row] for row in table
    )
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell on one line that no spreadsheet runs. Spaces, and what is not seen, do not hide a formula from all."""
    seen = next((one for one in cell if unicodedata.category(one) not in _UNSEEN), "")
    risky = cell.startswith(_BREAKS) or not _COMMANDS.isdisjoint(unicodedata.normalize("NFKC", seen)[:1])
    return f"'{display_line(cell)}" if risky else display_line(cell)
