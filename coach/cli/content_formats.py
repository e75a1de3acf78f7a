"""What a check found, in the three forms that `coach content check --format` has: text, json and github."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..words import said
from .streams import show, show_json

if TYPE_CHECKING:
    from ..lessons.faults import Fault, Spot

FORMATS = ("text", "json", "github")


def print_faults(faults: "list[Fault]", form: str, counts: dict[str, int]) -> None:
    """Prints the faults. `counts` are the files and all that was found in them, for the JSON form."""
    if form == "json":
        show_json({"format": 1, **counts, "faults": [_as_data(fault) for fault in faults]})
    elif form == "github":
        show(as_command(fault) for fault in faults)
    else:
        show(fault.text() for fault in faults)


def _as_data(fault: "Fault") -> dict[str, Any]:
    from ..lessons.codes import CODES

    return {
        "path": fault.path,
        **_place(fault.spot),
        "code": fault.code,
        "level": fault.level,
        "title": CODES[fault.code].title,
        "sentence": fault.sentence,
        "advice": fault.advice,
        **(_line(fault.spot) if fault.source is not None else {"source": None, "mark": None}),
        "other": None
        if fault.other is None
        else {"path": fault.other.path, **_place(fault.other), "label": fault.other.label, **_line(fault.other)},
    }


def _place(spot: "Spot") -> dict[str, int]:
    return {"line": spot.line, "column": spot.column, "end_column": spot.column + spot.length}


def _line(spot: "Spot") -> dict[str, str]:
    """The line as it may be shown, and the marks that belong under it."""
    text, at, length = spot.drawn()
    return {"source": text, "mark": " " * at + "^" * length}


def as_command(fault: "Fault") -> str:
    """A fault as a workflow command of GitHub, which shows it beside the line in a pull request."""
    from ..lessons.codes import CODES

    place = {
        "file": fault.path,
        "line": fault.line,
        "col": fault.column,
        "endColumn": fault.column + fault.length,
        "title": f"{fault.code} {said(CODES[fault.code].title)}",
    }
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    parts = [fault.sentence, *_beside(fault), fault.advice]
    return f"::{fault.level} {properties}::{_escaped(chr(10).join(parts))}"


def _beside(fault: "Fault") -> Iterator[str]:
    if fault.other is not None:
        yield f"{fault.other.label}: {display_line(fault.other.path)}:{fault.other.line}:{fault.other.column}"


def _escaped(text: str) -> str:
    """Text that cannot end a workflow command: its three special characters as escapes."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _escaped(str(value)).replace(":", "%3A").replace(",", "%2C")
