"""`coach plan add`, `set`, `remove`: any record of the plan, by the fields that its form has on the screen."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from ..by_hand import add_record, called, change_record, kept, show_to, take_out
from ..dates import in_words
from ..display import display_line, shorten
from ..exports.words import described
from ..plan.forms import FormField, field_of, form, links, read_form
from ..plan.parts import PARTS
from ..plan.plan import Plan
from ..plan.records import RECORDS, NextStep, Record, Settings, Visibility
from ..plan.words import SEEN_BY, field_words, noun
from ..words import marked, said
from .command import unknown
from .context import Context
from .ids import matching, one_id, one_record
from .plan_answers import ANSWERS, VISIBILITY, is_answer, named_answers, set_answer
from .stop import FINE, Stop
from .streams import show

if TYPE_CHECKING:
    from ..workspace import Workspace

Words = list[tuple[str, str]]
LISTED = frozenset({"list", "dates", "pairs", "texts", "grid"})  # a line each; on a command line with ; between
USAGE = {
    "add": marked("coach plan add TABLE --FIELD VALUE ..."),
    "set": marked("coach plan set ID FIELD VALUE"),
    "remove": marked("coach plan remove ID"),
}


def write(context: Context, words: list[str], typed: Mapping[str, str]) -> int:
    """Does what a line asks for: adds a record, sets a field, or takes a record out.

    Raises:
        Stop: it cannot be understood, or not be kept; the sentence says what would do.
    """
    do, *rest = words
    if do == "add" and len(rest) == 1:
        return _add(context, _kind(rest[0]), typed)
    if do == "set" and len(rest) == 3 and not typed:
        return _set(context, *rest)
    if do == "remove" and len(rest) == 1 and not typed:
        return _remove(context, rest[0])
    raise Stop(said("{usage}. More: coach help plan", usage=said(USAGE[do])))


def _kind(name: str) -> type[Record]:
    table = name.replace("-", "_")
    if table not in RECORDS:
        raise unknown(name, list(RECORDS), marked("table"))
    return RECORDS[table]


# --- adding ------------------------------------------------------------------------


def _add(context: Context, kind: type[Record], typed: Mapping[str, str]) -> int:
    for path in typed:
        _field(kind, path)
    if not typed:
        empty = said("say what {thing} is to be made of. Its fields:", thing=noun(kind.table))
        raise Stop("\n".join([empty, *_listed(kind)]))
    workspace = context.writing()
    there = workspace.plan.record(kind.table, kind.table) if kind.one else None
    fields = _read(workspace, kind, there, typed)
    event = change_record(workspace, there, fields) if there else add_record(workspace, kind, fields)
    context.finish(workspace)
    id = event.changes[0].id
    record = workspace.plan.record(kind.table, id)
    added = said("Added {id}: {record}", id=display_line(id), record=shorten(event.title, 200))
    show([added, *_told(record, fields, workspace.plan)])
    return FINE


def _listed(kind: type[Record]) -> list[str]:
    """The fields of a type, for somebody who does not know them."""
    fields = form(kind)
    width = max(len(_option(field)) for field in fields)
    return [f"  {_option(field):{width}}  {field.label}{_few(field)}" for field in fields]


def _few(field: FormField) -> str:
    if field.type == "choice":
        return f": {', '.join(mark for mark, _ in field.choices)}"
    return f", {field.example}" if field.type in ("number", "date") and field.example else ""


def _option(field: FormField) -> str:
    return f"--{field.path.replace('_', '-')}"


def _told(record: Record | None, fields: Mapping[str, Any], plan: Plan) -> list[str]:
    """What was understood, said back."""
    if record is None:
        return []
    labels = {field_words(name, record.table) for name in fields} | {field_words(name) for name in fields}
    values = {field_words(name, record.table): getattr(record, name, None) for name in fields}
    days = {label: in_words(value) for label, value in values.items() if isinstance(value, dt.date)}
    told = [one for one in described(record, plan) if one.name in labels]
    return [f"  {one.name}: {days.get(one.name) or shorten('; '.join(one.lines), 200)}" for one in told]


# --- setting -----------------------------------------------------------------------


def _set(context: Context, typed: str, name: str, value: str) -> int:
    workspace = context.writing()
    if is_answer(workspace.plan, typed):
        return set_answer(context, typed, name, value)
    kind, record = _meant(workspace.plan, typed)
    if name == VISIBILITY and record is not None:
        return _show_to(context, workspace, record, value)
    field = _field(kind, name)
    fields = _read(workspace, kind, record, {field.path: value})
    if record is None:
        event = add_record(workspace, kind, fields)
    elif fields:
        event = change_record(workspace, record, fields)
    else:
        show([said("{record}: it says so already.", record=shorten(called(record), 100))])
        return FINE
    context.finish(workspace)
    after = workspace.plan.record(kind.table, event.changes[0].id)
    told = _told(after, fields, workspace.plan)
    if not told and (after is None or field.path not in after.in_label):
        told = [f"  {said('{field}: nothing is said now', field=field.label)}"]
    id, name = event.changes[0].id, shorten(called(after) if after else "", 200)
    show([said("Changed {id}: {record}", id=display_line(id), record=name), *told])
    return FINE


def _show_to(context: Context, workspace: "Workspace", record: Record, value: str) -> int:
    chosen = next((one for one in get_args(Visibility) if one == value.strip().lower()), None)
    if chosen is None:
        raise Stop(said("visibility is one of these: {known}.", known=", ".join(get_args(Visibility))))
    show_to(workspace, record, chosen)
    context.finish(workspace)
    show([said("{record}: seen by {who}.", record=shorten(called(record), 200), who=said(SEEN_BY[chosen]))])
    return FINE


def _meant(plan: Plan, typed: str) -> tuple[type[Record], Record | None]:
    """The record that is meant, and its type; of what a plan has once, the name of the table is enough.

    Raises:
        Stop: none fits, or several do.
    """
    table, _, id = typed.strip().rpartition("/")
    table = table.replace("-", "_")
    name = typed.strip().replace("-", "_")
    if name in RECORDS and RECORDS[name].one:
        return RECORDS[name], plan.record(name, name)
    if table in RECORDS:
        record = one_record(id, plan.rows(table), noun(table).partition(" ")[2] or table)
        return RECORDS[table], record
    rows = [row for table in RECORDS if table != Settings.table for row in plan.rows(table)]
    by_place = {f"{row.table}/{row.id}": row for row in rows}
    exact = [row for row in rows if row.id == typed.strip()] or [row for row in rows if matching(typed, [row.id])]
    if len(exact) == 1:
        return type(exact[0]), exact[0]
    named = {place: row.label for place, row in by_place.items() if not exact or row in exact}
    found = by_place[one_id(typed, named if exact else {row.id: row.label for row in rows}, marked("record"))]
    return type(found), found


def _field(kind: type[Record], name: str) -> FormField:
    """A field by its name, as in plan.toml or with hyphens, or by what it is called on the screen."""
    path = name.strip().lower().replace("-", "_")
    found = field_of(kind, path) or next((f for f in form(kind) if f.label.lower() == name.strip().lower()), None)
    if found is None:
        raise unknown(name, [field.path for field in form(kind)], said("field of {table}", table=kind.table))
    return found


def _read(
    workspace: "Workspace", kind: type[Record], record: Record | None, given: Mapping[str, str]
) -> dict[str, Any]:
    """What was typed as fields.

    Raises:
        Stop: something cannot be kept.
    """
    typed = {
        path: _as_in_form(field, text, workspace.plan) for path, text in given.items() if (field := _field(kind, path))
    }
    fields, refused = read_form(kind, record, typed, workspace.today)
    for path, why in refused.items():
        raise Stop(f"{_option(_field(kind, path))}: {why}")
    return fields


def _as_in_form(field: FormField, text: str, plan: Plan) -> str:
    """A word of the command line as it would stand in the form."""
    if field.type in LISTED and "\n" not in text:
        return text.replace(";", "\n")
    if field.linked and text.strip():
        return kept(field, _pointed(field, text, plan))
    return text


def _pointed(field: FormField, text: str, plan: Plan) -> Record:
    """The record that a field is to point at: by its name, or by the beginning of its id."""
    rows = [row for table in field.refers for row in plan.rows(table)]
    named = [row for row in rows if text.strip().casefold() in (row.label.casefold(), f"{row.table}/{row.id}")]
    return named[0] if len(named) == 1 else one_record(text, rows, noun(field.refers[0]).partition(" ")[2])


# --- taking out --------------------------------------------------------------------


def _remove(context: Context, typed: str) -> int:
    workspace = context.writing()
    _, record = _meant(workspace.plan, typed)
    if record is None:
        raise Stop(said("there is nothing of that in your plan."))
    if isinstance(record, NextStep) and record.open:
        raise Stop(said("a next step is let go, with why: coach drop {id} --why TEXT", id=display_line(record.id)))
    take_out(workspace, record)
    context.finish(workspace)
    show([said("Taken out: {record}. coach undo brings it back.", record=shorten(called(record), 200))])
    return FINE


# --- completing --------------------------------------------------------------------


def candidates(given: list[str], context: Context) -> Words:
    """What could follow these words: what to do, a part, a table, an id, a field and its values, options with --."""
    if not given:
        return [("show", said("one part of the plan")), ("add", said("a record")),
                ("set", said("a field of a record")), ("remove", said("a record"))]  # fmt: skip
    do, *rest = given
    if do == "show":
        return [] if rest else [*_tables(), (ANSWERS, said("Answers in lessons")), *_parts()]
    if do == "add":
        kind = RECORDS.get(rest[0].replace("-", "_")) if rest else None
        return [(_option(field), field.label) for field in form(kind)] if kind else [] if rest else _tables()
    return _of_record(do, rest, context.reading().plan)


def _of_record(do: str, rest: list[str], plan: Plan) -> Words:
    """What may follow `set` and `remove`."""
    if not rest:
        records = [(row.id, row.label) for t in RECORDS if t != Settings.table for row in plan.rows(t)]
        return [*records, *(named_answers(plan) if do == "set" else ())]
    if do != "set" or len(rest) > 2:
        return []
    if is_answer(plan, rest[0]):
        return _values(Settings, VISIBILITY, plan) if rest[1:] else [(VISIBILITY, said("who may see it"))]
    kind, _ = _meant(plan, rest[0])
    if len(rest) == 1:
        return [*((field.path, field.label) for field in form(kind)), (VISIBILITY, said("who may see it"))]
    return _values(kind, rest[1], plan)


def _values(kind: type[Record], name: str, plan: Plan) -> Words:
    if name == VISIBILITY:
        return [(mark, said("seen by {who}", who=said(words))) for mark, words in SEEN_BY.items()]
    field = _field(kind, name)
    if field in links(kind):
        return [(row.id, row.label) for table in field.refers for row in plan.rows(table)]
    return list(field.choices)


def _parts() -> Words:
    return [(part.id, said(part.title)) for part in PARTS if part.id not in RECORDS]


def _tables() -> Words:
    return [(name, said(kind.title)) for name, kind in RECORDS.items()]
