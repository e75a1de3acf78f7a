"""The TOML files that people read: `plan.toml` and `answers/<lesson>.toml`.

They are written from the plan when there is time, and read back when the program opens; the journal lines after them
make the rest. A `[saved]` table ends each file: it says how much of the journal the file holds, and a file without it
was cut.
"""

import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
import tomli

from ..plan.plan import Fields, Plan, as_fields
from ..plan.records import RECORDS
from ..words import marked, said
from . import migrate
from .journal import Positions

FORMAT = migrate.FORMAT
SAVED = b"\n[saved]\n"
PLAN_HEADER = marked("""\
# A career plan, kept by coach. It is yours: read it, edit it with any editor, copy it anywhere.
# What you change here is taken over the next time coach looks. The last table, [saved], belongs to coach.
""")
_ANSWERS_HEADER = marked("""\
# The answers to one lesson, kept by coach. They are yours to read and edit.
# What you change here is taken over the next time coach looks. The last table, [saved], belongs to coach.
""")

Rows = dict[str, dict[str, Fields]]  # by table and id


class Unusable(Exception):
    """A file that cannot be read as a snapshot: why, and where."""

    def __init__(self, why: str, line: int = 1, column: int = 1) -> None:
        super().__init__(why)
        self.why, self.line, self.column = why, line, column


class Snapshot(msgspec.Struct, frozen=True):
    """What a file says. `edited` when somebody else wrote it after us; `cut` when its end is missing."""

    rows: Rows
    positions: Positions = {}
    at: dt.datetime | None = None
    format: int = FORMAT
    edited: bool = False
    cut: bool = False


# --- writing ---------------------------------------------------------------------


def plan_rows(plan: Plan) -> Rows:
    """Everything of a plan but the answers, as plain data."""
    rows: Rows = {table: {row.id: as_fields(row) for row in plan.rows(table)} for table in RECORDS if plan.rows(table)}
    for table, unknown in plan.unknown.items():
        rows.setdefault(table, {}).update(unknown)
    if plan.progress:
        rows["progress"] = {lesson: as_fields(progress) for lesson, progress in plan.progress.items()}
    return rows


def answer_rows(plan: Plan, lesson: str) -> Rows:
    """The answers of one lesson as plain data."""
    return {"answers": {f"{lesson}/{step}": as_fields(answer) for step, answer in plan.answers.of(lesson).items()}}


def heading(text: str) -> str:
    """The lines above a file in the reader's language, if they are comments there too: nothing else may stand there."""
    told = said(text).rstrip("\n") + "\n"
    return told if all(line.startswith("#") for line in told.split("\n")[:-1]) else text


def render_plan(rows: Rows, positions: Positions, at: dt.datetime | None, header: str = PLAN_HEADER) -> bytes:
    """The text of plan.toml, or of another file that is kept in the same way."""
    parts = [heading(header), f"format = {FORMAT}\n"]
    for table, by_id in rows.items():
        for id, fields in by_id.items():
            parts.append(_block(table, id, fields))
    return _ended("\n".join(parts).encode(), positions, at, sum(len(by_id) for by_id in rows.values()))


def render_answers(lesson: str, rows: Rows, positions: Positions, at: dt.datetime | None) -> bytes:
    """The text of answers/<lesson>.toml."""
    parts = [heading(_ANSWERS_HEADER), f'format = {FORMAT}\nlesson = "{lesson}"\n']
    for id, fields in rows.get("answers", {}).items():
        parts.append(_dumps({"steps": {id.partition("/")[2]: fields}}))
    return _ended("\n".join(parts).encode(), positions, at, len(rows.get("answers", {})))


def _block(table: str, id: str, fields: Fields) -> str:
    kind = RECORDS.get(table)
    if kind is not None and kind.one and id == table:
        return _dumps({table: fields})
    first, _, rest = _dumps({table: {"id": id, **fields}}).partition("\n")
    return f"[{first}]\n{rest}"  # [goals] becomes [[goals]]: always a block of its own, never a line too long to read


def _dumps(doc: dict[str, Any]) -> str:
    """TOML with long texts as people write them; a text with a carriage return keeps it, at the price of escapes."""
    import tomli_w  # only writing needs it

    return tomli_w.dumps(_without_none(doc), multiline_strings=not _has_return(doc))


def _without_none(value: Any) -> Any:
    """TOML has no word for nothing, so what was never said is left out."""
    if isinstance(value, Mapping):
        return {str(k): _without_none(v) for k, v in value.items() if v is not None}
    if isinstance(value, list | tuple):
        return [_without_none(v) for v in value if v is not None]
    return value


def _has_return(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_has_return(v) for v in value.values())
    if isinstance(value, list | tuple):
        return any(_has_return(v) for v in value)
    return isinstance(value, str) and "\r" in value


def _ended(body: bytes, positions: Positions, at: dt.datetime | None, count: int) -> bytes:
    journal = dict(sorted(positions.items()))  # in one order, so that two machines write the same bytes
    saved: dict[str, Any] = {"end": f"{count} records", "digest": _digest(body), "journal": journal}
    if at is not None:
        saved["at"] = at
    return body + saved_table(saved)


def saved_table(saved: dict[str, Any]) -> bytes:
    """The last table of a file, with the end mark and the places in the journal."""
    import tomli_w

    head = tomli_w.dumps({k: v for k, v in saved.items() if k != "journal"}) + tomli_w.dumps(
        {"journal": saved["journal"]}
    ).replace("[journal]", "[saved.journal]")
    return SAVED + head.encode()


def _digest(body: bytes) -> str:
    """A mark that tells whether the text was changed; not a guard against anybody who wants to deceive."""
    body = body.strip()
    return f"{zlib.crc32(body):08x}-{len(body)}"


# --- reading ---------------------------------------------------------------------


def parse_plan(data: bytes) -> Snapshot:
    """What plan.toml says.

    Raises:
        Unusable: it is not TOML, or not a plan; the error names line and column.
    """
    doc, saved, edited = _read(data, migrate.plan_up)
    rows: Rows = {}
    for table, value in doc.items():
        if table in ("format", "saved"):
            continue
        if isinstance(value, dict):
            rows[table] = {table: value}
        elif isinstance(value, list) and all(isinstance(row, dict) for row in value):
            rows[table] = dict(_with_ids(table, value))
        else:
            raise Unusable(said("“{table}” is neither a table nor a list of tables", table=table))
    return _snapshot(rows, doc, saved, edited)


def _with_ids(table: str, rows: list[Fields]) -> Iterable[tuple[str, Fields]]:
    """Rows by id. A row added by hand may have none: its place names it until it gets one."""
    for n, row in enumerate(rows):
        fields = dict(row)
        yield str(fields.pop("id", f"new-{n}")), fields


def parse_answers(data: bytes, lesson: str) -> Snapshot:
    """What answers/<lesson>.toml says.

    Raises:
        Unusable: it is not TOML, or not answers.
    """
    doc, saved, edited = _read(data, migrate.answers_up)
    steps = doc.get("steps", {})
    if not isinstance(steps, dict) or not all(isinstance(answer, dict) for answer in steps.values()):
        raise Unusable(said("“steps” holds something other than answers"))
    return _snapshot({"answers": {f"{lesson}/{step}": fields for step, fields in steps.items()}}, doc, saved, edited)


def _snapshot(rows: Rows, doc: dict[str, Any], saved: dict[str, Any] | None, edited: bool) -> Snapshot:
    told = saved or {}
    journal = told.get("journal")
    positions = {str(k): v for k, v in journal.items() if isinstance(v, int)} if isinstance(journal, dict) else {}
    at = told.get("at")
    return Snapshot(
        rows=rows,
        positions=positions,
        at=at if isinstance(at, dt.datetime) and at.tzinfo else None,
        format=migrate.version_of(doc),
        edited=edited,
        cut=saved is None,
    )


def _read(data: bytes, up: Callable[[migrate.Doc], migrate.Doc]) -> tuple[dict[str, Any], dict[str, Any] | None, bool]:
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        doc = tomli.loads(text.decode())
    except UnicodeDecodeError as error:
        raise Unusable(said("it is not UTF-8 text"), text[: error.start].count(b"\n") + 1) from None
    except tomli.TOMLDecodeError as error:
        raise Unusable(error.msg, error.lineno, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise Unusable(said("it is nested or numbered beyond reason ({name})", name=type(error).__name__)) from None
    doc, saved = _brought_up(doc, up), doc.get("saved")
    if not isinstance(saved, dict) or "end" not in saved:
        return doc, None, True
    body = text.rpartition(SAVED)[0]
    return doc, saved, saved.get("digest") != _digest(body)


def _brought_up(doc: dict[str, Any], up: Callable[[migrate.Doc], migrate.Doc]) -> dict[str, Any]:
    """What a file of an earlier format says in this one. What a hand has written there may not be of that format."""
    try:
        return up(doc)
    except (AttributeError, KeyError, LookupError, TypeError, ValueError):
        raise Unusable(said("it says it is of format {number}, and is not", number=migrate.version_of(doc))) from None
