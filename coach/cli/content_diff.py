"""`coach content diff OLD NEW`: what an edit of lessons does to the answers people have given."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..display import display_line
from ..words import marked, said, said_of
from .command import Arguments, Command
from .content_paths import any_paths
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..lessons.against import Told
    from ..lessons.faults import Spot

EFFECTS = {
    "kept": marked("kept: answers stand as they are"),
    "new": marked("new: nobody has to answer it"),
    "marked": marked("marked: what no longer fits is told as “was”, and can be chosen again"),
    "attic": marked("in the attic: kept, no longer asked for"),
}
LOSES = ("marked", "attic")


HELP = marked("""\
Examples
  coach content diff old.toml new.toml
  coach content diff my-lessons-1.0/ my-lessons/

coach content diff OLD NEW [--json]

What an edit does to the answers people have given, in words and with its
place: which stand as they are, which are told as “was ...”, which are put away.
Exit code 0: every answer stands; 1: some are marked or put away.
With --json: {"edits": [{what, effect, lesson, step, part, said, sentence, old,
new}], "faults"}; effect is kept, new, marked or attic; old and new are
{path, line, column}, or null.""")


def _arguments(parser: "ArgumentParser") -> None:
    any_paths(parser)
    parser.add_argument("--json", action="store_true", default=None)


def _diff(context: Context, given: Arguments) -> int:
    """Says it in words, or as data. 0: every answer stands as it is; 1: some are marked or go to the attic.

    Raises:
        Stop: there are not two versions to compare.
    """
    from ..lessons.against import told, version

    paths = [Path(path) for path in given.paths or ()]
    if len(paths) != 2:
        raise Stop(said("name two versions to compare: coach content diff OLD NEW"))
    old, new = (version(path) for path in paths)
    faults = [fault.one_line() for fault in (*old.faults, *new.faults)]
    found = told(old, new)
    if given.json:
        show_json({"edits": [_data(one) for one in found], "faults": faults})
    else:
        show(_lines(found))
    tell(*(said("Not compared: {fault}", fault=fault) for fault in faults))
    loses = sum(one.edit.effect in LOSES for one in found)
    count = said_of(len(found), "{n} edit", "{n} edits") if found else said("No edits")
    tell(f"{count}: {_counted(loses)}")
    return PROBLEM if loses or faults else FINE


def _counted(loses: int) -> str:
    if not loses:
        return said("every answer stands as it is.")
    return said_of(loses, "{n} of them marks answers or puts them away.", "{n} of them mark answers or put them away.")


def _lines(found: "list[Told]") -> Iterator[str]:
    """By what it does to answers, the gravest last, where the eye ends."""
    for effect, title in EFFECTS.items():
        some = [one for one in found if one.edit.effect == effect]
        if some:
            yield said(title)
        for one in some:
            yield f"  {_place(one.new or one.old)}: {display_line(one.edit.sentence)}"


def _place(spot: "Spot | None") -> str:
    return f"{display_line(spot.path)}:{spot.line}" if spot else "-"


def _data(one: "Told") -> dict[str, Any]:
    edit = one.edit
    return {
        "what": edit.what, "effect": edit.effect, "lesson": one.lesson, "step": edit.step or None,
        "part": edit.part or None, "said": edit.said, "sentence": edit.sentence, "old": _spot(one.old),
        "new": _spot(one.new),
    }  # fmt: skip


def _spot(spot: "Spot | None") -> dict[str, Any] | None:
    return {"path": spot.path, "line": spot.line, "column": spot.column} if spot else None


DIFF = Command(_diff, HELP, _arguments)
