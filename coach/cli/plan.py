"""`coach plan`: the whole plan as text, or one table of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.plan import Plan
    from ..plan.records import Record

HELP = """\
Examples
  coach plan                        all of it, to read
  coach plan show next_steps        one part, with the ids
  coach plan --json                 for programs: coach help json

coach plan [--json]
coach plan show TABLE [--json]

What is in the plan, in words; what you answered in lessons is in the document
of `coach export`. The plan is kept as plan.toml, which any editor opens: coach
locate says where."""


def _plan(context: Context, given: Arguments) -> int:
    plan = context.reading().plan
    tables = _wanted(plan, given.words)
    if given.json:
        show_json(as_data(plan, tables, whole=not given.words))
        return FINE
    lines = list(_lines(plan, tables))
    show(lines)
    if not lines:
        tell("There is nothing here yet. A lesson fills it: coach learn")
    return FINE


def _wanted(plan: "Plan", words: list[str]) -> list[str]:
    """The tables to show: all, or the one after `show`."""
    from ..plan.records import RECORDS

    known = list(dict.fromkeys([*RECORDS, *plan.unknown]))
    if not words:
        return known
    if words[0] != "show" or len(words) != 2:
        raise Stop("coach plan, or coach plan show TABLE. More: coach help plan")
    name = words[1].replace("-", "_")
    if name not in known:
        raise unknown(words[1], known, "part of the plan")
    return [name]


def as_data(plan: "Plan", tables: list[str], whole: bool) -> dict[str, Any]:
    """The plan as other programs read it; progress only with the whole of it."""
    from ..plan.plan import as_fields
    from ..store.snapshot import FORMAT, plan_rows

    rows = plan_rows(plan)
    data = {name: [{"id": id, **fields} for id, fields in rows[name].items()] for name in tables if name in rows}
    progress = {"progress": {id: as_fields(one) for id, one in plan.progress.items()}} if whole else {}
    plain: dict[str, Any] = _plain({"format": FORMAT, "tables": data, **progress})
    return plain


def _plain(value: Any) -> Any:
    """Days and times as text."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _lines(plan: "Plan", tables: list[str]) -> Iterator[str]:
    from ..exports.words import title_of

    first = True
    for name in (name for name in tables if plan.rows(name) or plan.unknown.get(name)):
        yield from ([] if first else [""])
        first = False
        yield title_of(name)
        for row in plan.rows(name):
            yield from _row(row, plan)
        unknown_rows = len(plan.unknown.get(name, ()))
        if unknown_rows:
            yield f"  {unknown_rows} that this version cannot read; kept in plan.toml as they are"


def _row(row: "Record", plan: "Plan") -> Iterator[str]:
    """A record: what names it with its id, and below that what it says."""
    from ..exports.words import described
    from ..plain.today import wrapped

    if not row.one:
        yield from wrapped(f"{row.label} [{row.id}]", "  ", "    ")
    indent = "  " if row.one else "    "
    for told in described(row, plan):
        beside, below = (told.lines[:0], told.lines) if told.listed else (told.lines[:1], told.lines[1:])
        yield from wrapped(" ".join([f"{told.name}:", *beside]), indent, indent + "  ")
        for line in below:
            yield from wrapped(line, indent + "  ", indent + "    ")


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("words", nargs="*", metavar="show TABLE")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"plan": Command(_plan, HELP, _arguments)}
