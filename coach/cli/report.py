"""`coach report`: what leaves a practice, for the client or for a sponsor."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..display import display_line, shorten
from ..places import typed_path
from ..words import marked, said
from .clients_find import client_named, practice_of
from .command import Arguments, Command, text, unknown
from .context import Context
from .stop import FINE, PROBLEM, Stop
from .streams import show, tell

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach report client heron --for client
  coach report client heron --for client --out ~/heron.md
  coach report sponsor heron --for sponsor

coach report client CLIENT --for client [--out FILE]
coach report sponsor CLIENT --for sponsor|client [--out FILE]

client    session by session what both have seen: aims, shared notes, the sum in
          the client's own words, what each took on. Nothing of what you noted
          for yourself, and nothing that the client keeps private.
sponsor   how often, when, how much was agreed and done; no word on what. Goals,
          steps and aims are named only where a consent on record covers them
          (coach clients consent) and the client has marked that very thing as
          shareable. With --for client, the client reads first what would go.

--for WHOM   has to be said, so that nothing leaves by oversight
--out FILE   a new file that only you can read

What was left out is told at the end, by count.""")

READERS = {"client": ("client",), "sponsor": ("sponsor", "client")}


def _report(context: Context, given: Arguments) -> int:
    from ..practice.reports import client_summary, sponsor_report, withheld_lines

    if given.kind not in READERS:
        raise unknown(given.kind, list(READERS), marked("report"))
    if given.audience not in READERS[given.kind]:
        raise Stop(
            said(
                "a report of the kind “{kind}” is not for a {audience}.",
                kind=said(given.kind),
                audience=said(given.audience),
            ),
            PROBLEM,
        )
    one = client_named(practice_of(context), given.client)
    report = client_summary(one) if given.kind == "client" else sponsor_report(one)
    lines = [*report.lines, *withheld_lines(report)]
    tell(said("About {alias}, for the {audience}.", alias=shorten(one.client.alias, 60), audience=said(given.audience)))
    if given.out:
        _write(typed_path(given.out), lines)
    else:
        show(lines)
    return FINE


def _write(file: Path, lines: list[str]) -> None:
    from ..store.files import write_whole

    if os.path.lexists(file):
        raise Stop(said("{file} is there already. Give the report another name.", file=display_line(file)), PROBLEM)
    if not file.parent.is_dir():
        raise Stop(said("there is no folder {folder}.", folder=display_line(file.parent)), PROBLEM)
    write_whole(file, ("\n".join(lines) + "\n").encode())
    tell(
        said(
            "Written: {file}. Only you can read it; whoever you give it to can read what is in it.",
            file=display_line(file),
        )
    )


def _complete(before: list[str], context: Context) -> list[tuple[str, str]]:
    """A kind, then a client."""
    from .clients_words import clients

    if not before:
        return [(kind, "") for kind in READERS]
    return clients(context) if len(before) == 1 else []


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("kind", metavar="client|sponsor")
    parser.add_argument("client", type=text, metavar="CLIENT")
    parser.add_argument("--for", dest="audience", required=True, choices=("client", "sponsor"))
    parser.add_argument("--out", metavar="FILE")


COMMANDS = {"report": Command(_report, HELP, _arguments, alone=False, complete=_complete)}
