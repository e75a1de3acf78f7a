"""`coach packs`: lessons by others. What is there, where it came from, and what is new in it."""

import datetime as dt
import shlex
from typing import TYPE_CHECKING

import msgspec

from ..display import display_line
from ..typed import typed
from ..words import marked, said, said_of
from .asking import agreed
from .command import Arguments, Command, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

    from ..packs.incoming import Incoming
    from ..packs.shelf import Kept, Shelf

HELP = marked("""\
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
--yes       do not ask""")

ACTIONS = ("list", "add", "update", "new", "remove")
MOST_SHOWN = 10  # faults
PASSED_OVER = marked("Left out: the folder “{name}” in {place}. That name is the course's own: give it another.")
STAY = marked("Answers that you gave in its lessons stay in your plan. A lesson that it had replaced is there again.")


def _packs(context: Context, given: Arguments) -> int:
    from ..packs.rules import PackRefused

    action = given.action or "list"
    deeds: dict[str, tuple[Callable[[Context, Arguments], int], int, int]] = {
        "list": (_list, 0, 0), "add": (_add, 1, 1), "update": (_update, 0, 2), "new": (_new, 0, 1),
        "remove": (_remove, 1, 1),
    }  # fmt: skip
    if action not in deeds:
        raise unknown(action, list(ACTIONS), marked("command “packs”"))
    deed, least, most = deeds[action]
    if not least <= len(given.what or ()) <= most:
        many = said("packs {action}: name less after it. More: coach help packs", action=action)
        one = said("packs {action}: name one after it. More: coach help packs", action=action)
        raise Stop(one if least else many)
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
            tell(said("There are no packs here. To add one: {command}", command=typed("packs add SOURCE")))
    for name in shelf.passed_over():
        tell(said(PASSED_OVER, name=name, place=shelf.place))
    return FINE


def _new(context: Context, given: Arguments) -> int:
    from ..packs.news import told
    from .packs_told import since

    packs = [_named(context, given.what[0])] if given.what else _shelf(context).packs()
    known = [(pack, record) for pack in packs if (record := pack.record) and record.before]
    for pack, record in known:
        updated = said("(updated on {day})", day=record.updated_on)
        show([display_line(f"{pack.id} {since(record)} {updated}:")])
        show(told(record.news))
    if not known:
        tell(said("Nothing was updated yet. {command} looks for something new.", command=typed("packs update")))
    return FINE


# --- changing --------------------------------------------------------------------------


def _add(context: Context, given: Arguments) -> int:
    from ..packs.shelf import record_of
    from ..packs.source import whole_source
    from .packs_told import summary

    incoming = _looked(context, whole_source(given.what[0]), bool(given.dry_run))
    shelf, pack = _shelf(context), incoming.pack
    if there := shelf.pack(pack.id):
        advice = said("To take this one: {command}", command=typed(f"packs update {pack.id} SOURCE"))
        if there.by_hand:
            advice = said("Move the folder {folder} away first.", folder=there.folder)
        raise Stop(said("there is a pack “{id}” already. {advice}", id=pack.id, advice=advice), PROBLEM)
    tell(*summary(incoming))
    if given.dry_run:
        show([said("{pack} could be added.", pack=f"{pack.id} {pack.version}")])
        return FINE
    if incoming.replaced() or incoming.also_replaced():
        agreed(said("Add it all the same?"), given)
    record = record_of(incoming.source, incoming.files, pack.version, _today())
    incoming.remember(context.places, shelf.put(pack.id, incoming.files, record))
    added = said(
        "Added {pack}. To see its lessons: {command}", pack=f"{pack.id} {pack.version}", command=typed("lessons")
    )
    show([added])
    return FINE


def _update(context: Context, given: Arguments) -> int:
    from ..packs.rules import PackRefused
    from ..packs.source import whole_source

    named = [_named(context, given.what[0])] if given.what else [p for p in _shelf(context).packs() if _has_source(p)]
    if not named:
        tell(said("There are no packs here that came from somewhere."))
    code = FINE
    for pack in named:
        source = whole_source(given.what[1]) if len(given.what or ()) > 1 else pack.record.source if pack.record else ""
        try:
            if pack.by_hand or not source:
                way = typed(f"packs update {pack.id} SOURCE")
                why = said("nothing is kept of where “{id}” came from. Name it: {command}", id=pack.id, command=way)
                raise Stop(why, PROBLEM)
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
        other = incoming.pack.id
        raise Stop(
            said("{source} has the pack “{other}”, and not “{id}”.", source=source, other=other, id=pack.id), PROBLEM
        )
    record, old = incoming.instead_of(pack, _today())
    if pack.record and record.content == pack.record.content:
        show([said("{pack}: nothing new.", pack=f"{pack.id} {record.version}")])
        if source != pack.record.source and not given.dry_run:
            _shelf(context).put(pack.id, incoming.files, msgspec.structs.replace(pack.record, source=source), pack)
        return
    show([f"{pack.id} {since(record)}:", *told(record.news)])
    if given.dry_run:
        return
    asking = doubts(pack, incoming, old, context.library)
    if asking:
        tell(*summary(incoming), *asking)
        agreed(said("Update it all the same?"), given)
    incoming.remember(context.places, _shelf(context).put(pack.id, incoming.files, record, instead=pack))
    show([said("Updated {id} to {version}.", id=pack.id, version=record.version)])


def _remove(context: Context, given: Arguments) -> int:
    from ..packs.incoming import needed_by

    pack = _named(context, given.what[0])
    if pack.by_hand:
        by_hand = marked("“{id}” was put there by hand, so it is yours to move: {folder}")
        raise Stop(said(by_hand, id=pack.id, folder=pack.folder), PROBLEM)
    if wanted := needed_by(pack.id, context.places):
        tell(said("It is needed by: {packs}.", packs=", ".join(wanted)))
        agreed(said("Remove it all the same?"), given)
    _shelf(context).remove(pack)
    show([said("Removed {id}.", id=pack.id)])
    tell(said(STAY))
    return FINE


# --- small things ------------------------------------------------------------------------


def _looked(context: Context, source: str, all_faults: bool) -> "Incoming":
    """The pack that lies there, when it is sound.

    Raises:
        Stop: it has faults; the first of them were shown.
    """
    from ..packs.incoming import look

    incoming = look(source, context.places)
    report = incoming.report()
    if errors := report.errors:
        show(fault.text() for fault in (errors if all_faults else errors[:MOST_SHOWN]))
        again = f"packs add {shlex.quote(source)} --dry-run"
        why = said_of(len(errors), "{n} fault in its lessons, so nothing was changed.",
                      "{n} faults in its lessons, so nothing was changed.")  # fmt: skip
        if report.files != incoming.lesson_files:
            why += " " + said("It took long, so the rest was not looked at.")
        if not all_faults and len(errors) > MOST_SHOWN:
            why += " " + said("All of them: {command}", command=typed(again))
        raise Stop(why, PROBLEM)
    return incoming


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
        raise Stop(said("there are no packs here."), PROBLEM)
    if found is None:
        raise unknown(id, [pack.id for pack in packs], marked("pack"))
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
