"""Puts an author's own words into a template. They are data: TOML values, put in once and never looked at again."""

import importlib.resources
import re
from collections.abc import Mapping
from typing import Any

import tomli
import tomli_w

from ..lessons.reading import FORBIDDEN

_PLACE = re.compile(r'"@([a-z]+)@"|# @([a-z]+)@')


def template(name: str) -> str:
    """The text of a template that comes with the program."""
    return (importlib.resources.files(__package__) / "templates" / f"{name}.toml").read_text(encoding="utf-8")


def filled(text: str, values: Mapping[str, Any]) -> str:
    """The template with its places filled: `"@title@"` by a value, `# @tracks@` by lines of a comment."""

    def put(match: re.Match[str]) -> str:
        if match[1]:
            return value(values[match[1]])
        return "\n".join(f"# {clean(line)}" for line in values[match[2]])

    return _PLACE.sub(put, text)


def value(data: Any) -> str:
    """A value as TOML has it; a text of several lines stands in three quotes."""
    data = harmless(data)
    written = tomli_w.dumps({"x": data}, multiline_strings=True)
    if written.startswith('x = """'):  # quotation marks need no escape there, but for those that would end the text
        plain = written.replace('\\"', '"')
        written = plain if _holds(plain, data) else written
    return written.removeprefix("x = ").rstrip("\n")


def _holds(written: str, data: Any) -> bool:
    try:
        return bool(tomli.loads(written) == {"x": data})
    except tomli.TOMLDecodeError:
        return False


def tables(name: str, rows: list[dict[str, Any]]) -> str:
    """Rows as tables of their own, each after an empty line: `[[steps]]` and what belongs to it."""
    return "\n".join(_table(name, row) for row in rows)


def _table(name: str, row: dict[str, Any]) -> str:
    lines = [f"[[{name}]]"]
    below = []
    for key, part in row.items():
        if isinstance(part, list) and part and isinstance(part[0], dict):
            below += [_table(f"{name}.{key}", one) for one in part]
        else:
            lines.append(f"{key} = {value(part)}")
    return "\n".join(["\n".join(lines) + "\n", *below])


def harmless(data: Any) -> Any:
    """The same without characters that lessons may not have."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {key: harmless(part) for key, part in data.items()}
    return [harmless(part) for part in data] if isinstance(data, list) else data


def clean(text: str) -> str:
    """A text without control, direction and invisible characters."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
