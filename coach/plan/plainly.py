"""A kept answer as lines when its step is not there to say it: with the names that the answer itself has kept."""

from collections.abc import Iterator
from typing import Any

from ..words import marked, said
from .answers import Answer

NOT_SAID = frozenset(
    {"record", "records", "labels", "names", "notes", "tries", "replays", "id", "found"}
)  # of a kept answer
UNSAID = frozenset(  # how a role-play or a sum went, which says nothing by itself
    {"path", "meters", "flags", "rungs", "scores", "weights", "criteria", "winner", "flips"}
)


NAMES = (marked("Correct"), marked("Confidence"), marked("Done"), marked("Minutes"))  # of what is kept by a short name


def answer_lines(answer: Answer) -> list[str]:
    """All that an answer says; why it was left out, if it was."""
    if answer.skipped:
        return [answer.reason] if answer.reason else []
    return [str(line) for line in plain_lines(_told(answer), answer.names)]


def plain_lines(value: dict[str, Any], more: dict[str, str] | None = None) -> Iterator[str]:
    """A kept answer as lines, without knowing the step: ids are named where the answer itself names them."""
    names = {**(more or {}), **_dict(value.get("names")), **_dict(value.get("labels"))}
    for key, one in value.items():
        if key in NOT_SAID or one in (None, "", [], {}):
            continue
        if isinstance(one, dict):
            yield from (f"{names.get(id, id)}: {_flat(_named(v, names))}" for id, v in one.items())
        elif isinstance(one, list):
            yield from (_flat(_named(v, names)) for v in one)
        elif isinstance(one, str):
            yield from one.splitlines()
        else:
            yield f"{said(key.replace('_', ' ').capitalize())}: {_flat(one)}"


def _told(answer: Answer) -> dict[str, Any]:
    """The answer's value with the names of its parts put in where only it knows them."""
    value, names = answer.value, answer.names
    told = dict(value)
    if isinstance(value.get("fields"), dict):
        told["fields"] = _filled(value["fields"], names)
    if isinstance(value.get("rows"), list):
        told["rows"] = [_row(row, names) for row in value["rows"]]
    if isinstance(value.get("bucket_of"), dict):
        told["bucket_of"] = {id: _called(names, "bucket", bucket) for id, bucket in value["bucket_of"].items()}
    if "points" in value:
        told = _shared(value, told)
    if "ending" in value or "totals" in value:
        told = {name: part for name, part in value.items() if name not in UNSAID}
    if "ending" in value:
        told["ending"] = said("Ending: {ending}", ending=_called(names, "ending", value["ending"]))
    for part, key in (("items", "group"), ("decisions", "action")):
        if isinstance(told.get(part), list):
            told[part] = [_with_name(one, key, names) for one in told[part]]
    return told


def _shared(value: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """What was shared out, each number beside its name."""
    items = [item for item in value.get("items") or () if isinstance(item, dict)]
    names = {item.get("id"): item.get("label") for item in items if item.get("label")}
    columns = {key: one for key in ("points", "second") if isinstance(one := value.get(key), dict)}
    named = {key: {names.get(id, id): n for id, n in column.items()} for key, column in columns.items()}
    return {name: part for name, part in told.items() if name != "items"} | named


def _filled(fields: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {id: names.get(f"{id}/{one}", one) for id, one in fields.items()}


def _row(row: Any, names: dict[str, str]) -> Any:
    if not isinstance(row, dict):
        return row
    filled = _filled({id: one for id, one in row.items() if id not in NOT_SAID}, names)
    return "; ".join(f"{names[id]}: {_flat(one)}" if id in names else _flat(one) for id, one in filled.items())


def _with_name(one: Any, key: str, names: dict[str, str]) -> Any:
    return {**one, key: _called(names, key, one[key])} if isinstance(one, dict) and key in one else one


def _called(names: dict[str, str], what: str, id: Any) -> Any:
    return names.get(f"{what}/{id}", id)


def _named(value: Any, names: dict[str, Any]) -> Any:
    return names.get(value, value) if isinstance(value, str) else value


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(_flat(v) for k, v in value.items() if k not in NOT_SAID and v not in (None, "", [], {}))
    if isinstance(value, list):
        return ", ".join(_flat(v) for v in value)
    if isinstance(value, bool):
        return said("yes") if value else said("no")
    return str(value)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
