"""`coach doctor`: is everything in order? It looks, and changes nothing."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..display import display
from .command import Arguments, Command
from .context import Context
from .stop import FINE, PROBLEM
from .streams import show, show_json

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from ..doctor import Check, Finding, Terminal

HELP = """\
Examples
  coach doctor
  coach doctor --person k3x9abc    somebody else's plan, in a practice
  coach doctor --json              for programs: coach help json

coach doctor [--json]

Looks at every file of the plan: whether it can be read, is whole, fits, and
says what the journal says; at who may read the files; at what programs left
lying about; at the lessons, the disk and the terminal. What is out of order is
named, with what it means and what to do. Nothing is changed.

Exit code 0: all is in order; 1: something was found."""


def _doctor(context: Context, given: Arguments) -> int:
    from ..doctor import examine

    context.folder()
    checks = examine(context.places, context.name(), context.library, _terminal())
    found = sum(len(check.findings) for check in checks)
    if given.json:
        show_json({"checks": [as_data(check) for check in checks], "found": found})
    else:
        show(_lines(checks, found))
    return PROBLEM if found else FINE


def _terminal() -> "Terminal":
    from ..doctor import Terminal

    out = sys.stdout
    there = out is not None and out.isatty()
    return Terminal(there, os.environ.get("TERM", ""), getattr(out, "encoding", None) or "utf-8")


def _lines(checks: "list[Check]", found: int) -> Iterator[str]:
    from ..plain.today import wrapped

    width = max(len(check.title) for check in checks)
    for check in checks:
        label = f"{'!' if check.findings else 'ok':4}{check.title:{width}}  "
        yield from wrapped(check.seen, label, " " * len(label))
        for note in check.notes:
            yield from wrapped(note, " " * len(label))
        for finding in check.findings:
            yield from _told(finding)
        yield from [""] if check.findings else []
    yield ""
    things = "1 thing is" if found == 1 else f"{found} things are"
    yield f"{things} out of order. Nothing was changed." if found else "All is in order."


def _told(finding: "Finding") -> Iterator[str]:
    from ..plain.today import wrapped

    yield ""
    yield f"    {display(finding.where)}"  # never broken, so that it can be copied
    yield from wrapped(finding.what, "    ")
    yield from wrapped(f"What it means: {finding.means}", "    ", "      ")
    if finding.do.startswith(("chmod ", "rm ")):
        yield from ("    What to do:", f"      {display(finding.do)}")
    else:
        yield from wrapped(f"What to do: {finding.do}", "    ", "      ")


def as_data(check: "Check") -> dict[str, Any]:
    """A check, as other programs read it."""
    findings = [{"where": f.where, "what": f.what, "means": f.means, "do": f.do} for f in check.findings]
    return {"id": check.id, "title": check.title, "seen": check.seen, "notes": check.notes, "findings": findings}


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--json", action="store_true")


COMMANDS = {"doctor": Command(_doctor, HELP, _arguments)}
