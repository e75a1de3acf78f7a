"""`coach locate`: where everything is kept."""

from typing import TYPE_CHECKING

from ..backups.shelf import shelf
from ..words import marked, said
from .command import Arguments, Command
from .context import Context
from .stop import FINE
from .streams import show, show_json

if TYPE_CHECKING:
    from argparse import ArgumentParser

HELP = marked("""\
Examples
  coach locate
  coach --home ~/elsewhere locate
  coach locate --json          for programs: coach help json

coach locate [--json]

Where everything is kept on this machine. The plans are all there is to back up;
the cache may be deleted at any time. More on backups: coach help backup.
Nothing leaves these folders by itself.""")

WORDS = {
    "plan": marked("your plan"),
    "data": marked("all plans"),
    "config": marked("settings"),
    "state": marked("this machine's name, reports"),
    "cache": marked("may be deleted"),
    "backups": marked("backups of your plan"),
}


def _locate(context: Context, given: Arguments) -> int:
    places = context.places
    folders = {
        "plan": places.person(context.name()),
        "data": places.data,
        "config": places.config,
        "state": places.state,
        "cache": places.cache,
        "backups": shelf(places.person(context.name())),
    }
    if given.json:
        show_json({name: str(folder) for name, folder in folders.items()})
        return FINE
    words = {name: said(text) for name, text in WORDS.items()}
    width = max(map(len, words.values()))
    show(f"{words[name]:{width}}  {folder}" for name, folder in folders.items())
    return FINE


def _arguments(parser: "ArgumentParser") -> None:
    parser.add_argument("--json", action="store_true")


COMMANDS = {"locate": Command(_locate, HELP, _arguments)}
