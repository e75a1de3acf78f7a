"""`coach packs`: lessons by others. What is there, where it came from, and what is new in it."""

import datetime as dt
import shlex
from typing import TYPE_CHECKING

import msgspec

from ..display import display_line
from ..typed import typed
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from ..packs.incoming import Incoming
    from ..packs.shelf import Kept, Shelf

HELP = """\
Examples
  coach packs                                      what there is, from where
  coach packs add ~/lessons/garden                 a folder
  coach packs add garden.zip                       a zip archive
  coach packs add https://example.org/garden.git   a git repository
  coach packs update                               all, from their sources
  coach packs new garden                           what the last update brought
  coach packs remove garden

coach packs [list] [--json]
coach packs add SOURCE [--dry-run] [--yes]
coach packs update [PACK [SOURCE]] [--dry-run] [--yes]
coach packs new [PACK] | remove PACK [--yes]

A pack is a folder of lessons with a pack.toml. It is data only: nothing in it
is ever run, no link is followed, and one with a fault is not added at all. Its
lessons may replace others of the same id, the later pack those of the earlier;
you are asked before. Your answers stay, whatever becomes of a pack. git is only
used when you name an address. A pack has at most 500 files and 5 MB.

--dry-run   say what would happen, and every fault; change nothing
--json      the list, for programs
--yes       do not ask"""

ACTIONS = ("list", "add", "update", "new", "remove")
MOST_SHOWN = 10  # faults


def _packs(context: Context, given: Arguments) -> int:
    from ..packs.rules import PackRefused

    action = given.action or "list"
    deeds: dict[str, tuple[Callable[[Context, Arguments], int], int, int]] = {
        "list": (_list, 0, 0), "add": (_add, 1, 1), "update": (_update, 0, 2), "new": (_new, 0, 1),
        "remove": (_remove, 1, 1),
    }  # fmt: skip
    if action not in deeds:
        raise unknown(action, list(ACTIONS), "command “packs”")
    deed, least, most = deeds[action]
    if not least <= len(given.what or ()) <= most:
        raise Stop(f"packs {action}: name {'one' if least else 'less'} after it. More: coach help packs")
    try:
        return deed(context, given)
    except PackRefused as error:
        raise Stop(str(error), PROBLEM) from None


# --- looking ---------------------------------------------------------------------------


def _list(context: Context, given: Arguments) -> int:
    from .packs_told import as_data, lines

    shelf = _shelf(context)
    packs = shelf.packs()
    if given.json:
        show_json({"packs": [as_data(pack, context.library) for pack in packs]})
    else:
        show(line for pack in packs for line in lines(pack, context.library))
        if not packs:
            tell(f"There are no packs here. To add one: {typed('packs add SOURCE')}")
    for name in shelf.passed_over():
        tell(f"Left out: the folder “{name}” in {shelf.place}. That name is the course's own: give it another.")
    return FINE


def _new(context: Context, given: Arguments) -> int:
    from ..packs.news import told
    from .packs_told import since

    packs = [_named(context, given.what[0])] if given.what else _shelf(context).packs()
    known = [(pack, record) for pack in packs if (record := pack.record) and record.before]
    for pack, record in known:
        show([display_line(f"{pack.id} {since(record)} (updated on {record.updated_on}):")])
        show(told(record.news))
    if not known:
        tell(f"Nothing was updated yet. {typed('packs update')} looks for something new.")
    return FINE


# --- changing --------------------------------------------------------------------------


def _add(context: Context, given: Arguments) -> int:
    from ..packs.shelf import record_of
    from ..packs.source import whole_source
    from .packs_told import summary

    incoming = _looked(context, whole_source(given.what[0]), bool(given.dry_run))
    shelf, pack = _shelf(context), incoming.pack
    if there := shelf.pack(pack.id):
        advice = (
            f"Move the folder {there.folder} away first."
            if there.by_hand
            else f"To take this one: {typed(f'packs update {pack.id} SOURCE')}"
        )
        raise Stop(f"there is a pack “{pack.id}” already. {advice}", PROBLEM)
    tell(*summary(incoming))
    if given.dry_run:
        show([f"{pack.id} {pack.version} could be added."])
        return FINE
    if incoming.replaced() or incoming.also_replaced():
        _sure("Add it all the same?", given)
    shelf.put(pack.id, incoming.files, record_of(incoming.source, incoming.files, pack.version, _today()))
    show([f"Added {pack.id} {pack.version}. To see its lessons: {typed('lessons')}"])
    return FINE


def _update(context: Context, given: Arguments) -> int:
    from ..packs.rules import PackRefused
    from ..packs.source import whole_source

    named = [_named(context, given.what[0])] if given.what else [p for p in _shelf(context).packs() if _has_source(p)]
    if not named:
        tell("There are no packs here that came from somewhere.")
    code = FINE
    for pack in named:
        source = whole_source(given.what[1]) if len(given.what or ()) > 1 else pack.record.source if pack.record else ""
        try:
            if pack.by_hand or not source:
                raise Stop(
                    f"nothing is kept of where “{pack.id}” came from. "
                    f"Name it: {typed(f'packs update {pack.id} SOURCE')}",
                    PROBLEM,
                )
            _update_one(context, pack, source, given)
        except (PackRefused, Stop) as error:
            if given.what:
                raise
            tell(f"{pack.id}: {error}")
            code = PROBLEM
    return code


def _has_source(pack: "Kept") -> bool:
    """Whether there is a place to look for something new: not for what was put there by hand or came in a packet."""
    from ..packets.assignment import PACK

    return not pack.by_hand and not pack.id.startswith(PACK)


def _update_one(context: Context, pack: "Kept", source: str, given: Arguments) -> None:
    from ..packs.news import told
    from .packs_told import doubts, since, summary

    incoming = _looked(context, source, bool(given.dry_run))
    if incoming.pack.id != pack.id:
        raise Stop(f"{source} has the pack “{incoming.pack.id}”, and not “{pack.id}”.", PROBLEM)
    record, old = incoming.instead_of(pack, _today())
    if pack.record and record.content == pack.record.content:
        show([f"{pack.id} {record.version}: nothing new."])
        if source != pack.record.source and not given.dry_run:
            _shelf(context).put(pack.id, incoming.files, msgspec.structs.replace(pack.record, source=source), pack)
        return
    show([f"{pack.id} {since(record)}:", *told(record.news)])
    if given.dry_run:
        return
    asking = doubts(pack, incoming, old, context.library)
    if asking:
        tell(*summary(incoming), *asking)
        _sure("Update it all the same?", given)
    _shelf(context).put(pack.id, incoming.files, record, instead=pack)
    show([f"Updated {pack.id} to {record.version}."])


def _remove(context: Context, given: Arguments) -> int:
    from ..packs.incoming import needed_by

    pack = _named(context, given.what[0])
    if pack.by_hand:
        raise Stop(f"“{pack.id}” was put there by hand, so it is yours to move: {pack.folder}", PROBLEM)
    if wanted := needed_by(pack.id, context.places):
        tell(f"It is needed by: {', '.join(wanted)}.")
        _sure("Remove it all the same?", given)
    _shelf(context).remove(pack)
    show([f"Removed {pack.id}."])
    tell("Answers that you gave in its lessons stay in your plan. A lesson that it had replaced is there again.")
    return FINE


# --- small things ------------------------------------------------------------------------


def _looked(context: Context, source: str, all_faults: bool) -> "Incoming":
    """The pack that lies there, when it is sound.

    Raises:
        Stop: it has faults; the first of them were shown.
    """
    from ..packs.incoming import look
    from .packs_told import number_of

    incoming = look(source, context.places)
    report = incoming.report()
    if errors := report.errors:
        show(fault.text() for fault in (errors if all_faults else errors[:MOST_SHOWN]))
        again = f"packs add {shlex.quote(source)} --dry-run"
        more = "" if all_faults or len(errors) <= MOST_SHOWN else f" All of them: {typed(again)}"
        left = "" if report.files == incoming.lesson_files else " It took long, so the rest was not looked at."
        raise Stop(f"{number_of(len(errors), 'fault')} in its lessons, so nothing was changed.{left}{more}", PROBLEM)
    return incoming


def _sure(question: str, given: Arguments) -> None:
    """Goes on only when somebody says so.

    Raises:
        Stop: they do not, or nobody can be asked.
    """
    import sys

    if given.yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise Stop("nothing was changed. If that is what you want, say --yes.")
    tell(f"{question} [y/n]")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Stop("nothing was changed.", PROBLEM)


def _shelf(context: Context) -> "Shelf":
    from ..packs.shelf import Shelf

    return Shelf(context.places)


def _named(context: Context, id: str) -> "Kept":
    """The pack of that id.

    Raises:
        Stop: there is none.
    """
    packs = _shelf(context).packs()
    found = next((pack for pack in packs if pack.id == id), None)
    if found is None and not packs:
        raise Stop("there are no packs here.", PROBLEM)
    if found is None:
        raise unknown(id, [pack.id for pack in packs], "pack")
    return found


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


def _complete(given: list[str], context: Context) -> list[tuple[str, str]]:
    if not given:
        return [(action, "") for action in ACTIONS]
    if given == ["add"] or (given[0] == "update" and len(given) == 2):
        return [(":files", "")]
    if given[0] in ("update", "new", "remove") and len(given) == 1:
        titles = {id: pack.title for id, pack in context.library.index.packs.items()}
        return [(pack.id, titles.get(pack.id, "")) for pack in _shelf(context).packs()]
    return []


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("action", nargs="?", metavar="|".join(ACTIONS))
    parser.add_argument("what", nargs="*", metavar="WHAT")
    for option in ("--dry-run", "--json", "--yes"):
        parser.add_argument(option, action="store_true")


COMMANDS = {"packs": Command(_packs, HELP, _arguments, mixed=True, complete=_complete)}
