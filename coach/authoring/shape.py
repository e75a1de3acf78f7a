"""Small changes to a JSON Schema: pydantic writes it for JSON and for every program, this is for TOML and editors."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_NULL = {"type": "null"}


def without_null(node: Any) -> None:
    """Takes out the null of keys that may be left out, which TOML does not have, and defaults that say nothing."""
    for part in _tables(node):
        if _NULL in part.get("anyOf", ()):
            rest = [one for one in part.pop("anyOf") if one != _NULL]
            part |= rest[0] if len(rest) == 1 else {"anyOf": rest}
        if part.get("default", 0) in (None, "", [], {}):
            del part["default"]


def without_titles(part: Schema) -> None:
    """Takes out titles that only repeat a key."""
    for one in part["properties"].values():
        one.pop("title", None)


def closed(whole: Schema) -> Schema:
    """Tables whose keys have a form or are few take no others, as the models say and pydantic's schema does not."""
    for part in _tables(whole):
        names = part.get("propertyNames", {})
        if "patternProperties" in part:
            part["additionalProperties"] = False
        elif "enum" in names:
            value = part.pop("additionalProperties")
            part["properties"] = {name: dict(value) for name in part.pop("propertyNames")["enum"]}
            part["additionalProperties"] = False
    return whole


def portable(whole: Schema) -> Schema:
    """Patterns that mean the same to every program, and no keyword that is not JSON Schema's own."""
    for part in _tables(whole):
        if isinstance(part.get("pattern"), str):
            part["pattern"] = part["pattern"].replace(r"\d", "[0-9]")
        if isinstance(part.get("discriminator"), dict) and "oneOf" in part:
            del part["discriminator"]
    return whole


def reachable(whole: Schema) -> Schema:
    """The same without parts that nothing refers to."""
    parts = whole.pop("$defs")
    wanted: dict[str, None] = {}
    ahead = list(_refs(whole))
    while ahead:
        name = ahead.pop(0)
        if name not in wanted:
            wanted[name] = None
            ahead += _refs(parts[name])
    return {**whole, "$defs": {name: parts[name] for name in parts if name in wanted}} if wanted else whole


def _refs(node: Any) -> Iterator[str]:
    for part in _tables(node):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix("#/$defs/")


def _tables(node: Any) -> Iterator[Schema]:
    """Every table in a schema, with itself."""
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for part in list(node.values()) if isinstance(node, dict) else node:
            yield from _tables(part)
