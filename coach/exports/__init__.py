"""Copies of a plan for other eyes and programs: one file a format, registered here for the command line and screens."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..plan.plan import Plan
from ..renamed import as_named_now
from ..words import marked
from . import md
from .base import Exporter, Options
from .visible import Audience, visible

if TYPE_CHECKING:
    from ..lessons.library import Library

__all__ = ["AUDIENCES", "EXPORTS", "Audience", "Document", "Exporter", "Options", "export"]

EXPORTS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (Exporter("md", "md", marked("Markdown, to read"), md.write),)
}  # fmt: skip

AUDIENCES: dict[Audience, str] = {
    "me": marked("everything, private things too"),
    "coach": marked("what your coach may see"),
    "sponsor": marked("what whoever pays for your coaching may see"),
    "shareable": marked("only what you marked as shareable"),
}


@dataclass(frozen=True, slots=True)
class Document:
    """An export: its text, and how many things of which sort are not in it."""

    text: str
    withheld: Mapping[str, int]


def export(exporter: Exporter, plan: Plan, library: "Library", audience: Audience, now: dt.datetime) -> Document:
    """Writes a plan in one format. The only way to an exporter: what is not for the audience never gets there."""
    copy = visible(as_named_now(plan, library), audience)
    options = Options(audience, now, copy.withheld)
    return Document(exporter.function(copy.plan, library, options), copy.withheld)
