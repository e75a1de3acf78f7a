"""Ids that stand twice, in one file."""

from collections.abc import Iterator
from typing import Any

from ...words import marked, said
from ..faults import quoted, with_article
from ..tokens import KeyPath
from .hints import table_word
from .sheet import Sheet, rows, word

_IN_A_STEP = frozenset(("options", "rows", "cards", "buckets", "items", "groups", "fields", "columns", "actions"))
_TOP = frozenset(("steps", "meters", "debrief", "tracks", "routes"))


def check_ids(sheet: Sheet) -> None:
    """Adds every id that was used before in the same list."""
    for name in _TOP & sheet.data.keys():
        _twice(sheet, (((name, n, "id"), word(row, "id")) for n, row in rows(sheet.data, name)))
    for n, step in rows(sheet.data, "steps"):
        for name in _IN_A_STEP & step.keys():
            _twice(sheet, _ids(step, ("steps", n), name))
    for n, track in rows(sheet.data, "tracks"):
        _twice(sheet, _ids(track, ("tracks", n), "modules"))
    for n, node in rows(sheet.data, "nodes"):
        _twice(sheet, _ids(node, ("nodes", n), "choices", "key"))
    if sheet.kind == "scenario":  # nodes and endings share one set of ids: a choice may lead to either
        _twice(sheet, [*_ids(sheet.data, (), "nodes"), *_ids(sheet.data, (), "endings")])


def _ids(table: Any, path: KeyPath, name: str, key: str = "id") -> Iterator[tuple[KeyPath, str]]:
    return (((*path, name, n, key), word(row, key)) for n, row in rows(table, name))


def _twice(sheet: Sheet, ids: Any) -> None:
    seen: dict[str, KeyPath] = {}
    for path, id in ids:
        if id and id in seen:
            what, name = table_word(sheet.kind, path[:-1]), marked("key") if path[-1] == "key" else marked("id")
            advice = said(
                "Give this {what} {id} of its own; answers are kept by it.", what=what, id=with_article(said(name))
            )
            sheet.say(
                "C301",
                path,
                said("the {what} {id} is used twice", what=said(name), id=quoted(id)),
                advice,
                first=seen[id],
            )
        elif id:
            seen[id] = path
