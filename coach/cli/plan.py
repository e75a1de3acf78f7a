"""`coach plan`: the whole plan as text, a part or a table of it; and any record of it, added or changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..words import marked, said
from .command import Arguments, Command, text, unknown
from .context import Context
from .stop import FINE, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..plan.plan import Plan
    from ..plan.records import Record

HELP = marked("""\
Examples
  coach plan                        all of it, to read
  coach plan show goals             one table, with the ids
  coach plan show road-map          one part, as on the screen
  coach plan add goals --name "Lead the training" --due "in 6 months"
  coach plan set k3x status reached
  coach plan set start-here/drift-check visibility coach

coach plan [--json]
coach plan show PART|TABLE [--json]
coach plan add TABLE --FIELD VALUE ...
coach plan set ID FIELD VALUE
coach plan remove ID

The plan in words, or for programs (coach help json); any record of it, added,
changed or taken out. It is kept as plan.toml, which any editor opens.

FIELD  a name as in plan.toml; coach plan add TABLE alone lists them. One that
       points at a record takes its name or the beginning of its id. The field
       visibility takes private, coach, sponsor or shareable
ID     the beginning of a record's id is enough. LESSON/STEP is an answer: who
       may see it is set in the same way. coach plan show answers lists them
VALUE  dates as people say them; ; between several things; "" takes away what
       was said. coach undo takes any of it back""")
DO = ("show", "add", "set", "remove")


def _plan(context: Context, given: Arguments) -> int:
    words = list(given.words or ())
    if words[:1] and words[0] in DO[1:]:
        from .plan_writing import write

        return write(context, words, _said(given))
    if _said(given):
        raise Stop(said("fields are for coach plan add. More: coach help plan"))
    if words == ["show", "answers"]:
        from .plan_answers import show_answers

        return show_answers(context, bool(given.json))
    plan = context.reading().plan
    tables = _wanted(plan, words)
    if given.json:
        show_json(as_data(plan, tables, whole=not words))
        return FINE
    lines = [*(_over_time(plan) if tables == ["assessments"] else ()), *_lines(plan, tables)]
    show(lines)
    if not lines:
        tell(said("There is nothing here yet. A lesson fills it: coach learn"))
    return FINE


def _said(given: Arguments) -> dict[str, str]:
    """The fields that were given, by path."""
    return {name.removeprefix(FIELD): value for name, value in vars(given).items() if name.startswith(FIELD) and value}


def _wanted(plan: "Plan", words: list[str]) -> list[str]:
    """The tables to show: all, or those of what stands after `show`."""
    from ..plan.parts import PARTS, part_named
    from ..plan.records import RECORDS

    known = list(dict.fromkeys([*RECORDS, *plan.unknown]))
    if not words:
        return known
    if words[0] != "show" or len(words) != 2:
        raise Stop(said("coach plan, or coach plan show PART. More: coach help plan"))
    part = part_named(words[1])
    name = words[1].replace("-", "_")
    if part is not None and (part.id == name or name not in known):
        return [*part.tables, *(plan.unknown if part is PARTS[-1] else ())]
    if name not in known:
        names = list(dict.fromkeys([*known, *(part.id for part in PARTS)]))
        raise unknown(words[1], names, marked("part of the plan"))
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


def _over_time(plan: "Plan") -> Iterator[str]:
    """The sittings of each instrument side by side."""
    from ..pictures.sittings import pictures
    from ..pictures.words import picture_lines

    for picture in pictures(plan):
        yield from (*picture_lines(picture), "")


def _lines(plan: "Plan", tables: list[str]) -> Iterator[str]:
    from ..exports.words import title_of
    from ..plan.cues import OVER, past

    first = True
    for name in (name for name in tables if plan.rows(name) or plan.unknown.get(name)):
        yield from ([] if first else [""])
        first = False
        yield title_of(name)
        rows = plan.rows(name)
        ended = [row for row in rows if past(row, plan)]
        for row in (row for row in rows if row not in ended):
            yield from _row(row, plan)
        if ended:
            yield f"  {said(OVER)}"
        for row in ended:
            yield from _row(row, plan)
        unknown_rows = len(plan.unknown.get(name, ()))
        if unknown_rows:
            unread = said("{n} that this version cannot read; kept in plan.toml as they are", n=unknown_rows)
            yield f"  {unread}"


def _row(row: "Record", plan: "Plan") -> Iterator[str]:
    """A record: what names it with its id, and below that what it says."""
    from ..exports.words import described, over
    from ..plain.today import wrapped

    if not row.one:
        yield from wrapped(f"{row.label} [{row.id}]", "  ", "    ")
    indent = "  " if row.one else "    "
    for told in described(row, plan, over(row)):
        beside, below = (told.lines[:0], told.lines) if told.listed else (told.lines[:1], told.lines[1:])
        yield from wrapped(" ".join([f"{told.name}:", *beside]), indent, indent + "  ")
        for line in below:
            yield from wrapped(line, indent + "  ", indent + "    ")


FIELD = "field:"  # before the name of a field, among the arguments


def _arguments(parser: "ArgumentParser") -> None:
    """Every field of every record type may be given; which of them belong to the table is seen when it is read."""
    from argparse import SUPPRESS

    from ..plan.forms import form
    from ..plan.records import RECORDS

    parser.add_argument("words", nargs="*", type=text, metavar="PLAN")
    parser.add_argument("--json", action="store_true")
    for path in dict.fromkeys(field.path for kind in RECORDS.values() for field in form(kind)):
        names = dict.fromkeys((f"--{path.replace('_', '-')}", f"--{path}"))
        parser.add_argument(*names, dest=f"{FIELD}{path}", type=text, metavar="VALUE", help=SUPPRESS)


def _complete(given: list[str], context: Context) -> list[tuple[str, str]]:
    from .plan_writing import candidates

    return candidates(given, context)


COMMANDS = {
    "plan": Command(_plan, HELP, _arguments, mixed=True, flags=frozenset({"--json"}), complete=_complete),
}
