"""`coach doctor`: is everything in order? It looks, and changes nothing, unless it is told to repair."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display
from ..words import marked, said, said_of
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, show_json, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..doctor import Check, Finding, Terminal
    from ..doctor.repair import Repaired

HELP = marked("""\
Examples
  coach doctor
  coach doctor --repair            mends what it can, after a backup
  coach doctor --person k3x9abc    somebody else's plan, in a practice
  coach doctor --json              for programs: coach help json

coach doctor [--repair] [--json]

Looks at every file of the plan: whether it can be read, is whole, fits, and
says what the journal says; at who may read the files; at what programs left
lying about; at the backups, the lessons, the disk and the terminal. What is out
of order is named, with what it means and what to do. Nothing is changed.

--repair makes a backup, and then: takes over what copies of files say, as
Syncthing, Dropbox, Nextcloud, iCloud and git make them, record by record and
nothing twice; brings back changes that only a backup has; writes files that
cannot be read anew, from the journal; removes what broken-off saves left;
closes files to others. What was taken over can be undone: coach undo.

Exit code 0: all is in order; 1: something was found, or is left.""")


def _doctor(context: Context, given: Arguments) -> int:
    context.folder()
    checks = _examined(context)
    if given.repair:
        return _repair(context, given, checks)
    found = _found(checks)
    if given.json:
        show_json({"checks": [as_data(check) for check in checks], "found": found})
    else:
        show(_lines(checks, found))
    return PROBLEM if found else FINE


def _examined(context: Context) -> "list[Check]":
    from ..doctor import examine

    return examine(context.places, context.name(), context.library, _terminal())


def _found(checks: "list[Check]") -> int:
    return sum(len(check.findings) for check in checks)


def _repair(context: Context, given: Arguments, checks: "list[Check]") -> int:
    """Repairs, says what was done, and looks again."""
    from ..doctor.repair import repair
    from ..store.device import device
    from ..workspace import utc_now

    wanted = any(finding.repairs for check in checks for finding in check.findings)
    done = repair(context.places, context.name(), checks, device(context.places.state) if wanted else "", utc_now)
    after = _examined(context) if wanted else checks
    left = _found(after)
    if given.json:
        deeds = [{"code": deed.code, "where": deed.where, "what": deed.what} for deed in done.deeds]
        backup = str(done.backup) if done.backup else None
        data = {"checks": [as_data(check) for check in after], "found": left}
        show_json({**data, "repaired": deeds, "backup": backup})
    else:
        show(_done(done))
        show(_lines(after, left, again=True))
        tell(*done.notices)
    return PROBLEM if left else FINE


def _done(done: "Repaired") -> Iterator[str]:
    """What was done, and where everything is as it was before."""
    from ..plain.today import wrapped

    if done.backup is None:
        yield from (said("There is nothing that coach can repair by itself."), "")
        return
    yield said("Before anything else, a backup was made:")
    yield f"    {display(str(done.backup))}"
    for deed in done.deeds:
        yield from ("", f"    {display(deed.where)}")
        yield from wrapped(deed.what, "    ")
    yield ""


def _terminal() -> "Terminal":
    from ..doctor import Terminal

    out = sys.stdout
    there = out is not None and out.isatty()
    return Terminal(there, os.environ.get("TERM", ""), getattr(out, "encoding", None) or "utf-8")


def _lines(checks: "list[Check]", found: int, again: bool = False) -> Iterator[str]:
    from ..plain.today import wrapped

    width = max(len(said(check.title)) for check in checks)
    for check in checks:
        label = f"{'!' if check.findings else 'ok':4}{said(check.title):{width}}  "
        yield from wrapped(check.seen, label, " " * len(label))
        for note in check.notes:
            yield from wrapped(note, " " * len(label))
        for finding in check.findings:
            yield from _told(finding)
        yield from [""] if check.findings else []
    yield ""
    if found and not again:
        mends = sum(finding.repairs for check in checks for finding in check.findings)
        yield said_of(found, "{n} thing is out of order. Nothing was changed.",
                      "{n} things are out of order. Nothing was changed.")  # fmt: skip
        if mends:
            yield said("coach doctor --repair does something about {n}, after a backup.", n=mends)
    elif found:
        yield said_of(found, "{n} thing is left, which only you can put right.",
                      "{n} things are left, which only you can put right.")  # fmt: skip
    else:
        yield said("All is in order.")


def _told(finding: "Finding") -> Iterator[str]:
    from ..plain.today import wrapped

    yield ""
    yield f"    {display(finding.where)}"  # never broken, so that it can be copied
    yield from wrapped(finding.what, "    ")
    yield from wrapped(said("What it means: {means}", means=finding.means), "    ", "      ")
    if finding.do.startswith(("chmod ", "rm ")):
        yield from (f"    {said('What to do:')}", f"      {display(finding.do)}")
    else:
        yield from wrapped(said("What to do: {do}", do=finding.do), "    ", "      ")


def as_data(check: "Check") -> dict[str, Any]:
    """A check, as other programs read it."""
    findings = [
        {"code": f.code, "where": f.where, "what": f.what, "means": f.means, "do": f.do, "repairs": f.repairs}
        for f in check.findings
    ]
    return {"id": check.id, "title": check.title, "seen": check.seen, "notes": check.notes, "findings": findings}


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--repair", action="store_true")
    parser.add_argument("--json", action="store_true")


COMMANDS = {"doctor": Command(_doctor, HELP, _arguments)}
