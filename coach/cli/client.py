"""`coach client`: all that is kept of one client, taken along or taken away."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display, display_line, shorten
from ..places import typed_path
from ..typed import typed
from ..words import marked, said, said_of
from .asking import agreed
from .clients_find import client_named, practice_of
from .command import Arguments, Command, group
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..practice.erasing import InBin, Part

HELP = marked("""\
Examples
  coach client export heron   all that is kept, as one zip file
  coach client erase heron    into the bin, for 30 days
  coach client back k3x9abc   out of the bin again

coach client export|erase|back

Takes along, or takes away, all that is kept of one client.
CLIENT is an id or a part of the alias, as in coach clients.""")
EXPORT = marked("""\
Examples
  coach client export heron
  coach client export heron --out ~/Documents
  coach client export heron --private

coach client export CLIENT [--out PATH] [--private]

Writes everything that is kept of a client into one zip file: the whole plan and
the sessions, to read and as data. It is the client's. Your own notes stay out
and are counted; --private puts them into a part of their own, for yourself.""")
ERASE = marked("""\
Examples
  coach client erase heron --dry-run
  coach client erase heron
  coach client erase heron --at-once --yes

coach client erase CLIENT [--dry-run] [--at-once] [--yes]

Takes the plan, your notes, the backups and whatever else is kept of a client
out of this home, after listing it. It lies in a bin for 30 days, then it goes
for good; coach client back gets it out before. A receipt stays that says when,
under the random id: no name and no content; the hours stay in your sums.

--dry-run   list what would go, and change nothing
--at-once   without the bin""")
BACK = marked("""\
Examples
  coach client back            who lies in the bin, and until when
  coach client back k3x9abc

coach client back [ID] [--json]

Puts a client who was erased back, as long as the 30 days are not over.""")


def _export(context: Context, given: Arguments) -> int:
    from ..practice.exporting import bundle, withheld
    from ..store.files import write_whole
    from ..workspace import utc_now

    one = client_named(practice_of(context), given.client)
    data = bundle(one, context.library, utc_now().astimezone(), private=bool(given.private))
    file = _file(given.out, f"client-{one.id}-{one.own.today.isoformat()}.zip")
    write_whole(file, data)
    show([display(str(file))])
    left = ", ".join(f"{n} × {what}" for what, n in withheld(one, private=bool(given.private)).items())
    tell(said("Not in it: {left}.", left=left) if left else said("Everything is in it."),
         said("It is not encrypted: whoever gets it can read it."))  # fmt: skip
    return FINE


def _file(out: str | None, name: str) -> Path:
    """Where the zip file goes. No file is written over.

    Raises:
        Stop: there is one already.
    """
    path = typed_path(out) if out else Path(name)
    path = path / name if path.is_dir() else path
    if path.exists():
        raise Stop(said("{file} is there already. Name another with --out.", file=display(str(path))), PROBLEM)
    return path.absolute()


# --- erasing -------------------------------------------------------------------------------


def _erase(context: Context, given: Arguments) -> int:
    from ..practice.erasing import erase, parts
    from ..workspace import utc_now

    one = client_named(practice_of(context), given.client)
    alias = shorten(one.client.alias or one.id, 60)
    found = parts(one)
    show([said("What is kept of {alias}:", alias=alias), *map(_part_line, found)])
    _what_stays(context)
    if given.dry_run:
        return FINE
    agreed(said("Erase it?") if not given.at_once else said("Erase it for good, now?"), given)
    receipt = erase(one, utc_now().astimezone().date(), at_once=bool(given.at_once))
    n = receipt.files
    if given.at_once:
        show([said_of(n, "Erased for good: {n} file.", "Erased for good: {n} files.")])
    else:
        show([said_of(n, "In the bin: {n} file. It goes for good on {day}.",
                      "In the bin: {n} files. They go for good on {day}.", day=receipt.for_good_on)])  # fmt: skip
        tell(said("To get it back before: {command}", command=typed(f"client back {one.id}")))
    return FINE


def _part_line(part: "Part") -> str:
    size = max(1, round(part.size / 1024))
    files = said_of(part.files, "{n} file", "{n} files")
    return f"  {display(part.folder)}  ({files}, {size} kB)"


def _what_stays(context: Context) -> None:
    """What no program here can erase."""
    tell(said("Not erased: what you exported, printed or sent, and copies that other programs made of this folder."))
    if (context.places.data / ".git").exists():
        tell(said("This home is synced: the repository's history keeps it until you begin a new repository."))


# --- and back --------------------------------------------------------------------------------


def _back(context: Context, given: Arguments) -> int:
    from ..practice.erasing import bring_back, in_bin
    from ..store.files import NotSaved

    known = in_bin(context.places)
    if not given.id:
        if given.json:
            show_json({"bin": [{"id": gone.id, "erased": gone.erased_on, "until": gone.until} for gone in known]})
        elif known:
            show(map(_bin_line, known))
        else:
            tell(said("The bin is empty."))
        return FINE
    found = next((gone for gone in known if gone.id == given.id), None)
    if found is None:
        raise Stop(
            said(
                "nobody with the id “{id}” lies in the bin. Who does: {command}",
                id=shorten(given.id, 40),
                command=typed("client back"),
            ),
            PROBLEM,
        )
    try:
        bring_back(context.places, found)
    except NotSaved as error:
        raise Stop(str(error), PROBLEM) from None
    show([said("Back again: {id}", id=display_line(found.id))])
    return FINE


def _bin_line(gone: "InBin") -> str:
    return said("{id}  erased on {day}, goes for good on {until}", id=gone.id, day=gone.erased_on, until=gone.until)


def _of_export(parser: "ArgumentParser") -> None:
    parser.add_argument("client", metavar="CLIENT")
    parser.add_argument("--out", metavar="PATH")
    parser.add_argument("--private", action="store_true")


def _of_erase(parser: "ArgumentParser") -> None:
    parser.add_argument("client", metavar="CLIENT")
    for option in ("--dry-run", "--at-once", "--yes"):
        parser.add_argument(option, action="store_true")


def _of_back(parser: "ArgumentParser") -> None:
    parser.add_argument("id", nargs="?", metavar="ID")
    parser.add_argument("--json", action="store_true")


COMMANDS = {
    "client": group("client", HELP, {
        "export": Command(_export, EXPORT, _of_export, alone=False),
        "erase": Command(_erase, ERASE, _of_erase, alone=False),
        "back": Command(_back, BACK, _of_back),
    }),
}  # fmt: skip
