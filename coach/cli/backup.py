"""`coach backup`: which backups there are, one made now, and the way back to one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..display import display_line, shorten
from ..typed import typed
from ..words import marked, said, said_of
from .asking import agreed
from .backup_told import preview_lines
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..backups.file import Contents, Told
    from ..backups.shelf import OnShelf

HELP = marked("""\
Examples
  coach backup                     the backups there are, the newest last
  coach backup make                one more, now
  coach backup restore             what the newest good one would change; asks
  coach backup restore 12          another
  coach backup restore 12 --yes    without asking
  coach undo                       takes a restore back

coach backup [list|make|restore] [NUMBER] [--yes] [--json]

A backup is one zip file with everything that is kept about a person: open it
with any program. One is made before the first change of a day, and before an
import, a merge, a restore, a repair and a change of the file format. Each is
read back when it is made. The last 10 stay; before them one of 7, of the last
80; before those one of 49. It goes by their order, not by the clock, and the
newest good one always stays. coach locate says where they are.

restore shows first what would change, then asks, makes a backup of how it is
now, and changes the plan: records, answers and lessons. Drafts, and whatever
else is in the folder, stay as they are.

--yes    do not ask
--json   for programs: coach help json""")

ACTIONS = ("list", "make", "restore")


class _Seen(NamedTuple):
    """A backup that was looked into: what it says, or why it cannot be used."""

    one: "OnShelf"
    told: "Told | None"
    contents: "Contents"
    fault: str = ""

    @property
    def good(self) -> bool:
        return self.told is not None and self.told.whole


def _backup(context: Context, given: Arguments) -> int:
    action = given.action or "list"
    if action not in ACTIONS:
        raise unknown(action, list(ACTIONS), "action")
    if given.number and action != "restore":
        raise Stop(said("coach backup {action} takes no number. More: coach help backup", action=action))
    if action == "list":
        return _list(context, given)
    return _make(context, given) if action == "make" else _restore(context, given)


def _look(one: "OnShelf") -> _Seen:
    from ..backups.file import Unsound, unpack

    try:
        told, contents = unpack(one.path)
    except Unsound as fault:
        return _Seen(one, None, {}, str(fault))
    return _Seen(one, told, contents)


# --- list --------------------------------------------------------------------------


def _list(context: Context, given: Arguments) -> int:
    from ..backups.shelf import on_shelf, shelf

    folder = context.folder()
    seen = [_look(one) for one in on_shelf(folder)]
    if given.json:
        show_json({"folder": str(shelf(folder)), "backups": [_as_data(one) for one in seen]})
    elif seen:
        show(map(_line, seen))
        tell(said("They are in {folder}.", folder=display_line(shelf(folder))))
    else:
        tell(
            said(
                "There are no backups yet. One is made before the first change of a day; now: {command}",
                command=typed("backup make"),
            )
        )
    return FINE


def _line(seen: _Seen) -> str:
    from ..backups.shelf import words_of

    one = seen.one
    size = f"{max(1, round(one.path.stat().st_size / 1024))} kB"
    return f"{one.number:4}  {one.day} {one.time}  {size:>8}  {_state(seen):22}  {words_of(one.before)}"


def _state(seen: _Seen) -> str:
    if seen.told is None:
        return said("damaged")
    if not seen.told.whole:
        return said("of a damaged plan")
    return said("good, {records}", records=_records(seen.told.records))


def _as_data(seen: _Seen) -> dict[str, Any]:
    one, told = seen.one, seen.told
    return {
        "number": one.number,
        "made": told.made.isoformat() if told else None,
        "before": one.before,
        "size": one.path.stat().st_size,
        "good": seen.good,
        "fault": seen.fault or None if told is None else None if told.whole else said("the plan was damaged then"),
        "records": told.records if told else None,
        "answers": told.answers if told else None,
        "file": str(one.path),
    }


# --- make ----------------------------------------------------------------------------


def _make(context: Context, given: Arguments) -> int:
    from ..backups.shelf import BY_HAND
    from ..restore import back_up

    if not context.folder().is_dir():
        raise Stop(said("there is no plan yet, so there is nothing to keep."), PROBLEM)
    one = _look(back_up(context.writing(), BY_HAND))
    if given.json:
        show_json(_as_data(one))
        return FINE
    told = one.told
    assert told is not None
    show([display_line(one.one.path)])
    holds = _holds(told)
    if told.whole:
        tell(said("Backup {number}: {records}. It was read back, and is good.", number=told.number, records=holds))
    else:
        tell(said("Backup {number}, of a plan that is damaged (coach doctor): {records}.", number=told.number,
                  records=holds))  # fmt: skip
    return FINE


def _holds(told: "Told") -> str:
    return f"{_records(told.records)}, {said_of(told.answers, '{n} answer', '{n} answers')}"


def _records(n: int) -> str:
    return said_of(n, "{n} record", "{n} records")


# --- restore -----------------------------------------------------------------------------


def _restore(context: Context, given: Arguments) -> int:
    from ..backups.file import Unsound
    from ..restore import preview, restore

    seen = _chosen(context.folder(), given.number)
    workspace = context.writing()
    if workspace.read_only:
        raise Stop(workspace.read_only, PROBLEM)
    told = _usable(seen)
    try:
        found = preview(workspace, told, seen.contents)
        show(preview_lines(seen.one, found))
        if not found.changes:
            return FINE
        agreed(said("Go back to it? A backup of how it is now is made first."), given)
        restore(workspace, seen.one, told, seen.contents)
    except Unsound as fault:
        raise Stop(
            said("backup {number} cannot be used: {fault}.", number=seen.one.number, fault=fault), PROBLEM
        ) from None
    context.finish(workspace)
    tell(
        said(
            "Your plan is as it was then. {command} takes that back; the backup before it is kept as well.",
            command=typed("undo"),
        )
    )
    return FINE


def _chosen(folder: Path, number: str | None) -> _Seen:
    """The backup of that number; without one, the newest good one.

    Raises:
        Stop: there is none.
    """
    from ..backups.shelf import on_shelf

    known = on_shelf(folder)
    if not known:
        raise Stop(said("there are no backups."), PROBLEM)
    if number is None:
        seen = next((seen for seen in map(_look, reversed(known)) if seen.good), None)
        if seen is None:
            raise Stop(said("no backup is good. coach backup list says what is wrong with each."), PROBLEM)
        return seen
    found = [one for one in known if number.isdecimal() and one.number == int(number)]
    if not found:
        newest = ", ".join(str(one.number) for one in known[-5:])
        raise Stop(
            said("there is no backup “{number}”. The newest are: {newest}.", number=shorten(number, 20), newest=newest),
            PROBLEM,
        )
    return _look(found[-1])


def _usable(seen: _Seen) -> "Told":
    """What a backup says of itself.

    Raises:
        Stop: it is damaged.
    """
    if seen.told is None:
        raise Stop(
            said(
                "backup {number} is damaged: {fault}. coach backup lists the others.",
                number=seen.one.number,
                fault=seen.fault,
            ),
            PROBLEM,
        )
    if not seen.told.whole:
        tell(said("The plan was damaged when this backup was made; what could be read then is what would come back."))
    return seen.told


# --- the line --------------------------------------------------------------------------------


def _complete(given: list[str], context: Context) -> list[tuple[str, str]]:
    from ..backups.shelf import on_shelf, words_of

    if not given:
        return [(action, "") for action in ACTIONS]
    if given == ["restore"]:
        known = reversed(on_shelf(context.folder()))
        return [(str(one.number), f"{one.day} {one.time}, {words_of(one.before)}") for one in known]
    return []


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", nargs="?", metavar="|".join(ACTIONS))
    parser.add_argument("number", nargs="?", metavar="NUMBER")
    for option in ("--yes", "--json"):
        parser.add_argument(option, action="store_true")


COMMANDS = {"backup": Command(_backup, HELP, _arguments, complete=_complete)}
