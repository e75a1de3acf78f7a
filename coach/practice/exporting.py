"""Everything that is kept of a client as one zip file: readable, and as data. It belongs to the client.

plan.md             the whole plan, to read
sessions.md         the sessions, from what both have seen
data/plan.json      the plan's records, lessons and answers
data/practice.json  what the coach has recorded: agreement, consents, hours; private notes are not in it
private/...         the coach's own notes, only when the coach says so
"""

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import msgspec

from ..exports import EXPORTS, export
from ..exports.markdown import escape
from ..plan.plan import as_fields
from ..store.inside import on_disk
from ..store.snapshot import plan_rows
from ..words import said
from .practice import OneClient
from .records import Client, Consent, Contact, Note, Session, Terms
from .reports import client_summary, private_counts, withheld_lines

if TYPE_CHECKING:
    from ..lessons.library import Library


def bundle(one: OneClient, library: "Library", now: dt.datetime, *, private: bool) -> bytes:
    """The zip file.

    Args:
        one: the client.
        library: the lessons, for the words of their questions.
        now: the time, for the head of the document.
        private: whether the coach's own notes go along, in a part of their own.
    """
    files = {
        "plan.md": export(EXPORTS["md"], one.plan.plan, library, "me", now).text.encode(),
        "sessions.md": _text(client_summary(one).lines, withheld_lines(client_summary(one))),
        "data/plan.json": _json(_plan(one)),
        "data/practice.json": _json(_shared(one)),
    }
    if private:
        files |= {"private/notes.md": _notes(one), "private/practice.json": _json(_whole(one))}
    return _zipped(files, now)


def withheld(one: OneClient, *, private: bool) -> dict[str, int]:
    """What is not in it, by count."""
    return {} if private else private_counts(one)


def _plan(one: OneClient) -> dict[str, Any]:
    return dict(on_disk(one.plan_folder, one.practice.device).rows)


def _shared(one: OneClient) -> dict[str, Any]:
    """What both know: when sessions were and what was said in them, what was agreed to. Alias and groups are the
    coach's own."""
    own = one.own
    client = {name: value for name, value in as_fields(own.only(Client)).items() if name not in ("alias", "groups")}
    return {"client": client, "consents": [as_fields(row) for row in own.all(Consent)],
            "sessions": [as_fields(row) for row in own.all(Session)]}  # fmt: skip


def _whole(one: OneClient) -> dict[str, Any]:
    return dict(plan_rows(one.own.plan))


def _notes(one: OneClient) -> bytes:
    lines = [f"# {said('The coach’s own notes')}", ""]
    lines += [f"- {note.on} ({note.kind}): {escape(note.text)}" for note in one.own.all(Note)]
    lines += [f"- {row.on}, {escape(row.how)}: {escape(row.note or '')}" for row in one.own.all(Contact)]
    terms = one.own.only(Terms)
    lines += [f"- {name}: {escape(value)}" for name, value in as_fields(terms).items() if isinstance(value, str)]
    return _text(lines)


def _text(*lines: list[str]) -> bytes:
    return ("\n".join(line for part in lines for line in part) + "\n").encode()


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value)) + b"\n"


def _zipped(files: dict[str, bytes], now: dt.datetime) -> bytes:
    out = io.BytesIO()
    stamp = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, stamp)
            entry.external_attr = 0o600 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
